"""Published tables as somebody reads them who keeps them all: which cells are the same count, and which are a
count as it stood on another day. From published cells alone; no Django."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .cells import Cell, Shown
from .numbers import EXACT, NOT_AVAILABLE
from .quarters import Span
from .stretches import Sums, is_inside, pieces

# Two of these stand by themselves: what has become of a cohort differs from day to day by its nature, and
# days are not a count at all.
BECAME, DAYS = "became", "days"


class Key(NamedTuple):
    """A table of one measure, by one kind of code, over all its periods and all releases.

    `alone` is the as-at day of a table that is not compared with those of other days.
    """

    measure: str
    by: str
    alone: dt.date | None = None


class Row(NamedTuple):
    """The numbers of one code of one kind, both empty for the nation."""

    measure: str
    by: str = ""
    code: str = ""


@dataclass
class Generation:
    """The counts of one stretch as they stood on some days, as far as anybody can tell the same.

    `whole` is the exact national total, if it follows. `grew` says how the counts before became these: 1 or
    -1 where only more, or only fewer, entries stand; 0 for either way; None for the first.
    """

    place: int
    days: list[dt.date]
    whole: int | None
    silent: frozenset[str]
    grew: int | None = None


@dataclass
class Table:
    """All that was published of one table. `prints` has the place of each cell in the list that was read."""

    key: Key
    prints: list[tuple[int, Shown]] = field(default_factory=list)
    pieces: Sequence[Span] = ()
    generations: dict[Span, list[Generation]] = field(default_factory=dict)
    codes: Collection[str] = ()

    def days(self, piece: Span) -> list[dt.date]:
        """The as-at days on which a number was published that has this stretch in it, earliest first."""
        return sorted({one.cell.as_at for _, one in self.prints if is_inside(piece, days_of(one.cell))})

    def silent(self, piece: Span, day: dt.date) -> frozenset[str]:
        """The codes that were [x] as at a day."""
        return frozenset(
            one.cell.code
            for _, one in self.prints
            if one.marker == NOT_AVAILABLE and one.cell.as_at == day and is_inside(piece, days_of(one.cell))
        )

    def generation(self, piece: Span, day: dt.date) -> Generation:
        """How the counts of a stretch stood on a day: as last published by then."""
        found = self.generations[piece]
        return next((one for one in reversed(found) if one.days[0] <= day), found[0])

    def inside(self, span: Span) -> list[Span]:
        """The stretches that lie in a span."""
        return [piece for piece in self.pieces if is_inside(piece, span)]


def days_of(cell: Cell) -> Span:
    """The days of a cell."""
    return Span(cell.since, cell.until)


def key_of(cell: Cell) -> Key:
    """The table in which a cell stands."""
    return Key(cell.measure, cell.by, cell.as_at if cell.by == BECAME else None)


def by_table(shown: Iterable[Shown]) -> dict[Key, Table]:
    """The tables in which those cells stand. National totals have one of their own: its `by` is empty."""
    found: dict[Key, Table] = {}
    for place, one in enumerate(shown):
        if one.cell.by != DAYS:
            key = key_of(one.cell)
            found.setdefault(key, Table(key)).prints.append((place, one))
    for table in found.values():
        table.pieces = pieces(days_of(one.cell) for _, one in table.prints)
    return found


class Totals:
    """The exact numbers as they were published on each as-at day, with all that follows from them."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._printed: dict[Row, dict[dt.date, list[tuple[Span, int]]]] = {}
        self._sums: dict[Row, list[tuple[dt.date, Sums]]] = {}
        for _, one in (each for table in tables for each in table.prints):
            if one.value is not None and one.rounding == EXACT:
                days = self._printed.setdefault(Row(one.cell.measure, one.cell.by, one.cell.code), {})
                days.setdefault(one.cell.as_at, []).append((days_of(one.cell), one.value))

    def of(self, row: Row, span: Span, day: dt.date) -> int | None:
        """A number as at a day; None if it does not follow from what was published as at that day."""
        return next((sums.of(span) for at, sums in self._of_row(row) if at == day), None)

    def near(self, row: Row, span: Span, day: dt.date) -> int | None:
        """A number as last published by a day, else as first published after it; None if it never was."""
        known = [(at, number) for at, sums in self._of_row(row) if (number := sums.of(span)) is not None]
        before = [number for at, number in known if at <= day]
        return before[-1] if before else known[0][1] if known else None

    def _of_row(self, row: Row) -> list[tuple[dt.date, Sums]]:
        if row not in self._sums:
            printed = sorted(self._printed.get(row, {}).items())
            self._sums[row] = [(at, Sums(found)) for at, found in printed]
        return self._sums[row]


@dataclass(frozen=True)
class Doubts:
    """What a reader gives up where what was published cannot all be so.

    `moved`: stretches whose counts differ from day to day though no total says so. `unlinked`: tables of
    which the counting rules are not used.
    """

    moved: frozenset[tuple[Key, Span]] = frozenset()
    unlinked: frozenset[Key] = frozenset()


NO_DOUBTS = Doubts()


def add_generations(table: Table, totals: Totals, doubts: Doubts) -> None:
    """Say for each stretch of a table on which days its counts are the same: until the exact total of the
    stretch differs, or other codes are [x], or there are doubts."""
    for piece in table.pieces:
        found: list[Generation] = []
        for day in table.days(piece):
            whole = totals.of(Row(table.key.measure), piece, day)
            now = Generation(len(found), [day], whole, table.silent(piece, day))
            _join(found, now, has_moved=(table.key, piece) in doubts.moved)
        table.generations[piece] = found


def _join(found: list[Generation], now: Generation, *, has_moved: bool) -> None:
    last = found[-1] if found else None
    if last and not has_moved and (now.silent, now.whole) == (last.silent, last.whole):
        last.days += now.days
        return
    if last:
        now.grew = 0 if has_moved or now.silent != last.silent else _sign(last.whole, now.whole)
    found.append(now)


def _sign(before: int | None, after: int | None) -> int:
    if before is None or after is None:
        return 0
    return 1 if before < after else -1
