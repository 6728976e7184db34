"""The table of holidays against the laws' own rules, worked out here and by no package."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import pytest

from candour.foi.clock.counting import due_on
from candour.foi.clock.laws import rules_of

from .clocks import HOLIDAYS, day

ALL = frozenset({"ENG", "WLS", "SCT", "NIR"})
NOT_SCOTLAND, SCOTLAND, ULSTER = ALL - {"SCT"}, frozenset({"SCT"}), frozenset({"NIR"})
Row = tuple[dt.date, frozenset[str]]
YEARS = range(2012, 2029)
# Days that were proclaimed, and days that were moved from where the year would have them.
ONCE = [
    (day("2012-06-05"), ALL),
    (day("2022-06-03"), ALL),
    (day("2022-09-19"), ALL),
    (day("2023-05-08"), ALL),
    (day("2026-06-15"), SCOTLAND),
]
MOVED = {
    day("2012-05-28"): day("2012-06-04"),
    day("2022-05-30"): day("2022-06-02"),
    day("2020-05-04"): day("2020-05-08"),
}


def easter(year: int) -> dt.date:
    """Easter Sunday, by the rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, last = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, last + 1)


def monday(year: int, month: int, place: int) -> dt.date:
    """The first Monday of a month (0), or the last (-1)."""
    days = [dt.date(year, month, 1) + dt.timedelta(days=at) for at in range(31)]
    return [one for one in days if one.month == month and one.weekday() == 0][place]


def kept(*days: dt.date) -> list[dt.date]:
    """On which weekdays holidays that follow each other are kept: those of a weekend move on."""
    found: list[dt.date] = [one for one in days if one.weekday() < 5]
    for one in (late for late in days if late.weekday() >= 5):
        while one.weekday() >= 5 or one in found:
            one += dt.timedelta(days=1)
        found.append(one)
    return found


def of_year(year: int) -> Iterator[Row]:
    yield from ((one, NOT_SCOTLAND) for one in kept(dt.date(year, 1, 1)))
    yield from ((one, SCOTLAND) for one in kept(dt.date(year, 1, 1), dt.date(year, 1, 2)))
    yield from ((one, ULSTER) for date in ((3, 17), (7, 12)) for one in kept(dt.date(year, *date)))
    yield easter(year) - dt.timedelta(days=2), ALL
    yield easter(year) + dt.timedelta(days=1), NOT_SCOTLAND
    for one in (monday(year, 5, 0), monday(year, 5, -1)):
        yield MOVED.get(one, one), ALL
    yield monday(year, 8, 0), SCOTLAND
    yield monday(year, 8, -1), NOT_SCOTLAND
    yield kept(dt.date(year, 11, 30))[0], SCOTLAND
    yield from ((one, ALL) for one in kept(dt.date(year, 12, 25), dt.date(year, 12, 26)))


def test_the_table_is_what_the_rules_of_each_nation_give() -> None:
    worked: dict[dt.date, set[str]] = defaultdict(set)
    for one, nations in [*ONCE, *(row for year in YEARS for row in of_year(year))]:
        worked[one] |= nations
    table = {one: set(closed.nations) for one, closed in HOLIDAYS.items() if one.year in YEARS}
    assert table == worked


# Counted on paper: received, due under FOIA, due under FOISA.
COUNTED = """
2012-05-08 2012-06-07 2012-06-07
2014-03-16 2014-04-14 2014-04-11
2016-12-05 2017-01-06 2017-01-06
2020-04-16 2020-05-15 2020-05-15
2021-12-03 2022-01-06 2022-01-06
2022-05-09 2022-06-08 2022-06-08
2022-08-24 2022-09-23 2022-09-22
2023-04-14 2023-05-16 2023-05-16
2024-02-29 2024-04-02 2024-03-28
2026-11-01 2026-11-27 2026-11-27
"""


@pytest.mark.parametrize("row", COUNTED.split("\n")[1:-1])
def test_dates_that_were_counted_on_paper_come_out(row: str) -> None:
    received, foia, foisa = (day(one) for one in row.split())
    assert due_on(received, HOLIDAYS) == foia
    assert due_on(received, rules_of("foisa").own(HOLIDAYS)) == foisa
