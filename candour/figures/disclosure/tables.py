"""Published tables as somebody reads them who keeps them all: which cells are the same count, and which are a
count as at another day. From published cells alone; no Django."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from candour.figures.cells import EXACT, NEAREST_FIVE, NOT_AVAILABLE, Cell, Shown
from candour.figures.disclosure.stretches import SpanSums, is_inside, pieces
from candour.figures.quarters import Span
from candour.figures.rules import is_reprint, possible, possible_in_reprint

# Two of these stand by themselves: what has become of a cohort differs from day to day by its nature, and
# days are not a count at all.
BECAME, DAYS = "became", "days"


# The least and the most of something; None for no bound.
Limits = tuple[int | None, int | None]


class Key(NamedTuple):
    """A table of one measure, by one kind of code, over all its periods and all releases.

    `alone` is the as-at day of a table that is not compared with those of other days.
    """

    measure: str
    by: str
    alone: dt.date | None = None


@dataclass
class Generation:
    """The counts of one stretch as they stood on some days, as far as anybody can tell the same.

    `whole` is the exact national total, if it follows. `grew` says how the counts before became these: 1 or
    -1 where only more, or only fewer, entries stand; 0 for either way; None for the first.
    """

    number: int
    days: list[dt.date]
    whole: int | None
    silent: frozenset[str]
    grew: int | None = None


@dataclass
class CellTable:
    """All that was published of one table. `prints` has the place of each cell in the list that was read."""

    key: Key
    prints: list[tuple[int, Shown]] = field(default_factory=list)
    pieces: Sequence[Span] = ()
    generations: dict[Span, list[Generation]] = field(default_factory=dict)
    codes: Collection[str] = ()

    def days(self, piece: Span) -> list[dt.date]:
        """The as-at days on which a number was published that has this stretch in it, earliest first."""
        return sorted({shown.cell.as_at for _, shown in self.prints if is_inside(piece, days_of(shown.cell))})

    def silent(self, piece: Span, day: dt.date) -> frozenset[str]:
        """The codes that were [x] as at a day."""
        return frozenset(
            shown.cell.code
            for _, shown in self.prints
            if shown.marker == NOT_AVAILABLE
            and shown.cell.as_at == day
            and is_inside(piece, days_of(shown.cell))
        )

    def generation(self, piece: Span, day: dt.date) -> Generation:
        """How the counts of a stretch stood on a day: as last published by then."""
        generations = self.generations[piece]
        return next(
            (generation for generation in reversed(generations) if generation.days[0] <= day), generations[0]
        )

    def inside(self, span: Span) -> list[Span]:
        """The stretches that lie in a span."""
        return [piece for piece in self.pieces if is_inside(piece, span)]


def days_of(cell: Cell) -> Span:
    """The days of a cell."""
    return Span(cell.since, cell.until)


def key_of(cell: Cell) -> Key:
    """The table in which a cell stands."""
    return Key(cell.measure, cell.by, cell.as_at if cell.by == BECAME else None)


def by_table(shown: Iterable[Shown]) -> dict[Key, CellTable]:
    """The tables in which those cells stand. National totals have one of their own: its `by` is empty."""
    tables: dict[Key, CellTable] = {}
    for position, cell_shown in enumerate(shown):
        if cell_shown.cell.by != DAYS:
            key = key_of(cell_shown.cell)
            tables.setdefault(key, CellTable(key)).prints.append((position, cell_shown))
    for table in tables.values():
        table.pieces = pieces(days_of(cell_shown.cell) for _, cell_shown in table.prints)
    return tables


class Totals:
    """The exact national totals as they were published on each as-at day, with all that follows from them."""

    def __init__(self, tables: Iterable[CellTable]) -> None:
        printed: dict[tuple[str, dt.date], list[tuple[Span, int]]] = {}
        for table in tables:
            for _, shown in table.prints if not table.key.by else ():
                if shown.value is not None and shown.rounding == EXACT:
                    measure_and_day = (table.key.measure, shown.cell.as_at)
                    printed.setdefault(measure_and_day, []).append((days_of(shown.cell), shown.value))
        self._sums = {measure_and_day: SpanSums(numbers) for measure_and_day, numbers in printed.items()}

    def of(self, measure: str, span: Span, day: dt.date) -> int | None:
        """A total as at a day; None if it does not follow from what was published as at that day."""
        sums = self._sums.get((measure, day))
        return sums.of(span) if sums else None


@dataclass(frozen=True)
class Doubts:
    """What a reader gives up where what was published cannot all be so.

    `moved`: stretches whose counts differ from day to day though no total says so. `unlinked`: tables of
    which the counting rules are not used.
    """

    moved: frozenset[tuple[Key, Span]] = frozenset()
    unlinked: frozenset[Key] = frozenset()


NO_DOUBTS = Doubts()


def add_generations(table: CellTable, totals: Totals, doubts: Doubts) -> None:
    """Say for each stretch of a table on which days its counts are the same: until the exact total of the
    stretch differs, or other codes are [x], or there are doubts."""
    for piece in table.pieces:
        generations: list[Generation] = []
        for day in table.days(piece):
            whole = totals.of(table.key.measure, piece, day)
            now = Generation(len(generations), [day], whole, table.silent(piece, day))
            _join(generations, now, has_moved=(table.key, piece) in doubts.moved)
        table.generations[piece] = generations


def _join(generations: list[Generation], now: Generation, *, has_moved: bool) -> None:
    last = generations[-1] if generations else None
    if last and not has_moved and (now.silent, now.whole) == (last.silent, last.whole):
        last.days += now.days
        return
    if last:
        now.grew = 0 if has_moved or now.silent != last.silent else _sign(last.whole, now.whole)
    generations.append(now)


def _sign(before: int | None, after: int | None) -> int:
    if before is None or after is None:
        return 0
    return 1 if before < after else -1


def limits_of(tables: Iterable[CellTable]) -> dict[int, Limits]:
    """What each published cell says of its count, by its place."""
    limits: dict[int, Limits] = {}
    for table in tables:
        last: dict[tuple[str, Span], Shown] = {}
        for position, cell_shown in sorted(table.prints, key=lambda each: each[1].cell.as_at):
            code_and_days = (cell_shown.cell.code, days_of(cell_shown.cell))
            before = last.get(code_and_days)
            again = (
                before is not None and cell_shown.rounding == NEAREST_FIVE and is_reprint(cell_shown, before)
            )
            limits[position] = possible_in_reprint(*cell_shown[1:]) if again else possible(*cell_shown[1:])
            if before is None or cell_shown.cell.as_at > before.cell.as_at:
                last[code_and_days] = cell_shown
    return limits
