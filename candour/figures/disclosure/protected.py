"""What is protected: every count of 0 to 9 in a published cell that is not exempt, and every such difference
between published periods. Needs the true counts, so it is for the desk; no Django."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from candour.figures.cells import NOT_AVAILABLE, Cell, Shown
from candour.figures.disclosure.stretches import SpanSums, is_inside, pieces, without
from candour.figures.disclosure.tables import DAYS, Key, days_of, key_of
from candour.figures.quarters import Span
from candour.figures.rules import LEAST_SHOWN, MAY_BE_HIDDEN, Treat

Registered = tuple[Shown, int]


class Protected(NamedTuple):
    """A count that must not come out: of one code, in some stretches of days, as at a day.

    `number` is None where it does not follow from the register for certain: such a count is taken to be
    small, unless it comes out as ten or more.
    """

    key: Key
    code: str
    spans: tuple[Span, ...]
    as_at: dt.date
    number: int | None

    @property
    def cell(self) -> Cell:
        """The cell of these days; from the first to the last where there is a gap."""
        return Cell(
            self.key.measure, self.key.by, self.code, self.spans[0].since, self.spans[-1].until, self.as_at
        )

    @property
    def words(self) -> str:
        """Which count it is, for the desk: "M07 by force kent, 2022-12-01 to 2023-11-30"."""
        days = " and ".join(f"{span.since} to {span.until}" for span in self.spans)
        return f"{self.key.measure}{f' by {self.key.by} {self.code}' if self.key.by else ''}, {days}"

    @property
    def is_small(self) -> bool | None:
        """Whether it is 0 to 9; None if nobody has counted it."""
        return None if self.number is None else True


@dataclass(frozen=True)
class _Print:
    """One printed cell of one code. The newer of two prints as at one day is as good as the older."""

    span: Span
    as_at: dt.date
    count: int
    marker: str
    has_value: bool


def protected(register: Iterable[Registered], treat: Treat) -> list[Protected]:
    """What is protected in everything that was published, each count once for each state it was published in.

    A count is protected from its first publication as long as it is under ten. One that was ten or more, or
    shown, when it was first published is not taken back by a later correction.
    """
    rows: dict[tuple[Key, str], list[_Print]] = {}
    for shown, count in register:
        cell = shown.cell
        if cell.by != DAYS and treat(cell) in MAY_BE_HIDDEN:
            printed = _Print(days_of(cell), cell.as_at, count, shown.marker, shown.value is not None)
            rows.setdefault((key_of(cell), cell.code), []).append(printed)
    return [
        Protected(key, code, spans, as_at, count)
        for (key, code), prints in rows.items()
        for spans, as_at, count in _of_row(
            sorted(prints, key=lambda cell_print: (cell_print.as_at, cell_print.span))
        )
    ]


_Spans = tuple[Span, ...]
# A count, None if it does not follow for certain, and whether it is printed in any case.
_State = tuple[int | None, bool]


def _of_row(prints: Sequence[_Print]) -> Iterator[tuple[_Spans, dt.date, int | None]]:
    """What is protected in one row, over all releases."""
    over: set[_Spans] = set()
    latest: dict[Span, _Print] = {}
    for day in sorted({cell_print.as_at for cell_print in prints}):
        latest |= {cell_print.span: cell_print for cell_print in prints if cell_print.as_at == day}
        states: dict[_Spans, _State] = {}
        for spans, state in (*_cells(latest, day), *_differences(latest, day), *_cuts(latest)):
            states.setdefault(spans, state)
        for spans, (count, is_printed) in states.items():
            if is_printed or (count is not None and count >= LEAST_SHOWN):
                over.add(spans)
            elif spans not in over and (count is None or count in range(LEAST_SHOWN)):
                yield spans, day, count


def _cells(latest: dict[Span, _Print], day: dt.date) -> Iterator[tuple[_Spans, _State]]:
    for cell_print in latest.values():
        if cell_print.as_at == day and cell_print.marker != NOT_AVAILABLE:
            yield (cell_print.span,), (cell_print.count, cell_print.has_value)


def _differences(latest: dict[Span, _Print], day: dt.date) -> Iterator[tuple[_Spans, _State]]:
    """What is left of each period without a shorter one, if either was published as at this day."""
    for whole, part in ((a, b) for a in latest.values() for b in latest.values()):
        is_new = day in (whole.as_at, part.as_at) and NOT_AVAILABLE not in (whole.marker, part.marker)
        if is_new and whole.span != part.span and is_inside(part.span, whole.span):
            left = whole.count - part.count
            yield without(whole.span, part.span), (_if_sure(left, (whole, part)), False)


def _cuts(latest: dict[Span, _Print]) -> Iterator[tuple[_Spans, _State]]:
    """The stretches between the ends of overlapping periods."""
    newest_first = sorted(latest.values(), key=lambda cell_print: cell_print.as_at, reverse=True)
    sums = SpanSums(
        (cell_print.span, cell_print.count)
        for cell_print in newest_first
        if cell_print.marker != NOT_AVAILABLE
    )
    silent = [cell_print.span for cell_print in newest_first if cell_print.marker == NOT_AVAILABLE]
    for piece in pieces(latest):
        if not any(is_inside(piece, span) for span in silent):
            yield (piece,), (_if_sure(sums.of(piece), newest_first), False)


def _if_sure(count: int | None, prints: Sequence[_Print]) -> int | None:
    """A small difference between prints of several days may be due to what changed between them."""
    is_small = count is not None and count < LEAST_SHOWN
    return None if is_small and len({cell_print.as_at for cell_print in prints}) > 1 else count
