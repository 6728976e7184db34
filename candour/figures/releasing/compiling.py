"""Makes a release: counts the ledger as at a day, protects it, and writes the one document."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from candour.figures.cells import Cell, Counted, Shown
from candour.figures.counting.tally import Tally, tally
from candour.figures.disclosure.protecting import protect
from candour.figures.measures import measures
from candour.figures.quarters import Span, quarters
from candour.figures.releasing import coverage, explained, naming
from candour.figures.releasing.answer_plan import planned_answer
from candour.figures.releasing.equations import equations
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, Asked, Document, Number, Sum, Table, to_bytes
from candour.figures.releasing.plan import HEADS, Codes, PlannedTable, Scope, in_words, planned
from candour.figures.releasing.revising import status_of
from candour.figures.releasing.wholes import Parts, parts_of
from candour.ledger.actions import is_rehearsal


@dataclass(frozen=True)
class Order:
    """What is to be compiled. `asked` is for an ad hoc answer, which has tables of its own."""

    number: int
    version: int
    kind: str
    title: str
    since: dt.date
    until: dt.date
    as_at: dt.date
    goes_public: dt.datetime
    asked: Asked | None = None
    codes: Codes = naming.codes
    note: str = ""
    changes: str = ""


@dataclass(frozen=True)
class Register:
    """What was published before: every number with its true count, and the documents, oldest first."""

    cells: Sequence[tuple[Shown, int]] = ()
    documents: Sequence[Document] = ()


@dataclass(frozen=True)
class Compiled:
    """A release before anybody has released it; `held_back` has the true counts, by place.

    `parts` says of each table that is broken down by codes whether its rows make its whole.
    """

    document: Document
    held_back: Mapping[int, int] = field(default_factory=dict)
    parts: Sequence[Parts] = ()

    @property
    def content(self) -> bytes:
        """The canonical bytes of the document."""
        return to_bytes(self.document)

    @property
    def held_back_bytes(self) -> bytes:
        """The true counts as kept."""
        return json.dumps({str(position): count for position, count in self.held_back.items()}).encode()


def compile_release(order: Order, register: Register) -> Compiled:
    """The release as the ledger's prefix of its as-at day gives it, with what was published before in mind.

    The same order, prefix and register give the same bytes. WouldUnpick where an ad hoc answer would let
    somebody work out a protected number.
    """
    with tally(order.as_at) as counted:
        return _compiled(order, register, counted)


def _compiled(order: Order, register: Register, counted: Tally) -> Compiled:
    first = _first_day(register, counted) or order.since
    scope = Scope(order.kind, first, order.since, order.until, order.as_at, order.codes)
    tables = planned_answer(order.asked, scope) if order.asked else planned(scope)
    truth = {cell: _count(counted, cell) for table in tables for cell, _ in table.cells}
    silent = coverage.silent_cells(truth, as_at=order.as_at)
    shown = protect(
        [Counted(cell, number) for cell, number in truth.items()],
        register.cells,
        silent=silent,
        whole=bool(order.asked),
    )
    compiled = _document(
        order, tables, truth, {cell_shown.cell: cell_shown for cell_shown in shown}, register, counted
    )
    return replace(compiled, parts=parts_of(tables, counted.counts))


def _first_day(register: Register, counted: Tally) -> dt.date | None:
    """The line's first day: as its first release said, so that no later line about earlier days moves it."""
    first_days = [document.since for document in register.documents if document.kind != AD_HOC]
    return min(first_days) if first_days else counted.first_day()


def _count(counted: Tally, cell: Cell) -> int:
    return counted.counts(cell.measure, cell.by, cell.since, cell.until).get(cell.code, 0)


def _document(
    order: Order,
    tables: Sequence[PlannedTable],
    truth: Mapping[Cell, int],
    shown: Mapping[Cell, Shown],
    register: Register,
    counted: Tally,
) -> Compiled:
    filled: list[Table] = []
    held_back: dict[int, int] = {}
    position = 0
    for table in tables:
        numbers = []
        for cell, label in table.cells:
            position += 1
            number = _number(position, shown[cell], label, register, order)
            if number.rounding != "exact" or number.value is None:
                held_back[position] = truth[cell]
            numbers.append(number)
        filled.append(
            Table(table.id, table.measure, table.title, table.kind, table.by, HEADS[table.by], numbers)
        )
    document = Document(
        number=order.number,
        version=order.version,
        kind=order.kind,
        title=order.title,
        since=order.since,
        until=order.until,
        as_at=order.as_at,
        goes_public=order.goes_public,
        coverage=coverage.coverage(shown, order.as_at),
        tables=filled,
        sums=[] if order.asked else _sums(order, register, counted),
        measures=explained.metadata(),
        asked=order.asked,
        note=order.note,
        changes=order.changes,
        rehearsal=is_rehearsal(),
    )
    return Compiled(document, held_back)


def _number(position: int, shown: Shown, label: str, register: Register, order: Order) -> Number:
    cell = shown.cell
    unit = "day" if cell.by == "days" else measures()[cell.measure].unit
    number = Number(
        position,
        cell.measure,
        unit,
        cell.since,
        cell.until,
        cell.by,
        cell.code,
        label,
        shown.value,
        shown.marker,
        shown.rounding,
    )
    return status_of(number, register.documents, is_annual=order.kind == ANNUAL)


def _sums(order: Order, register: Register, counted: Tally) -> list[Sum]:
    """The equations of the newest quarter, and of the year where it is a year's release."""
    first = _first_day(register, counted) or order.since
    spans = [*quarters(first, order.until)[-1:]]
    if order.kind == ANNUAL and Span(order.since, order.until) not in spans:
        spans.append(Span(order.since, order.until))
    return [
        replace(equation, words=f"{in_words(span)}: {equation.words}")
        for span in spans
        for equation in equations(counted, span.since, span.until)
    ]
