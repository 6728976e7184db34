"""The day that is shown: the real one on a real line, and in a rehearsal the one after its history."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from candour.ledger import actions as ledger
from candour.store.clock import current_day, current_time

HISTORY_ENDS = dt.date(2024, 3, 1)
LOADED = dt.datetime(2026, 11, 30, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def rehearsal(db: None) -> None:
    with time_machine.travel(LOADED, tick=False):
        ledger.begin(rehearsal=True, shown_as=HISTORY_ENDS)


@pytest.mark.parametrize("days", [0, 1, 31, 400])
def test_a_rehearsal_goes_on_a_day_for_a_day_from_the_end_of_its_history(rehearsal: None, days: int) -> None:
    with time_machine.travel(LOADED + dt.timedelta(days=days), tick=False):
        assert current_day() == HISTORY_ENDS + dt.timedelta(days=days)
        assert timezone.localdate(current_time()) == current_day()


@pytest.mark.parametrize("hour", [0, 3, 9, 23])
def test_what_was_released_on_the_last_day_of_the_history_is_out_at_every_hour(
    rehearsal: None, hour: int
) -> None:
    with time_machine.travel(LOADED.replace(hour=hour), tick=False):
        assert current_time() >= dt.datetime(2024, 3, 1, 9, 30, tzinfo=dt.UTC)
        assert current_day() == HISTORY_ENDS


@pytest.mark.parametrize("is_rehearsal", [True, False])
def test_without_a_history_the_day_is_the_real_one(db: None, is_rehearsal: bool) -> None:
    ledger.begin(rehearsal=is_rehearsal)

    with time_machine.travel(LOADED, tick=False):
        assert current_day() == LOADED.date()
        assert current_time() == LOADED
    assert "today is" not in Client().get("/privacy").content.decode()


def test_before_anything_is_begun_the_day_is_the_real_one(db: None) -> None:
    with time_machine.travel(LOADED, tick=False):
        assert current_day() == LOADED.date()


def test_every_page_of_a_rehearsal_says_which_day_it_is(rehearsal: None) -> None:
    with time_machine.travel(LOADED + dt.timedelta(days=2), tick=False):
        for address in ("/", "/report", "/foi", "/desk/sign-in", "/force/sign-in"):
            assert "In this rehearsal today is 3 March 2024." in Client().get(address).content.decode()


def test_a_real_line_has_no_other_day_than_the_real_one(db: None) -> None:
    with pytest.raises(ValidationError, match="rehearsal"):
        ledger.begin(rehearsal=False, shown_as=HISTORY_ENDS)
