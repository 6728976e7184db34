"""Counts the ledger as at a day, in SQL: every measure, by every code that it may be broken down by."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, Self

from django.db import connection
from django.db.models import Max, Min

from candour.figures.counting import queries
from candour.figures.counting.counts import DAYS_FOR_FEEDBACK, UNKNOWN, days_waited
from candour.figures.measures import Measure, measures
from candour.figures.quarters import quarters
from candour.ledger.models import Entry

_ALWAYS = {"since": dt.date.min, "until": dt.date.max}
_PARTS = {"contacts": ("", "closed", "fed", "open"), "reports": ("", "not_referred", "referred", "held")}


def span() -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which anything in the ledger happened; None while it is empty."""
    reach = Entry.objects.aggregate(first=Min("happened_on"), last=Max("happened_on"))
    return (reach["first"], reach["last"]) if reach["first"] else None


def exact(
    measure: str, by: str, since: dt.date, until: dt.date, as_at: dt.date = dt.date.max
) -> dict[str, int]:
    """What a measure counts in any days, both counted, of the ledger as at a day.

    By code, in the order of the alphabet; {"": n} where `by` is empty. By "month" and "quarter" too, which
    are no codes. By "days" the median and the 90th percentile. A stock is that of the last day. ValueError
    for a breakdown that the measure does not have.
    """
    rule = measures()[measure]
    if by not in ("", "month", "quarter", *rule.by):
        raise ValueError(f"{measure} is not counted by {by}.")
    if by == "quarter":
        return _by_quarter(exact(measure, "month", since, until, as_at), since, until)
    own = by if by in queries.ALONE else ""
    rows = _rows(queries.whole(queries.query(rule, own)), since=since, until=until, as_at=as_at)
    return _by_code(rule, by, rows)


def _by_code(rule: Measure, by: str, rows: Sequence[Any]) -> dict[str, int]:
    """What the rows of one query say by one kind of code; by "days" the median and the 90th percentile."""
    if by == "days":
        return days_waited(_waits(rows))
    kinds = queries.ALONE.get(by) or queries.codes_of(rule)
    counts: Counter[str] = Counter() if by else Counter({"": 0})
    for row in rows:
        counts[(row[kinds.index(by)] or UNKNOWN) if by else ""] += row[-1]
    return dict(sorted(counts.items()))


def _by_quarter(months: Mapping[str, int], since: dt.date, until: dt.date) -> dict[str, int]:
    """Months put together into the quarters that begin with `since`, named by their first and last month."""
    counts: Counter[str] = Counter()
    for quarter in quarters(since, until + dt.timedelta(days=100)):
        first, last = f"{quarter.since:%Y-%m}", f"{quarter.until:%Y-%m}"
        counts[f"{first} to {last}"] += sum(n for month, n in months.items() if first <= month <= last)
    return {name: number for name, number in counts.items() if number}


def _waits(rows: Sequence[tuple[str, str, int]]) -> Counter[int]:
    """How many took how many days, from rows of the day sent, the day acknowledged, and a number."""
    waits: Counter[int] = Counter()
    for sent_on, acknowledged_on, number in rows:
        waits[(dt.date.fromisoformat(acknowledged_on) - dt.date.fromisoformat(sent_on)).days] += number
    return waits


@dataclass(frozen=True)
class DailyCounts:
    """The count of one code on each day that has any, so that a span of days is one subtraction."""

    days: Sequence[str]
    so_far: Sequence[int]

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> Self:
        """From the numbers of the days, as YYYY-MM-DD."""
        days = sorted(numbers)
        return cls(days, [0, *accumulate(numbers[day] for day in days)])

    def between(self, since: dt.date, until: dt.date) -> int:
        """The count from one day to another, both counted."""
        start, end = bisect_left(self.days, since.isoformat()), bisect_right(self.days, until.isoformat())
        return self.so_far[max(start, end)] - self.so_far[start]


@dataclass
class Tally:
    """All that can be asked of the ledger as it stood at the end of a day, while it is open.

    Each answer is counted when it is first asked for, and remembered.
    """

    _series: dict[tuple[str, str], Mapping[str, DailyCounts]] = field(default_factory=dict)
    _days: dict[tuple[str, str], Sequence[Any]] = field(default_factory=dict)
    _rows: dict[tuple[str, str, dt.date, dt.date], Sequence[Any]] = field(default_factory=dict)

    def first_day(self) -> dt.date | None:
        """The first day on which anything happened; None while the ledger is empty."""
        return self._reach[0]

    def last_day(self) -> dt.date | None:
        """The last day on which anything happened; None while the ledger is empty."""
        return self._reach[1]

    @cached_property
    def _reach(self) -> tuple[dt.date | None, dt.date | None]:
        ((first, last),) = _rows(queries.reach_query())
        return (dt.date.fromisoformat(first), dt.date.fromisoformat(last)) if first else (None, None)

    def counts(self, measure: str, by: str, since: dt.date, until: dt.date) -> Mapping[str, int]:
        """The true count of each code in the days from `since` to `until`; {"": n} where `by` is empty.

        Codes without any are left out. By "days" the median and the 90th percentile, in days; by "became"
        each referral once. A stock is that of the last day. ValueError for a breakdown that the measure does
        not have.
        """
        rule = measures()[measure]
        if by not in ("", *rule.by):
            raise ValueError(f"{measure} is not counted by {by}.")
        if _is_by_day(rule, by):
            numbers = {code: series.between(since, until) for code, series in self._daily(rule, by).items()}
            return {code: number for code, number in numbers.items() if number} if by else {"": 0, **numbers}
        question = (measure, by if by in queries.ALONE else "", since, until)
        if question not in self._rows:
            self._rows[question] = _rows(queries.query(rule, question[1]), since=since, until=until)
        return _by_code(rule, by, self._rows[question])

    def _daily(self, rule: Measure, by: str) -> Mapping[str, DailyCounts]:
        """Each code of one kind on each day; a query that counts by several kinds is asked once for all."""
        if (rule.code, by) not in self._series:
            alone = by if by in queries.ALONE else ""
            kinds = queries.ALONE.get(by) or queries.by_day(rule)
            if (rule.code, alone) not in self._days:
                self._days[rule.code, alone] = _rows(queries.query(rule, alone, each_day=True), **_ALWAYS)
            numbers: defaultdict[str, Counter[str]] = defaultdict(Counter)
            for *codes, day, number in self._days[rule.code, alone]:
                numbers[(codes[kinds.index(by)] or UNKNOWN) if by else ""][day] += number
            self._series[rule.code, by] = {code: DailyCounts.of(days) for code, days in numbers.items()}
        return self._series[rule.code, by]

    def parts(self, sum_of: str, since: dt.date, until: dt.date) -> Mapping[str, int]:
        """The whole ("") and each part of one of the sums that must come out, each counted on its own.

        `sum_of` is "contacts" (closed, fed, open) or "reports" (not_referred, referred, held).
        """
        (row,) = _rows(queries.sum_query(sum_of), since=since, until=until)
        return dict(zip(_PARTS[sum_of], row, strict=True))


@contextmanager
def tally(as_at: dt.date) -> Iterator[Tally]:
    """The ledger as it stood at the end of a day, ready to be asked inside the `with`; one at a time.

    Its standing lines are copied once, narrow and in order, into a temporary table that this connection alone
    sees; a release asks some seventy queries of them, each then two to four times as fast. The day must be
    over: what had been written into the ledger by then no longer changes.
    """
    _run(
        f"CREATE TEMPORARY TABLE standing AS\n{queries.standing()}\nORDER BY event, happened_on", as_at=as_at
    )
    try:
        _run("CREATE INDEX standing_event_day ON standing (event, happened_on)")
        if connection.vendor == "postgresql":
            _run("ANALYZE standing")
        yield Tally()
    finally:
        # After a fault inside a transaction nothing more can be run in it, and its end takes the table along.
        if not connection.needs_rollback:
            _run("DROP TABLE standing")


def _is_by_day(rule: Measure, by: str) -> bool:
    """Whether a count is made for every day at once: a release asks for it by months and by quarters."""
    is_asked_by_month = rule.kind != "stock" and rule.disclosure.startswith("exact")
    return by == "became" or (is_asked_by_month and by in ("", *queries.by_day(rule)))


def _rows(text: str, **days: dt.date) -> list[Any]:
    with _run(text, **days) as cursor:
        rows: list[Any] = cursor.fetchall()
    return rows


def _run(text: str, **days: dt.date) -> Any:
    """Run one of the queries; the cursor with its answer. The days are its parameters.

    SQLite orders text by its bytes in any case, and knows no collation "C".
    """
    if "until" in days:
        days["long_ago"] = max(days["until"], dt.date(1, 6, 1)) - dt.timedelta(days=DAYS_FOR_FEEDBACK)
    if connection.vendor == "sqlite":
        text = text.replace(' COLLATE "C"', "")
    for name in ("as_at", "since", "until", "long_ago"):
        text = text.replace(f":{name}", f"%({name})s")
    cursor = connection.cursor()
    cursor.execute(text, {name: day.isoformat() for name, day in days.items()})
    return cursor
