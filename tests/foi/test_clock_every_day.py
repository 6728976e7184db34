import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from candour.foi.clock.counting import Closed, Within, count, days_between, due_on, is_working

from .clocks import HOLIDAYS, day

FIRST, LAST = day("2012-01-01"), day("2028-12-31")
ONE = dt.timedelta(days=1)
days = st.dates(FIRST, LAST)
calendars = st.dictionaries(days, st.just(Closed("Invented day", ("SCT",))), max_size=60)


def slow_due(received: dt.date) -> tuple[dt.date, list[dt.date], int]:
    """Made without any code of ours: the days that count are written down first, then the 20th is taken."""
    horizon = [received + ONE * step for step in range(1, 61)]
    worked = [one for one in horizon if one.isoweekday() not in (6, 7) and one not in HOLIDAYS]
    due = worked[19]
    before = [one for one in horizon if one <= due]
    weekend = [one for one in before if one.isoweekday() in (6, 7)]
    return due, [one for one in before if one not in worked and one not in weekend], len(weekend)


def test_every_day_of_seventeen_years_comes_out_as_counted_the_slow_way() -> None:
    received, tried = FIRST, 0
    while received <= LAST:
        counted = count(received, HOLIDAYS, Within(20, "working days"))
        skipped = [when for when, _ in counted.skipped]
        assert (counted.due_on, skipped, counted.weekend_days) == slow_due(received), received
        # Every day from receipt to the last is a working day, a weekend day or a named holiday.
        assert (counted.due_on - received).days == 20 + len(skipped) + counted.weekend_days
        received, tried = received + ONE, tried + 1
    assert tried == 6210


@given(days, calendars, st.integers(1, 60))
def test_a_last_day_is_always_a_working_day(received: dt.date, closed: dict, number: int) -> None:
    assert is_working(due_on(received, closed, number), closed)


@given(days, days, calendars)
def test_what_came_later_is_never_due_earlier(one: dt.date, other: dt.date, closed: dict) -> None:
    first, second = sorted((one, other))
    assert due_on(first, closed) <= due_on(second, closed)


@given(days, calendars, days)
def test_one_more_holiday_never_makes_a_last_day_earlier(
    received: dt.date, closed: dict, more: dt.date
) -> None:
    with_more = closed | {more: Closed("Proclaimed day", ("SCT",))}
    moved = due_on(received, with_more) - due_on(received, closed)
    assert moved >= dt.timedelta(0)
    counts = received < more <= due_on(received, closed) and is_working(more, closed)
    assert (moved > dt.timedelta(0)) == counts


@given(days, calendars, st.integers(1, 60))
def test_a_last_day_is_so_many_working_days_away(received: dt.date, closed: dict, number: int) -> None:
    due = due_on(received, closed, number)
    assert days_between(received, due, closed) == number
    assert days_between(due, received, closed) == -number
