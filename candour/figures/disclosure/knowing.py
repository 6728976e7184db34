"""What somebody knows who keeps everything that was ever published: unknown counts, and what ties them.

Each unknown is a whole number from nought up. A row says that some of them, added and subtracted, come to a
number between two others. From published cells alone; no Django, and no solver.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from candour.figures.cells import EXACT, NOT_AVAILABLE, Cell, Shown
from candour.figures.disclosure.readers import Readers
from candour.figures.disclosure.stretches import is_inside, pieces, tile
from candour.figures.disclosure.tables import (
    NO_DOUBTS,
    CellTable,
    Doubts,
    Generation,
    Key,
    Limits,
    Totals,
    add_generations,
    by_table,
    days_of,
    limits_of,
)
from candour.figures.quarters import Span
from candour.figures.rules import Links


@dataclass(frozen=True)
class Tie:
    """`terms` are unknowns, each with 1 or -1; `limits` are the least and the most of their sum."""

    terms: tuple[tuple[int, int], ...]
    limits: Limits


class Knowledge:
    """The unknowns and the rows that follow from what was published.

    `row_of` has the row of each published cell by its place in
    `shown`, where it has one; `moves` the unknowns that say by how much a count has moved; `owners` the table
    and the stretch of each unknown.
    """

    def __init__(self, shown: Sequence[Shown], readers: Readers, doubts: Doubts = NO_DOUBTS) -> None:
        self.rows: list[Tie] = []
        self.row_of: dict[int, int] = {}
        self.moves: set[int] = set()
        self.owners: list[tuple[Key, Span]] = []
        self._names: dict[tuple[object, ...], int] = {}
        self._readers, self._doubts = readers, doubts
        self.tables = by_table(shown)
        self._totals = Totals(self.tables.values())
        for key, table in self.tables.items():
            table.codes = sorted(readers.codes.get((key.measure, key.by), ()))
            add_generations(table, self._totals, doubts)
        self._fine = {measure: self._stretches(measure) for measure in self._loose()}
        self._split = {measure for measure in self._fine if self._differs(measure)}
        self._limits = limits_of(self.tables.values())
        for table in self.tables.values():
            self._read(table)
        self._link(readers.links)

    def counts(self, key: Key, spans: Sequence[Span], code: str, day: dt.date) -> tuple[int, ...]:
        """The unknowns that make up the count of one code in some days, as at a day; none if nothing
        is unknown of it."""
        table = self.tables[key] if key.by else None
        unknowns = []
        for piece in table.pieces if table else self._fine.get(key.measure, ()):
            if any(is_inside(piece, span) for span in spans):
                unknowns.append(
                    self._count(key, piece, table.generation(piece, day), code)
                    if table
                    else self._whole(key.measure, piece, day)
                )
        return tuple(unknowns)

    def _loose(self) -> set[str]:
        """The measures with a total that nobody knows exactly."""
        return {key.measure for key, table in self.tables.items() if _is_loose(table)}

    def _stretches(self, measure: str) -> list[Span]:
        of_measure = [table for key, table in self.tables.items() if key.measure == measure]
        return pieces(days_of(shown.cell) for table in of_measure for _, shown in table.prints)

    def _differs(self, measure: str) -> bool:
        """Whether the totals of a measure have to be kept apart by as-at day."""
        if any(key.measure == measure for key, _ in self._doubts.moved):
            return True
        printed: dict[Span, set[int | None]] = {}
        for key, table in self.tables.items():
            for _, shown in table.prints if key.measure == measure else ():
                if shown.marker == NOT_AVAILABLE:
                    return True
                if not key.by and shown.rounding == EXACT:
                    printed.setdefault(days_of(shown.cell), set()).add(shown.value)
        return any(len(wholes) > 1 for wholes in printed.values())

    def _unknown(self, owner: tuple[Key, Span], *name: object) -> int:
        if (owner, *name) not in self._names:
            self._names[owner, *name] = len(self.owners)
            self.owners.append(owner)
        return self._names[owner, *name]

    def _count(self, key: Key, piece: Span, generation: Generation, code: str) -> int:
        return self._unknown((key, piece), generation.number, code)

    def _whole(self, measure: str, piece: Span, day: dt.date) -> int:
        return self._unknown((Key(measure, ""), piece), day if measure in self._split else None)

    def _add(self, plus: Iterable[int], minus: Iterable[int], limits: Limits) -> int:
        terms = (*((unknown, 1) for unknown in plus), *((unknown, -1) for unknown in minus))
        if terms:
            self.rows.append(Tie(terms, limits))
        return len(self.rows) - 1

    def _read(self, table: CellTable) -> None:
        key = table.key
        for position, shown in table.prints:
            if shown.marker == NOT_AVAILABLE and key.measure in self._readers.links.silence:
                continue
            if unknowns := self.counts(key, [days_of(shown.cell)], shown.cell.code, shown.cell.as_at):
                self.row_of[position] = self._add(unknowns, (), self._limits[position])
        for piece, generations in table.generations.items():
            for generation in generations if key.by else ():
                self._sum_up(table, piece, generation)
            for before, after in zip(generations, generations[1:], strict=False):
                self._step(table, piece, before, after)

    def _sum_up(self, table: CellTable, piece: Span, generation: Generation) -> None:
        """The parts make the whole: a number where it is known, else an unknown of its own."""
        key = table.key
        parts = [self._count(key, piece, generation, code) for code in table.codes]
        is_partial = (key.measure, key.by) in self._readers.partial
        if generation.whole is not None:
            self._add(parts, (), (0 if is_partial else generation.whole, generation.whole))
            return
        wholes = {self.counts(Key(key.measure, ""), [piece], "", day): None for day in generation.days}
        for whole in wholes:
            self._add(parts, whole, (None if is_partial else 0, 0))

    def _step(self, table: CellTable, piece: Span, before: Generation, after: Generation) -> None:
        """From one generation to the next: all grew, all shrank, or each moved by unknowns of its own.

        A force that had stated nothing and now has says nothing about how its count was before.
        """
        for code in table.codes if table.key.by else ():
            if code in before.silent or code in after.silent:
                continue
            was, now = (self._count(table.key, piece, generation, code) for generation in (before, after))
            if after.grew:
                self._add(*(((now,), (was,)) if after.grew > 0 else ((was,), (now,))), (0, None))
                continue
            up, down = (
                self._unknown((table.key, piece), direction, after.number, code)
                for direction in ("more", "fewer")
            )
            self.moves |= {up, down}
            self._add((now, down), (was, up), (0, 0))

    def _link(self, links: Links) -> None:
        usable = {key: table for key, table in self.tables.items() if key not in self._doubts.unlinked}
        for child, parent in links.below:
            for key, table in usable.items():
                above = usable.get(key._replace(measure=parent))
                if key.measure == child and key.by and above:
                    self._below(table, above)
        for measure, origin, goal in links.ends:
            tables = usable.get(Key(measure, origin)), usable.get(Key(measure, goal))
            if tables[0] and tables[1]:
                self._ends(tables[0], tables[1])
        self._silence(links.silence)

    def _below(self, child: CellTable, parent: CellTable) -> None:
        for span, day, code in _shared(child, parent):
            lower = self.counts(child.key, [span], code, day)
            self._add(self.counts(parent.key, [span], code, day), lower, (0, None))

    def _ends(self, origin: CellTable, goal: CellTable) -> None:
        for span, day, code in _shared(origin, goal):
            both = (*self.counts(origin.key, [span], code, day), *self.counts(goal.key, [span], code, day))
            most = self._totals.of(origin.key.measure, span, day)
            if most is not None:
                self._add(both, (), (0, most))

    def _silence(self, measures: Collection[str]) -> None:
        """[x] says nought of everything that the force could have stated by then, also in earlier tables."""
        prints = [
            (position, shown, table.key)
            for table in self.tables.values()
            for position, shown in table.prints
            if table.key.measure in measures and table.key.by
        ]
        for position, silent, key in prints:
            if silent.marker == NOT_AVAILABLE:
                own = self.counts(key, [days_of(silent.cell)], silent.cell.code, silent.cell.as_at)
                others = {
                    unknown
                    for _, shown, other in prints
                    if _is_silenced(shown, silent.cell)
                    for unknown in self.counts(
                        other, [days_of(shown.cell)], shown.cell.code, shown.cell.as_at
                    )
                }
                self.row_of[position] = self._add(sorted({*own, *others}), (), (0, 0))


def _is_loose(table: CellTable) -> bool:
    """Whether a total of a table, or the total beside its parts, is not known exactly."""
    if not table.key.by:
        return any(shown.value is None or shown.rounding != EXACT for _, shown in table.prints)
    return any(stage.whole is None for stages in table.generations.values() for stage in stages)


def _is_silenced(shown: Shown, by: Cell) -> bool:
    cell = shown.cell
    is_same = (cell.by, cell.code) == (by.by, by.code)
    return is_same and shown.marker != NOT_AVAILABLE and cell.as_at <= by.as_at


def _shared(first: CellTable, other: CellTable) -> Iterator[tuple[Span, dt.date, str]]:
    """The stretches, as-at days and codes for which both tables have unknowns, from those of the first."""
    spans = [span for span in first.pieces if tile(other.inside(span), span)]
    spans += [span for span in other.pieces if span not in spans and tile(first.inside(span), span)]
    codes = sorted({*first.codes} & {*other.codes})
    for span in spans:
        days = {day for piece in first.inside(span) for day in first.days(piece)}
        yield from ((span, day, code) for day in sorted(days) for code in codes)
