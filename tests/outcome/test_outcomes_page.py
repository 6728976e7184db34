from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from candour.codes.outcomes import outcomes
from candour.outcome.actions import Stated, record_outcome
from candour.outcome.models import Outcome
from candour.outcome.rules import words_for_reporter
from candour.referral.models import Referral
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]


def _filled(code: str, **more: str) -> dict[str, str]:
    day = timezone.localdate()
    boxes = {
        "happened_on_day": str(day.day),
        "happened_on_month": str(day.month),
        "happened_on_year": str(day.year),
    }
    return {"code": code, "quantity": "1", **boxes, **more}


def _address(one: Referral) -> str:
    return f"/force/referral/{one.pk}/outcomes"


@pytest.mark.parametrize("code", ["arrest", "investigation_opened", "nfa_left", "safeguarding_action"])
def test_the_form_fits_its_outcome(cast: Cast, through_the_door: Door, code: str) -> None:
    page = through_the_door(cast.mo).get(f"{_address(story.sent(cast))}?code={code}").content.decode()

    assert outcomes()[code].label in page
    assert ('name="quantity"' in page) == outcomes()[code].counts_people
    assert ('name="first_arrests"' in page) == (code == "arrest")
    assert ('name="kind"' in page) == (code == "investigation_opened")
    assert all(words in page for words in words_for_reporter(code))


def test_an_outcome_is_recorded_and_shown(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    mo = through_the_door(cast.mo)

    answer = mo.post(_address(one), _filled("arrest", quantity="2", reference="INV/1", tell_reporter="on"))

    assert answer.status_code == 302
    kept = Outcome.objects.get()
    assert (kept.code, kept.quantity, kept.tell_reporter) == ("arrest", 2, True)
    assert kept.first_arrests == 2
    assert "INV/1" in mo.get(_address(one)).content.decode()


def test_an_investigation_without_a_reference_comes_back_in_words(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)

    answer = through_the_door(cast.mo).post(
        _address(one), _filled("investigation_opened", kind="criminal", words="Kept as it was typed")
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Without one we do not count an investigation" in page
    assert "Kept as it was typed" in page
    assert not Outcome.objects.exists()


def test_an_outcome_that_is_not_on_the_list_is_not_taken(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)

    answer = through_the_door(cast.mo).post(_address(one), _filled("nfa"), follow=True)

    assert "Choose an outcome from the list." in answer.content.decode()
    assert not Outcome.objects.exists()


def test_a_corrected_outcome_is_struck_through_and_stays_visible(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    first = record_outcome(one, Stated("arrest", DAY, reference="INV/WRONG"), by=cast.mo, on=DAY)
    mo = through_the_door(cast.mo)
    assert 'value="INV/WRONG"' in mo.get(f"/force/outcome/{first.pk}/correct").content.decode()

    answer = mo.post(f"/force/outcome/{first.pk}/correct", _filled("charged", reference="INV/RIGHT"))

    assert answer.status_code == 302
    page = mo.get(_address(one)).content.decode()
    assert "<s>Arrest</s>" in page and "<s>INV/WRONG</s>" in page
    assert "<s>INV/RIGHT</s>" not in page and "INV/RIGHT" in page
    assert page.count("/correct") == 1


def test_nothing_is_recorded_once_the_referral_has_gone(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    first = record_outcome(one, Stated("arrest", DAY), by=cast.mo, on=DAY)
    story.passed_on(cast, one)
    mo = through_the_door(cast.mo)

    assert "no longer with your force" in mo.get(_address(one)).content.decode()
    for address in (_address(one), f"/force/outcome/{first.pk}/correct"):
        assert "no longer with your force" in mo.post(address, _filled("charged")).content.decode()
    assert Outcome.objects.count() == 1
