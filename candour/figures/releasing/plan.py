"""Which tables a release has, before anything is counted. No Django."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from candour.figures.cells import Cell
from candour.figures.measures import Measure, measures
from candour.figures.quarters import Span, months, quarters, years
from candour.figures.releasing.numbers import ANNUAL

# Every code that a table of one kind has, with its words: the same for every release, so that standing in a
# table tells nothing.
Codes = Callable[[Measure, str], Sequence[tuple[str, str]]]

HEADS = {
    "month": "Month",
    "quarter": "Quarter",
    "total": "Period",
    "day": "Day",
    "days": "Of the referrals acknowledged",
    "channel": "How it came",
    "category": "Kind of conduct",
    "force": "Force",
    "to_force": "Force it was moved to",
    "reason": "Reason or kind",
    "kind": "Kind",
    "language": "Language",
    "became": "What had become of them",
}
BY_MONTH = ("exact-by-channel", "exact-by-month")
EXACT_CLASSES = (*BY_MONTH, "exact")
# Asked for now and then, and answered ad hoc.
_NOT_YEARLY = ("month", "days", "became", "language")
# Nobody writes these until the workforce check is built.
_NOT_YET = ("M40", "M41", "M42", "M43")


@dataclass(frozen=True)
class PlannedTable:
    """A table to be filled: its cells in order, each with its label."""

    id: str
    measure: str
    title: str
    kind: str
    by: str
    cells: Sequence[tuple[Cell, str]]


@dataclass(frozen=True)
class Scope:
    """What a release is about: the line's first day, the release's days, the as-at day, and all codes."""

    kind: str
    first: dt.date
    since: dt.date
    until: dt.date
    as_at: dt.date
    codes: Codes

    def cell(self, measure: str, span: Span, by: str = "", code: str = "") -> Cell:
        """One cell of this release."""
        return Cell(measure, by, code, span.since, span.until, self.as_at)


def planned(scope: Scope) -> list[PlannedTable]:
    """The tables of a quarterly or an annual release, in their order."""
    tables = [*_series(scope), *_stocks(scope), *_since_the_start(scope), *_channels(scope), *_cohorts(scope)]
    if scope.kind == ANNUAL:
        tables += _yearly(scope)
    return tables


def _exact() -> Iterator[Measure]:
    return (
        measure
        for measure in measures().values()
        if measure.disclosure in EXACT_CLASSES and measure.code not in _NOT_YET
    )


def _series(scope: Scope) -> Iterator[PlannedTable]:
    for measure in _exact():
        if measure.disclosure in BY_MONTH:
            yield _by_time(scope, measure, "month", months(scope.first, scope.until))
    for measure in _exact():
        if measure.kind != "stock":
            yield _by_time(scope, measure, "quarter", quarters(scope.first, scope.until))


def _by_time(scope: Scope, measure: Measure, by: str, spans: Sequence[Span]) -> PlannedTable:
    cells = [(scope.cell(measure.code, span), _named(span, by)) for span in spans]
    return PlannedTable(
        f"{measure.code}-{by}", measure.code, f"{measure.name} by {by}", measure.kind, by, cells
    )


def _named(span: Span, by: str) -> str:
    return f"{span.until:%B %Y}" if by == "month" else in_words(span)


def in_words(span: Span) -> str:
    """A period as people say it: "March to May 2023"; with its days where it is not whole months."""
    since, until = span
    if since.day != 1:
        return f"{since.day} {since:%B %Y} to {until.day} {until:%B %Y}"
    if since.year == until.year:
        return f"{until:%B %Y}" if since.month == until.month else f"{since:%B} to {until:%B %Y}"
    return f"{since:%B %Y} to {until:%B %Y}"


def _stocks(scope: Scope) -> Iterator[PlannedTable]:
    day = Span(scope.until, scope.until)
    for measure in _exact():
        if measure.kind == "stock":
            label = f"{scope.until.day} {scope.until:%B %Y}"
            yield PlannedTable(
                f"{measure.code}-day",
                measure.code,
                f"{measure.name}, on the last day",
                measure.kind,
                "day",
                [(scope.cell(measure.code, day), label)],
            )


def _since_the_start(scope: Scope) -> Iterator[PlannedTable]:
    span = Span(scope.first, scope.until)
    for measure in _exact():
        if measure.kind != "stock":
            yield PlannedTable(
                f"{measure.code}-total",
                measure.code,
                f"{measure.name} since the line began",
                measure.kind,
                "total",
                [(scope.cell(measure.code, span), in_words(span))],
            )


def _quarter(scope: Scope) -> Span:
    return (quarters(scope.first, scope.until) or [Span(scope.since, scope.until)])[-1]


def _channels(scope: Scope) -> Iterator[PlannedTable]:
    contacts = measures()["M01"]
    quarter, start = _quarter(scope), Span(scope.first, scope.until)
    yield _broken_down(
        scope, contacts, "channel", quarter, "M01-channel-quarter", "how they came, the quarter"
    )
    if start != quarter:
        yield _broken_down(
            scope, contacts, "channel", start, "M01-channel-total", "how they came, since the line began"
        )


def _broken_down(scope: Scope, measure: Measure, by: str, span: Span, name: str, words: str) -> PlannedTable:
    cells = [(scope.cell(measure.code, span, by, code), label) for code, label in scope.codes(measure, by)]
    return PlannedTable(name, measure.code, f"{measure.name}: {words}", measure.kind, by, cells)


def _cohorts(scope: Scope) -> Iterator[PlannedTable]:
    referrals, acknowledged = measures()["M07"], measures()["M09"]
    for span in quarters(scope.first, scope.until):
        cells = [
            (scope.cell("M07", span, "became", code), label)
            for code, label in scope.codes(referrals, "became")
        ]
        title = f"What had become of the referrals of {in_words(span)}"
        yield PlannedTable(f"M07-became-{span.until:%Y-%m}", "M07", title, "cohort", "became", cells)
    cells = [
        (scope.cell("M09", _quarter(scope), "days", code), label)
        for code, label in scope.codes(acknowledged, "days")
    ]
    yield PlannedTable(
        "M09-days", "M09", "Days until a force acknowledged a referral", "cohort", "days", cells
    )


def _yearly(scope: Scope) -> Iterator[PlannedTable]:
    year = Span(scope.since, scope.until)
    for measure in measures().values():
        if measure.code in _NOT_YET:
            continue
        span = Span(scope.until, scope.until) if measure.kind == "stock" else year
        if measure.kind != "stock":
            yield PlannedTable(
                f"{measure.code}-year",
                measure.code,
                f"{measure.name} in the year",
                measure.kind,
                "total",
                [(scope.cell(measure.code, span), in_words(span))],
            )
        for by in measure.by:
            if by not in _NOT_YEARLY and (by != "channel" or measure.disclosure == "exact-by-channel"):
                yield _broken_down(
                    scope, measure, by, span, f"{measure.code}-{by}", f"by {HEADS[by].lower()}"
                )


def fits(kind: str, first: dt.date, span: Span) -> bool:
    """Whether those days are the ones that a release of that kind is about."""
    return span in (years(first, span.until) if kind == ANNUAL else quarters(first, span.until))
