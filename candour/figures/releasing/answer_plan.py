"""Which tables the answer to an ad hoc question has. No Django."""

from collections.abc import Iterator

from candour.figures.measures import Measure, measures
from candour.figures.quarters import Span, months, quarters, years
from candour.figures.releasing.numbers import Asked
from candour.figures.releasing.plan import PlannedTable, Scope, in_words


def planned_answer(asked: Asked, scope: Scope) -> list[PlannedTable]:
    """One table of the periods side by side for one number; else one table for each period, by its codes."""
    measure = measures()[asked.measure]
    spans = _spans(asked, measure, scope)
    if asked.by and not asked.code:
        return list(_by_codes(asked, measure, scope, spans))
    words = dict(scope.codes(measure, asked.by)).get(asked.code, asked.code) if asked.code else ""
    title = f"{measure.name}: {words}" if words else measure.name
    cells = [(scope.cell(measure.code, span, asked.by, asked.code), in_words(span)) for span in spans]
    by = asked.split if asked.split in ("month", "quarter") else "total"
    return [PlannedTable(f"{measure.code}-answer", measure.code, title, measure.kind, by, cells)]


def _by_codes(asked: Asked, measure: Measure, scope: Scope, spans: list[Span]) -> Iterator[PlannedTable]:
    for span in spans:
        cells = [
            (scope.cell(measure.code, span, asked.by, code), words)
            for code, words in scope.codes(measure, asked.by)
        ]
        name = f"{measure.code}-{asked.by}-{span.until:%Y-%m}"
        title = f"{measure.name}, {in_words(span)}"
        yield PlannedTable(name, measure.code, title, measure.kind, asked.by, cells)


def _spans(asked: Asked, measure: Measure, scope: Scope) -> list[Span]:
    if measure.kind == "stock":
        return [Span(asked.until, asked.until)]
    whole = Span(asked.since, asked.until)
    if asked.split == "month":
        return months(*whole)
    if not asked.split:
        return [whole]
    found = (quarters if asked.split == "quarter" else years)(scope.first, asked.until)
    return [one for one in found if one.since >= asked.since] or [whole]
