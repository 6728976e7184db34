import re
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from candour.assessment import actions as assessment
from candour.assessment import deciding
from candour.assessment.rules import Grade
from candour.referral.models import Referral
from candour.referral.rules import grade_codes, grade_in_words
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]
SAME, OTHER = Grade("2", "B", "C", ("A1", "S2")), Grade("1", "A", "P")
GRADES = st.lists(st.builds("-".join, st.tuples(*map(st.sampled_from, ("123", "ABCDE", "PC")))))


def _page(cast: Cast, browser: Client, second: Grade) -> str:
    report = story.assessed(cast)
    assessment.grade(report, text="Marker second item", grade=second, reason="Seen", by=cast.asif)
    decision = deciding.decide(report, kind="refer", forces=[cast.metropolitan], by=cast.asif, on=DAY)
    story.referral.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)
    page = browser.get(f"/force/referral/{Referral.objects.get().pk}").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_one_grade_for_every_statement_is_said_once(cast: Cast, through_the_door: Door) -> None:
    page = _page(cast, through_the_door(cast.mo), SAME)

    assert "Each statement in this report: 2-B-C A1,S2." in page
    assert page.count("Source 2: Untested") == 1
    assert "in their order" not in page


def test_other_grades_are_said_in_the_order_of_the_statements(cast: Cast, through_the_door: Door) -> None:
    page = _page(cast, through_the_door(cast.mo), OTHER)

    assert "The statements in this report, in their order: 2-B-C A1,S2; 1-A-P." in page
    assert "ring the line and give the reference" in page
    assert "Each statement in this report" not in page


@pytest.mark.parametrize("second", [SAME, OTHER])
def test_the_words_of_an_item_stay_with_the_line(cast: Cast, through_the_door: Door, second: Grade) -> None:
    page = _page(cast, through_the_door(cast.mo), second)

    assert "Marker second item" not in page and "Plates for money" not in page
    assert "Item 1" not in page


@given(GRADES)
def test_every_code_is_told_once_and_none_is_lost(grades: list[str]) -> None:
    told = grade_codes(grades)

    assert len(told) == len(set(told))
    assert set(told) == {code for written in grades for code in grade_in_words(written)}
