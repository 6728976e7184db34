"""Somebody who keeps everything that was ever published, and reads it all together."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from candour.figures.cells import Cell, Shown
from candour.figures.disclosure.knowing import Known, Readers
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
        return frozenset(self.known.owners[one] for system in systems for one in system.place)

    def _doubt(self, doubts: Doubts) -> None:
        self._doubts = doubts
        self.known = Known(self._shown, self._readers, doubts)
        self._groups = _groups(self.known)
        self._of_unknown = {
            one: place for place, (unknowns, _) in enumerate(self._groups) for one in unknowns
        }
        row_of = self.known.row_of
        self._may_go = {row_of[place] for place in self._hideable if place in row_of}
        self._systems: dict[int, System] = {}

    def _broken(self) -> list[System]:
        rows = [self.known.row_of[place] for place in self._places if place in self.known.row_of]
        asked = dict.fromkeys(self.system_of_row(row) for row in rows)
        hard = [one for one in asked if not one.is_one_sum]
        self._at_once = self._joined(hard)
        is_well = set(hard) if self._at_once.is_possible else set()
        return [one for one in asked if one not in is_well and not one.is_possible]

    def _joined(self, systems: Sequence[System]) -> System:
        """Several systems as one, for a first look at all of them."""
        unknowns = [unknown for one in systems for unknown in one.place]
        rows = [row for one in systems for row in one.rows]
        return System(self.known, unknowns, rows, self._may_go, in_haste=True)

    def failing(
        self, counts: Mapping[System, Collection[Count]], at_most: int | None = None
    ) -> list[tuple[System, Count]]:
        """The protected counts that come out, `at_most` so many of each system, with the systems."""
        hard = [count for system, mine in counts.items() if not system.is_one_sum for count in mine]
        suspects = self._at_once.suspects(hard) if hard else set()
        found = []
        for system, mine in counts.items():
            asked = [one for one in mine if system.is_one_sum or one in suspects]
            found += [(system, one) for one in system.failing(asked, at_most=at_most)]
        return found

    def system_of(self, unknown: int) -> System:
        """The system that an unknown belongs to."""
        place = self._of_unknown[unknown]
        if place not in self._systems:
            self._systems[place] = System(self.known, *self._groups[place], self._may_go)
        return self._systems[place]

    def system_of_row(self, row: int) -> System:
        """The system that a row belongs to."""
        return self.system_of(self.known.rows[row].terms[0][0])


def _groups(known: Known) -> list[tuple[list[int], list[int]]]:
    """The unknowns, and the rows, of each set of unknowns that rows tie together."""
    head = list(range(len(known.owners)))
    for row in known.rows:
        first = _head(head, row.terms[0][0])
        for unknown, _ in row.terms:
            head[_head(head, unknown)] = first
    found: dict[int, tuple[list[int], list[int]]] = {}
    for unknown in range(len(head)):
        found.setdefault(_head(head, unknown), ([], []))[0].append(unknown)
    for place, row in enumerate(known.rows):
        found[_head(head, row.terms[0][0])][1].append(place)
    return list(found.values())


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
    found: dict[Cell, tuple[int, int | None]] = {}
    for cell in cells:
        unknowns = reading.known.counts(key_of(cell), [days_of(cell)], cell.code, cell.as_at)
        found[cell] = reading.system_of(unknowns[0]).bounds(Count(unknowns))
    return found
