"""Which tables the answer to an ad hoc question has. No Django."""

from collections.abc import Iterator

from candour.figures.measures import Measure, measures
from candour.figures.quarters import Span, months, quarters, years
from candour.figures.releasing.numbers import Asked
from candour.figures.releasing.plan import PlannedTable, Scope, in_words


def planned_answer(query: Asked, scope: Scope) -> list[PlannedTable]:
    """One table of the periods side by side for one number; else one table for each period, by its codes."""
    measure = measures()[query.measure]
    spans = _spans(query, measure, scope)
    if query.by and not query.code:
        return list(_by_codes(query, measure, scope, spans))
    words = dict(scope.codes(measure, query.by)).get(query.code, query.code) if query.code else ""
    title = f"{measure.name}: {words}" if words else measure.name
    cells = [(scope.cell(measure.code, span, query.by, query.code), in_words(span)) for span in spans]
    by = query.split if query.split in ("month", "quarter") else "total"
    return [PlannedTable(f"{measure.code}-answer", measure.code, title, measure.kind, by, cells)]


def _by_codes(query: Asked, measure: Measure, scope: Scope, spans: list[Span]) -> Iterator[PlannedTable]:
    for span in spans:
        cells = [
            (scope.cell(measure.code, span, query.by, code), words)
            for code, words in scope.codes(measure, query.by)
        ]
        name = f"{measure.code}-{query.by}-{span.until:%Y-%m}"
        title = f"{measure.name}, {in_words(span)}"
        yield PlannedTable(name, measure.code, title, measure.kind, query.by, cells)


def _spans(query: Asked, measure: Measure, scope: Scope) -> list[Span]:
    if measure.kind == "stock":
        return [Span(query.until, query.until)]
    whole = Span(query.since, query.until)
    if query.split == "month":
        return months(*whole)
    if not query.split:
        return [whole]
    periods = (quarters if query.split == "quarter" else years)(scope.first, query.until)
    return [period for period in periods if period.since >= query.since] or [whole]
