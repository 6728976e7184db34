"""An arrest says how many were arrested for the first time, and that number follows the arrest (M20p)."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.figures.counting.tally import exact
from candour.ledger.models import Entry
from candour.outcome.actions import Stated, correct_outcome, record_outcome
from candour.outcome.models import Outcome
from candour.outcome.withdrawing import withdraw_outcome
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.outcome.test_outcomes_page import _address, _filled
from tests.referral import story

Door = Callable[[Member], Client]
NEXT = DAY + dt.timedelta(1)
CHARGED = Stated("charged", DAY)


def _arrests(number: int, first: int | None = None) -> Stated:
    return Stated("arrest", DAY, quantity=number, first_arrests=first)


def _recorded(cast: Cast, stated: Stated) -> Outcome:
    return record_outcome(story.sent(cast), stated, by=cast.mo, on=DAY)


def _corrected(cast: Cast, wrong: Outcome, stated: Stated) -> Outcome:
    return correct_outcome(wrong, stated, by=cast.mo, on=NEXT)


def _counted(as_at: dt.date = NEXT) -> tuple[int, int]:
    """Arrests, and people arrested."""
    arrests, people = (exact(code, "", DAY, NEXT, as_at)[""] for code in ("M20", "M20p"))
    return arrests, people


@pytest.mark.parametrize(("stated", "people"), [(_arrests(3), 3), (_arrests(3, 1), 1), (_arrests(2, 0), 0)])
def test_people_are_counted_apart_from_arrests(cast: Cast, stated: Stated, people: int) -> None:
    kept = _recorded(cast, stated)

    assert _counted() == (stated.quantity, people)
    lines = Entry.objects.filter(event="person.arrested")
    assert [(line.pk, line.quantity, line.unit) for line in lines] == (
        [(kept.person_entry, people, "person")] if people else []
    )
    assert kept.first_arrests == people


def test_the_line_tells_no_more_of_the_person_than_of_the_arrest(cast: Cast) -> None:
    kept = _recorded(cast, _arrests(2))

    arrest, people = (Entry.objects.get(pk=pk) for pk in (kept.entry, kept.person_entry))
    same = ("happened_on", "recorded_on", "began_on", "parent", "force", "category")
    assert [getattr(people, name) for name in same] == [getattr(arrest, name) for name in same]
    assert people.token not in {None, arrest.token, arrest.parent}
    assert people.reason == people.kind == ""


@pytest.mark.parametrize("first", [-1, 3])
def test_no_more_people_than_arrests(cast: Cast, first: int) -> None:
    with pytest.raises(ValidationError, match="how many were first arrests"):
        _recorded(cast, _arrests(2, first))
    assert not Entry.objects.filter(event__in=["outcome.recorded", "person.arrested"]).exists()


def test_only_an_arrest_has_first_arrests(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="how many were first arrests"):
        _recorded(cast, Stated("charged", DAY, first_arrests=1))
    assert _recorded(cast, CHARGED).first_arrests is None
    assert not Entry.objects.filter(event="person.arrested").exists()


@pytest.mark.parametrize(
    ("wrong", "right", "after"),
    [
        (_arrests(3), _arrests(3, 2), (3, 2)),
        (_arrests(3, 1), _arrests(2, 2), (2, 2)),
        (_arrests(2, 0), _arrests(2, 1), (2, 1)),
        (_arrests(2, 1), _arrests(2, 0), (2, 0)),
        (_arrests(2), CHARGED, (0, 0)),
        (CHARGED, _arrests(2), (2, 2)),
    ],
)
def test_a_correction_puts_both_right_and_the_past_stays(
    cast: Cast, wrong: Stated, right: Stated, after: tuple[int, int]
) -> None:
    first = _recorded(cast, wrong)
    before = _counted(as_at=DAY)

    _corrected(cast, first, right)

    assert (_counted(), _counted(as_at=DAY)) == (after, before)


def test_a_correction_of_a_correction_puts_the_newest_right(cast: Cast) -> None:
    first = _recorded(cast, _arrests(2))
    second = _corrected(cast, first, CHARGED)
    third = _corrected(cast, second, _arrests(4, 3))

    assert _counted() == (4, 3)
    _corrected(cast, third, _arrests(4, 1))
    assert _counted() == (4, 1)


def test_people_are_withdrawn_with_their_arrest(cast: Cast) -> None:
    wrong = _recorded(cast, _arrests(2, 1))

    withdraw_outcome(wrong, words="Another case", by=cast.mo, on=NEXT)

    assert (_counted(), _counted(as_at=DAY)) == ((0, 0), (2, 1))
    taken_out = set(Entry.objects.filter(event="outcome.withdrawn").values_list("corrects", "unit"))
    assert taken_out == {(wrong.entry, "arrest"), (wrong.person_entry, "person")}


def test_the_page_asks_takes_and_shows_it(cast: Cast, through_the_door: Door) -> None:
    one, mo = story.sent(cast), through_the_door(cast.mo)

    mo.post(_address(one), _filled("arrest", quantity="3", first_arrests="2"))

    kept = Outcome.objects.get()
    assert (kept.quantity, kept.first_arrests) == (3, 2)
    assert "First arrests: 2" in mo.get(_address(one)).content.decode()
    again = mo.get(f"/force/outcome/{kept.pk}/correct").content.decode()
    (box,) = re.findall(r'<input[^>]*name="first_arrests"[^>]*>', again)
    assert 'value="2"' in box


def test_the_page_says_what_to_do_where_there_are_too_many(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    page = through_the_door(cast.mo).post(_address(one), _filled("arrest", quantity="1", first_arrests="2"))

    assert "Give how many were first arrests" in page.content.decode()
    assert not Outcome.objects.exists()
