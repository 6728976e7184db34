"""Decides what of new numbers is shown, so that nothing protected comes out of all that was ever published.

First everything under ten is hidden. Where the intruder still finds a protected count, all of the table that
need not be shown is hidden, and shown again cell by cell, the largest first, as long as nothing comes out: so
that no hidden cell could be shown besides. The same numbers and the same register give the same answer, in
whatever order they come.
"""

from collections.abc import Collection, Mapping, Sequence

from candour.figures.cells import CONFIDENTIAL, EXACT, NOT_AVAILABLE, Cell, Counted, Shown
from candour.figures.disclosure.judging import USUAL, House, Judged, judged
from candour.figures.disclosure.protected import Protected, Registered
from candour.figures.disclosure.restoring import largest_first
from candour.figures.disclosure.systems import Count, System
from candour.figures.disclosure.tables import DAYS, Totals, by_table, days_of, key_of
from candour.figures.rules import (
    LEAST_SHOWN,
    MAY_BE_HIDDEN,
    Treatment,
    carried,
    next_to_suppress,
    shown,
    suppressed,
)


class WouldUnpick(ValueError):
    """What was asked for cannot be published. `cells` would come out, or are those that cannot be shown."""

    def __init__(self, words: str, cells: Sequence[Cell] = ()) -> None:
        super().__init__(words)
        self.cells = tuple(cells)


def protect(
    wanted: Sequence[Counted],
    register: Sequence[Registered],
    *,
    silent: Collection[Cell] = (),
    whole: bool = False,
    without_secondary: bool = False,
    house: House = USUAL,
) -> list[Shown]:
    """What is shown of the wanted numbers, in their order, given what was published before with its counts.

    `silent` are the cells of forces that have stated nothing. `whole` is for an answer to a question: it is
    refused if nothing of it could be shown. `without_secondary` leaves out the second step, to see what it is
    for. WouldUnpick, with the reason and the cells, where the new numbers cannot be published.
    """
    _require_totals(wanted, register, house)
    truth = dict(sorted(wanted))
    published = sorted(register, key=lambda item: (item[0].cell, item[0].marker, item[0].value or 0, item[1]))
    result = _proposed(truth, published, house)
    stated = {cell.measure for cell in silent}
    first = {cell: item for cell, item in result.items() if cell.measure not in stated}
    if not without_secondary:
        result |= _settled(first, truth, published, house)
    second = {cell: item for cell, item in result.items() if cell.measure in stated}
    with_silence = second | _silences(silent, result, published, house)
    if without_secondary:
        return [(result | with_silence)[item.cell] for item in wanted]
    published += [(result[cell], truth[cell]) for cell in first]
    try:
        result |= _settled(with_silence, truth, published, house)
    except WouldUnpick:
        # A silence is a nought, and may give away what hiding cannot mend: then it stays untold, as [c].
        result |= _settled(second, truth, published, house)
    if whole:
        _require_something(result, truth, house)
    return [result[item.cell] for item in wanted]


def _proposed(truth: Mapping[Cell, int], register: Sequence[Registered], house: House) -> dict[Cell, Shown]:
    """Each cell as the rule for one cell shows it, with what was printed of it before in mind."""
    printed: dict[tuple[object, ...], list[Registered]] = {}
    for entry in register:
        printed.setdefault(_place(entry[0].cell), []).append(entry)
    proposed = {}
    for cell, count in truth.items():
        how = house.treat(cell)
        values = shown(how, count)
        if how is Treatment.DAYS and truth.get(cell._replace(by="", code=""), 0) >= LEAST_SHOWN:
            values = count, "", EXACT
        elif how in MAY_BE_HIDDEN and _place(cell) in printed:
            before, then = _first_like_the_last(printed[_place(cell)])
            values = carried(how, (before.value, before.marker, before.rounding), then, count)
        proposed[cell] = Shown(cell, *values)
    return proposed


def _place(cell: Cell) -> tuple[object, ...]:
    """What makes two cells prints of the same: all but the as-at day, except for what became of a cohort."""
    return (*cell[:5], key_of(cell).alone)


def _first_like_the_last(prints: Sequence[Registered]) -> Registered:
    """Of the last prints that are all alike, the first: what stands there was made of its count."""
    ordered = sorted(prints, key=lambda entry: entry[0].cell.as_at)
    last = len(ordered) - 1
    while last and ordered[last - 1][0][1:] == ordered[-1][0][1:]:
        last -= 1
    return ordered[last]


def _silences(
    silent: Collection[Cell], proposed: Mapping[Cell, Shown], register: Sequence[Registered], house: House
) -> dict[Cell, Shown]:
    """[x] where a force has stated nothing: only beside its referrals of those days, if they are shown, and
    only if no earlier [c] of the same force would turn out to be nought."""
    everything = [*proposed.values(), *(shown_cell for shown_cell, _ in register)]
    referrals = {
        shown_cell.cell[1:5]
        for shown_cell in everything
        if shown_cell.cell.measure == "M07" and shown_cell.value is not None
    }
    hidden = {
        shown_cell.cell[1:3]
        for shown_cell, _ in register
        if shown_cell.marker == CONFIDENTIAL and shown_cell.cell.measure in house.links.silence
    }
    return {
        cell: Shown(cell, None, NOT_AVAILABLE, proposed[cell].rounding)
        for cell in silent
        if cell in proposed and cell[1:5] in referrals and cell[1:3] not in hidden
    }


def _settled(
    new: Mapping[Cell, Shown], truth: Mapping[Cell, int], register: Sequence[Registered], house: House
) -> dict[Cell, Shown]:
    """The new cells with as much hidden as it takes. WouldUnpick if that is not enough."""
    draft = _Draft(dict(new), truth, register, house)
    if new and draft.restore():
        draft.finish()
    return draft.new


class _Draft:
    """New cells beside the register, while it is decided which are shown."""

    def __init__(
        self, new: dict[Cell, Shown], truth: Mapping[Cell, int], register: Sequence[Registered], house: House
    ) -> None:
        linked = house.links.around({cell.measure for cell in new})
        self._register = [entry for entry in register if entry[0].cell.measure in linked]
        self.new, self._truth, self._house = new, truth, house

    def restore(self) -> bool:
        """Where something comes out, hide what may be hidden, and show again what can be. Whether anything
        came out."""
        judgement = self._judged()
        free = {item.cell for item in self._free()}
        # What was hidden as at an earlier day comes last, so that the same cells stay hidden over time.
        hidden = {item.cell[:5] for item, _ in self._register if item.marker == CONFIDENTIAL}
        rows: dict[int, tuple[bool, int, Cell]] = {}
        for position, cell in enumerate(self.new, start=len(self._register)):
            if cell in free and (row := judgement.reading.knowledge.row_of.get(position)) is not None:
                rows[row] = (cell[:5] in hidden, -self._truth[cell], cell)
        suspects: dict[System, list[Count]] = {}
        for _, count, system in judgement.coming_out(at_most=1):
            suspects.setdefault(system, []).append(count)
        for system, failing in suspects.items():
            order = sorted((row for row in system.rows if row in rows), key=rows.__getitem__)
            limits = {row: judgement.reading.knowledge.rows[row].limits for row in order}
            shown_again = largest_first(system, limits, list(judgement.counts[system]), failing)
            for row in order:
                if row not in shown_again:
                    self._hide(rows[row][2])
        return bool(suspects)

    def finish(self) -> None:
        """Make sure of the result, read as it is published; hide one cell more while something comes out.

        WouldUnpick if nothing is left to hide and it was not out before.
        """
        while failing := self._coming_out():
            least = next_to_suppress(failing[0].cell, self._free())
            if least is None:
                raise WouldUnpick(_in_words(failing), [count.cell for count in failing])
            self._hide(least)

    def _judged(self) -> Judged:
        everything = [
            *self._register,
            *((shown_cell, self._truth[cell]) for cell, shown_cell in self.new.items()),
        ]
        return judged(everything, self._house, range(len(self._register), len(everything)))

    def _free(self) -> list[Counted]:
        """The new cells that are shown and need not be."""
        return [
            Counted(cell, self._truth[cell])
            for cell, shown_cell in self.new.items()
            if shown_cell.marker != CONFIDENTIAL and self._house.treat(cell) in MAY_BE_HIDDEN
        ]

    def _hide(self, cell: Cell) -> None:
        self.new[cell] = Shown(cell, *suppressed(self._house.treat(cell)))

    def _coming_out(self) -> list[Protected]:
        """The protected counts that come out with the new cells, and do not without them."""
        failing = [count for count, _, _ in self._judged().coming_out()]
        if not failing:
            return []
        before = {count[:3] for count, _, _ in judged(self._register, self._house).coming_out()}
        return [count for count in failing if count[:3] not in before]


def _require_totals(wanted: Sequence[Counted], register: Sequence[Registered], house: House) -> None:
    """Refuse parts of an exact total that nobody has seen, for these days and as at this day: from the parts
    and the totals of other days somebody could tell what came late, or when."""
    totals = [item for item, _ in register if not item.cell.by]
    parts: list[Cell] = []
    for cell, count in wanted:
        if not cell.by:
            totals.append(Shown(cell, *shown(house.treat(cell), count)))
        elif cell.by != DAYS and house.treat(cell._replace(by="", code="")) is Treatment.EXEMPT:
            parts.append(cell)
    exact = Totals(by_table(totals).values())
    missing = [item for item in parts if exact.of(item.measure, days_of(item), item.as_at) is None]
    if missing:
        words = "The total of these days is in no release as at this day. Ask for days that a release has."
        raise WouldUnpick(words, missing)


def _require_something(result: Mapping[Cell, Shown], truth: Mapping[Cell, int], house: House) -> None:
    """Refuse an answer of nothing but [c]."""
    hideable = [cell for cell in result if house.treat(cell) in MAY_BE_HIDDEN]
    if not hideable or any(result[cell].marker != CONFIDENTIAL for cell in hideable):
        return
    if all(truth[cell] < LEAST_SHOWN for cell in hideable):
        words = "Every number of this answer is under 10 and would be shown as [c]."
    else:
        words = "Every number of this answer would let somebody work out one under 10, here or elsewhere."
    raise WouldUnpick(f"{words} Ask for a longer period, or for the whole country.", hideable)


def _in_words(failing: Sequence[Protected]) -> str:
    named = "; ".join(count.words for count in failing[:5])
    return (
        f"These numbers would let somebody work out {len(failing)} that are protected: {named}. "
        "Leave out the table they are in, or publish it for a longer period."
    )
