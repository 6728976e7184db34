"""How a number is made of counted rows, and which days it may be asked for. No Django."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# What stands for an empty code: nobody said, or nobody knew.
UNKNOWN = "unknown"
MEDIAN, NINE_IN_TEN = 50, 90


class Cell(NamedTuple):
    """How many entries share a month, a channel and so on. `month` is written 2023-01."""

    month: str
    channel: str
    category: str
    force: str
    to_force: str
    reason: str
    number: int


class Wait(NamedTuple):
    """How many referrals to one force were sent on one day and acknowledged on another."""

    force: str
    sent_on: dt.date
    acknowledged_on: dt.date
    number: int


@dataclass(frozen=True)
class Figure:
    """One number. `by` is empty for a total, or like "channel=phone"."""

    measure: str
    unit: str
    since: dt.date
    until: dt.date
    by: str
    value: int


@dataclass(frozen=True)
class Period:
    """The days a figure is about, both ends counted, and the day as at which the ledger is read."""

    since: dt.date
    until: dt.date
    as_at: dt.date = dt.date.max


@dataclass(frozen=True)
class Balance:
    """A sum that must come out: the whole, and its parts, each counted on its own."""

    whole: int
    parts: tuple[int, ...]

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the whole."""
        return self.whole == sum(self.parts)


def total(cells: Iterable[Cell]) -> int:
    """All of them together."""
    return sum(cell.number for cell in cells)


def broken_down(cells: Iterable[Cell], by: str) -> dict[str, int]:
    """How many for each code of one kind (channel, force …), in the order of the codes."""
    counts: Counter[str] = Counter()
    for cell in cells:
        counts[getattr(cell, by) or UNKNOWN] += cell.number
    return dict(sorted(counts.items()))


def with_empty_months(counts: dict[str, int], months: Iterable[str]) -> dict[str, int]:
    """The same counts with a nought for each month in which nothing happened."""
    return dict(sorted({**dict.fromkeys(months, 0), **counts}.items()))


def first_days(since: dt.date, until: dt.date) -> list[dt.date]:
    """The first day of each month that has a day in the period."""
    first = (since.year * 12) + since.month - 1
    last = (until.year * 12) + until.month - 1
    return [dt.date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def last_day(first: dt.date) -> dt.date:
    """The last day of the month that begins on `first`."""
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def whole_past_months(*, began: dt.date, today: dt.date) -> list[dt.date]:
    """The first day of each calendar month from `began` on that is wholly over today."""
    return [first for first in first_days(began, today) if last_day(first) < today] if began <= today else []


def nearest_rank(waits: Mapping[int, int], percent: int) -> int:
    """The fewest days within which so many in a hundred were done. `waits` has how many took how many days.

    The nearest-rank percentile: a number of days that something really took, never one in between. ValueError
    where there is nothing to rank.
    """
    whole, reached = sum(waits.values()), 0
    for days, number in sorted(waits.items()):
        reached += number
        if reached * 100 >= whole * percent:
            return days
    raise ValueError("Nothing was waited for.")


def days_waited(waits: Iterable[Wait], share: float) -> int | None:
    """The fewest calendar days within which that share of the referrals was acknowledged; None without any.

    The nearest-rank percentile: a number of days that some referral really took, never one in between.
    """
    counts: Counter[int] = Counter()
    for wait in waits:
        counts[(wait.acknowledged_on - wait.sent_on).days] += wait.number
    needed, reached = share * counts.total(), 0
    for days, count in sorted(counts.items()):
        reached += count
        if reached >= needed:
            return days
    return None


def as_cells(waits: Sequence[Wait]) -> list[Cell]:
    """The acknowledged referrals as cells, by the month in which they were sent."""
    return [Cell(f"{wait.sent_on:%Y-%m}", "", "", wait.force, "", "", wait.number) for wait in waits]
