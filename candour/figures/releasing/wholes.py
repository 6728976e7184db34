"""Whether the rows of each table make its whole, by the true counts. Confidential; no Django.

A code of the ledger that a table has no row for would vanish from it, and nobody could see that in the
numbers which are printed: they are rounded, and some are hidden.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from candour.figures.counting.counts import UNKNOWN
from candour.figures.measures import measures
from candour.figures.releasing.plan import PlannedTable

# A measure, a kind of code, and the first and the last day: the true count of each code.
Counts = Callable[[str, str, dt.date, dt.date], Mapping[str, int]]
# Days waited are no parts of anything.
_NO_PARTS = ("days",)


@dataclass(frozen=True)
class Parts:
    """A table that is broken down by a kind of code.

    `without_row` are codes that were counted and have no row; `leaves_out_unsaid` is whether it has no row
    for entries that say no code, and there are some; `make_the_whole` is whether the rows and these entries
    add up to the whole.
    """

    title: str
    without_row: Sequence[str]
    leaves_out_unsaid: bool
    make_the_whole: bool


def parts_of(tables: Sequence[PlannedTable], counts: Counts) -> list[Parts]:
    """Every table of a release that is broken down by codes, held against the true counts of the ledger."""
    return [_parts(table, counts) for table in tables if _has_parts(table)]


def _has_parts(table: PlannedTable) -> bool:
    kinds = (*measures()[table.measure].by, "became")
    return table.by in kinds and table.by not in _NO_PARTS and bool(table.cells)


def _parts(table: PlannedTable, counts: Counts) -> Parts:
    first = table.cells[0][0]
    by_code = counts(table.measure, table.by, first.since, first.until)
    whole = counts(table.measure, "", first.since, first.until).get("", 0)
    rows = {cell.code for cell, _ in table.cells}
    left_out = {code for code, number in by_code.items() if number and code not in rows}
    parts = sum(by_code.get(code, 0) for code in {*rows, UNKNOWN})
    return Parts(table.title, sorted(left_out - {UNKNOWN}), UNKNOWN in left_out, parts == whole)
