"""Somebody who keeps everything that was ever published, and reads it all together."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from candour.figures.cells import Cell, Shown
from candour.figures.disclosure.knowing import Knowledge
from candour.figures.disclosure.readers import Readers
from candour.figures.disclosure.systems import Count, System
from candour.figures.disclosure.tables import NO_DOUBTS, Doubts, Key, days_of, key_of
from candour.figures.quarters import Span

Owners = frozenset[tuple[Key, Span]]


class Reading:
    """Everything that was published, read by somebody who has the time.

    He first takes the same cell in two releases for the same count, unless the exact totals differ. Where the
    numbers cannot all be so, he takes the fewest changes that explain them; and where that does not help, he
    gives up what the counting rules say of two tables. `places` are those of the cells of `shown` that are
    asked about, so that the others need not be looked at; `hideable` those that are not exempt.
    """

    def __init__(
        self,
        shown: Sequence[Shown],
        readers: Readers,
        places: Collection[int] | None = None,
        hideable: Collection[int] = (),
    ) -> None:
        self._shown, self._readers, self._hideable = shown, readers, hideable
        self._places = range(len(shown)) if places is None else places
        self._doubt(NO_DOUBTS)
        for give_up in (self._moves, self._strays):
            if not (broken := self._broken()):
                return
            self._doubt(give_up(self._owners(broken)))
        if self._broken():
            raise ValueError("Published tables contradict each other within one release.")

    def _moves(self, owners: Owners) -> Doubts:
        """Counts have moved in the tables that cannot be so by themselves; in all, if each of them can."""
        self._doubt(Doubts(unlinked=frozenset(key for key, _ in owners)))
        return Doubts(moved=self._owners(self._broken()) or owners)

    def _strays(self, owners: Owners) -> Doubts:
        return Doubts(self._doubts.moved | owners, frozenset(key for key, _ in owners))

    def _owners(self, systems: Sequence[System]) -> Owners:
        return frozenset(self.knowledge.owners[unknown] for system in systems for unknown in system.columns)

    def _doubt(self, doubts: Doubts) -> None:
        self._doubts = doubts
        self.knowledge = Knowledge(self._shown, self._readers, doubts)
        self._groups = _groups(self.knowledge)
        self._of_unknown = {
            unknown: position for position, (unknowns, _) in enumerate(self._groups) for unknown in unknowns
        }
        row_of = self.knowledge.row_of
        self._may_go = {row_of[position] for position in self._hideable if position in row_of}
        self._systems: dict[int, System] = {}

    def _broken(self) -> list[System]:
        rows = [
            self.knowledge.row_of[position] for position in self._places if position in self.knowledge.row_of
        ]
        systems = dict.fromkeys(self.system_of_row(row) for row in rows)
        hard = [system for system in systems if not system.is_one_sum]
        self._at_once = self._joined(hard)
        is_well = set(hard) if self._at_once.is_possible else set()
        return [system for system in systems if system not in is_well and not system.is_possible]

    def _joined(self, systems: Sequence[System]) -> System:
        """Several systems as one, for a first look at all of them."""
        unknowns = [unknown for system in systems for unknown in system.columns]
        rows = [row for system in systems for row in system.rows]
        return System(self.knowledge, unknowns, rows, self._may_go, in_haste=True)

    def failing(
        self, counts: Mapping[System, Collection[Count]], at_most: int | None = None
    ) -> list[tuple[System, Count]]:
        """The protected counts that come out, `at_most` so many of each system, with the systems."""
        hard = [count for system, of_system in counts.items() if not system.is_one_sum for count in of_system]
        suspects = self._at_once.suspects(hard) if hard else set()
        failing = []
        for system, of_system in counts.items():
            uncertain = [count_ for count_ in of_system if system.is_one_sum or count_ in suspects]
            failing += [(system, count_) for count_ in system.failing(uncertain, at_most=at_most)]
        return failing

    def system_of(self, unknown: int) -> System:
        """The system that an unknown belongs to."""
        group = self._of_unknown[unknown]
        if group not in self._systems:
            self._systems[group] = System(self.knowledge, *self._groups[group], self._may_go)
        return self._systems[group]

    def system_of_row(self, row: int) -> System:
        """The system that a row belongs to."""
        return self.system_of(self.knowledge.rows[row].terms[0][0])


def _groups(knowledge: Knowledge) -> list[tuple[list[int], list[int]]]:
    """The unknowns, and the rows, of each set of unknowns that rows tie together."""
    head = list(range(len(knowledge.owners)))
    for row in knowledge.rows:
        first = _head(head, row.terms[0][0])
        for unknown, _ in row.terms:
            head[_head(head, unknown)] = first
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for unknown in range(len(head)):
        groups.setdefault(_head(head, unknown), ([], []))[0].append(unknown)
    for number, row in enumerate(knowledge.rows):
        groups[_head(head, row.terms[0][0])][1].append(number)
    return list(groups.values())


def _head(head: list[int], unknown: int) -> int:
    while head[unknown] != unknown:
        head[unknown] = head[head[unknown]]
        unknown = head[unknown]
    return unknown


def bounds(
    shown: Sequence[Shown], readers: Readers, cells: Iterable[Cell]
) -> dict[Cell, tuple[int, int | None]]:
    """The least and the most that the count of each cell can be, for somebody who has all that is shown."""
    reading = Reading(shown, readers)
    limits: dict[Cell, tuple[int, int | None]] = {}
    for cell in cells:
        unknowns = reading.knowledge.counts(key_of(cell), [days_of(cell)], cell.code, cell.as_at)
        limits[cell] = reading.system_of(unknowns[0]).bounds(Count(unknowns))
    return limits
