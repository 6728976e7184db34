"""Reads the ledger. The database counts, so that a long ledger costs no more memory than a short one."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from candour.ledger.models import Entry

from . import counts
from .counts import Balance, Cell, Figure, Period, Wait
from .measures import BY_MONTH, OUTSIDE_M01, Measure, measures, outcome_codes

MEDIAN, NINE_IN_TEN = 0.5, 0.9

# Measures whose entries count once each; any other event measure counts each thing once, when first said.
_EACH_ENTRY = {"M01", "M02", "M04", "M07", "M08", "M11"}
_COHORTS = {"M03": "closed", "M08a": "moved_later"}


@cache
def _sql(name: str) -> str:
    folder = files("candour.figures").joinpath("sql")
    return "".join(folder.joinpath(f"{part}.sql").read_text(encoding="utf-8") for part in ("standing", name))


def _listed(codes: Sequence[str]) -> str:
    """Codes as one text, ",a,b,", in which both databases can look one up."""
    return f",{','.join(codes)}," if codes else ""


def _rows(name: str, period: Period, **asked: str) -> list[tuple[Any, ...]]:
    days = {
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "as_at": period.as_at.isoformat(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_sql(name), days | asked)
        return list(cursor.fetchall())


def span() -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which anything in the ledger happened; None while it is empty."""
    found = Entry.objects.aggregate(first=Min("happened_on"), last=Max("happened_on"))
    return (found["first"], found["last"]) if found["first"] else None


def cells(measure: Measure, period: Period) -> list[Cell]:
    """What a measure counts, by month, channel, category, force and reason; not for M09 and M10."""
    outside = _listed(OUTSIDE_M01 if measure.code in {"M01", "M03"} else ())
    if name := _COHORTS.get(measure.code):
        found = _rows(name, period, outside=outside)
    elif measure.code in _EACH_ENTRY:
        found = _rows("happened", period, event=measure.event, outside=outside)
    else:
        found = _rows("first", period, event=measure.event, reasons=_listed(measure.reasons))
    return [Cell(*row) for row in found]


def waits(period: Period) -> list[Wait]:
    """Of the referrals sent in the period, those acknowledged by the as-at day, by their two days (M09)."""
    return [
        Wait(force, _day(sent), _day(acknowledged), count)
        for force, sent, acknowledged, count in _rows("acknowledged", period)
    ]


def _day(value: dt.date | str) -> dt.date:
    """SQLite keeps a day as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def with_force(period: Period) -> list[Cell]:
    """Referrals that each force has at the end of the period, neither closed nor sent back (M10)."""
    closing = _listed([code.code for code in outcome_codes().values() if code.closing])
    return [Cell("", "", "", force, "", "", n) for force, n in _rows("with_force", period, reasons=closing)]


def outcomes_stated(period: Period) -> dict[str, int]:
    """How many times forces stated each outcome, by code. Statements, not people or investigations."""
    found = _rows("happened", period, event="outcome.recorded", outside="")
    return counts.broken_down([Cell(*row) for row in found], "reason")


def contacts_add_up(period: Period) -> Balance:
    """M01 = closed at intake + fed a report + still open, of the contacts received in the period."""
    ((whole, *parts),) = _rows("contacts_add_up", period, outside=_listed(OUTSIDE_M01))
    return Balance(whole, tuple(part or 0 for part in parts))


def reports_add_up(period: Period) -> Balance:
    """M05 = not referred + with a referral + held for a key, of the reports assessed in the period."""
    ((whole, *parts),) = _rows("reports_add_up", period)
    return Balance(whole, tuple(part or 0 for part in parts))


def figure(code: str, period: Period, by: str | None = None) -> list[Figure]:
    """A measure's total, or its breakdown by one kind of code. ValueError for one it does not have.

    By month, each month of the period that the ledger reaches has its figure, noughts included; by anything
    else, only what was counted. M09 by "days" gives the median and the 90th percentile.
    """
    measure = measures()[code]
    if by is not None and by not in measure.by:
        raise ValueError(f"{code} is not counted by {by}.")
    return [one for one in all_of(measure, period) if one.by.partition("=")[0] == (by or "")]


def all_figures(period: Period) -> list[Figure]:
    """Every measure with its total and every breakdown, in the order of the counting rules."""
    return [one for measure in measures().values() for one in all_of(measure, period)]


def all_of(measure: Measure, period: Period) -> list[Figure]:
    """One measure: its total first, then each breakdown it has."""
    return [
        Figure(measure.code, _unit(measure, by), period.since, period.until, by, value)
        for by, value in _values(measure, period)
    ]


def _unit(measure: Measure, by: str) -> str:
    """Days waited are days, whatever waited."""
    return "day" if by.startswith("days=") else measure.unit


def _values(measure: Measure, period: Period) -> Iterator[tuple[str, int]]:
    waited = waits(period) if measure.code == "M09" else []
    if measure.code == "M09":
        counted = counts.as_cells(waited)
    else:
        counted = with_force(period) if measure.kind == "stock" else cells(measure, period)
    yield "", counts.total(counted)
    for by in measure.by:
        if by == "days":
            yield from _waiting(waited)
            continue
        numbers = counts.broken_down(counted, by)
        if by == "month":
            numbers = counts.with_empty_months(numbers, _months(period))
        yield from ((f"{by}={code}", value) for code, value in numbers.items())


def _waiting(waited: list[Wait]) -> Iterator[tuple[str, int]]:
    for name, share in (("median", MEDIAN), ("p90", NINE_IN_TEN)):
        days = counts.days_waited(waited, share)
        if days is not None:
            yield f"days={name}", days


def _months(period: Period) -> list[str]:
    """The months of the period that the ledger reaches, so that a period of centuries stays a short table."""
    reached = span()
    if reached is None:
        return []
    since, until = max(period.since, reached[0]), min(period.until, reached[1])
    return [f"{first:%Y-%m}" for first in counts.first_days(since, until)] if since <= until else []


def monthly_totals(today: dt.date) -> list[Figure]:
    """National totals of M01, M04, M07 and M08 for each calendar month that is over, one figure a month.

    All that a real installation shows before there are releases: exact numbers between free dates, or by
    force, would let anyone single out a day (decision in docs/figures.md).
    """
    reached = span()
    months = counts.whole_past_months(began=reached[0], today=today) if reached else []
    if not months:
        return []
    period = Period(months[0], counts.last_day(months[-1]))
    found = []
    for measure in (measures()[code] for code in BY_MONTH):
        numbers = counts.broken_down(cells(measure, period), "month")
        found += [
            Figure(measure.code, measure.unit, first, counts.last_day(first), f"month={first:%Y-%m}",
                   numbers.get(f"{first:%Y-%m}", 0))
            for first in months
        ]  # fmt: skip
    return found


def ledger_mark() -> tuple[int, uuid.UUID | None]:
    """Names the ledger as it is now. Entries are only ever added, so the same mark means the same ledger."""
    return Entry.objects.count(), Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
