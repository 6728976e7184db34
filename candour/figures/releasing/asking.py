"""One figure for the command line, as at any day: as it may be shown, or as it truly is."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from candour.figures.cells import Cell
from candour.figures.counting import tally as counting
from candour.figures.measures import Measure, measures
from candour.figures.releasing import naming
from candour.figures.rules import shown, treatment


@dataclass(frozen=True)
class FigureQuestion:
    """A measure by one kind of code or by none; an end that is None is the ledger's own."""

    measure: str
    by: str
    since: dt.date | None
    until: dt.date | None
    as_at: dt.date


def lines(question: FigureQuestion, *, exact: bool = False) -> Iterator[str]:
    """The figure as lines of text: what is counted, then a line for each code with its number.

    Shown by the rule for one cell: under 10 as [c], the rest to the nearest 5, where it is by force and so
    on. `exact` gives the true counts. ValueError where the measure is not counted that way.
    """
    measure = measures()[question.measure]
    by = "" if question.by in ("month", "quarter") else question.by
    if by and by not in (*measure.by, "days" if measure.code == "M09" else ""):
        ways = ", ".join(measure.by) or "nothing else"
        raise ValueError(f"{measure.code} is not counted by {question.by}. It is counted by {ways}.")
    since, until = _days(question)
    yield f"{measure.code} {measure.name}, {since} to {until}, as at {question.as_at}; unit: {measure.unit}"
    if not exact:
        yield "Not checked against what else is published: not to be passed on."
    for code, number in counting.exact(measure.code, question.by, since, until, question.as_at).items():
        cell = Cell(measure.code, by, code if by else "", since, until, question.as_at)
        yield f"{_label(measure, question.by, code)}\t{number if exact else _as_shown(measure, cell, number)}"


def _days(question: FigureQuestion) -> tuple[dt.date, dt.date]:
    reached = counting.span()
    if reached is None:
        raise ValueError("The ledger is empty. There is nothing to count yet.")
    since, until = question.since or reached[0], question.until or min(reached[1], question.as_at)
    if since > until:
        raise ValueError("The first day comes after the last. Put the earlier day first.")
    return since, until


def _label(measure: Measure, by: str, code: str) -> str:
    if not by:
        return "All"
    words = naming.label(measure, by, code) if by not in ("month", "quarter") else code
    return words if words == code else f"{code} ({words})"


def _as_shown(measure: Measure, cell: Cell, number: int) -> str:
    value, marker, _ = shown(treatment(measure.disclosure, cell.by), number)
    return f"{value:,}" if value is not None else f"[{marker}]"
