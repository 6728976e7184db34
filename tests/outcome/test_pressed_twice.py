import re
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.ledger.models import Entry
from candour.outcome.actions import Stated, record_outcome
from candour.outcome.models import Outcome
from candour.referral.models import Referral
from candour.staff.models import Member
from tests.at_once import behind
from tests.conftest import DAY, Cast
from tests.outcome.test_outcomes_page import _address, _filled
from tests.referral import story

Door = Callable[[Member], Client]


def _once(browser: Client, address: str) -> str:
    (once,) = re.findall(r'name="once" value="([^"]+)"', browser.get(address).content.decode())
    return once


def test_a_button_pressed_twice_counts_once(cast: Cast, through_the_door: Door) -> None:
    one, mo = story.sent(cast), through_the_door(cast.mo)
    sent = _filled("arrest", once=_once(mo, f"{_address(one)}?code=arrest"))

    first, second = (mo.post(_address(one), sent, follow=True) for _ in range(2))

    assert "Recorded: Arrest." in first.content.decode()
    assert "Recorded already, and counted once: Arrest." in second.content.decode()
    assert Outcome.objects.count() == Entry.objects.filter(event="outcome.recorded").count() == 1


def test_the_same_thing_twice_from_two_pages_is_two(cast: Cast, through_the_door: Door) -> None:
    one, mo = story.sent(cast), through_the_door(cast.mo)
    for _ in range(2):
        mo.post(_address(one), _filled("arrest", once=_once(mo, f"{_address(one)}?code=arrest")))
    assert Outcome.objects.count() == 2


def test_what_came_back_unfinished_keeps_its_mark(cast: Cast, through_the_door: Door) -> None:
    one, mo = story.sent(cast), through_the_door(cast.mo)
    once = str(uuid.uuid4())
    back = mo.post(_address(one), _filled("investigation_opened", once=once)).content.decode()
    assert f'value="{once}"' in back


def test_a_correction_pressed_twice_counts_once(cast: Cast, through_the_door: Door) -> None:
    one, mo = story.sent(cast), through_the_door(cast.mo)
    wrong = record_outcome(one, Stated("arrest", DAY), by=cast.mo, on=DAY)
    address = f"/force/outcome/{wrong.pk}/correct"
    sent = _filled("charged", once=_once(mo, address))

    first, second = (mo.post(address, sent, follow=True) for _ in range(2))

    assert "Corrected: " in first.content.decode()
    assert "Corrected already: " in second.content.decode()
    assert Outcome.objects.count() == 2


def test_a_mark_of_another_referral_records_nothing(cast: Cast) -> None:
    mine, other = story.sent(cast), story.sent(cast)
    kept = record_outcome(mine, Stated("arrest", DAY), by=cast.mo, on=DAY, once=uuid.uuid4())

    with pytest.raises(ValidationError, match="Open this page again"):
        record_outcome(other, Stated("arrest", DAY), by=cast.mo, on=DAY, once=kept.pk)


@pytest.mark.parametrize("once", ["7", "\0", "x" * 400])
def test_a_mark_that_is_none_comes_back_in_words(cast: Cast, through_the_door: Door, once: str) -> None:
    one = story.sent(cast)
    page = through_the_door(cast.mo).post(_address(one), _filled("arrest", once=once))
    assert "Open this page again, then record the outcome." in page.content.decode()
    assert not Outcome.objects.exists()


def test_two_presses_at_the_same_moment_count_once(flushable: None, cast: Cast) -> None:
    one, once = story.sent(cast), uuid.uuid4()

    def press() -> object:
        there = Referral.objects.with_steps().get(pk=one.pk)
        return record_outcome(there, Stated("arrest", DAY), by=cast.mo, on=DAY, once=once)

    assert behind(press, press) is None
    assert Outcome.objects.count() == Entry.objects.filter(event="outcome.recorded").count() == 1
