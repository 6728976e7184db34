"""Published counts that hang together: how closely each can be known, and whether that is too closely."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from candour.figures.disclosure.intruder import HIGHEST, Numbers, Sums
from candour.figures.disclosure.knowing import Known
from candour.figures.disclosure.tables import Limits
from candour.figures.rules import LEAST_SHOWN, must_stay_possible

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Count:
    """A count that somebody may want to know: the sum of some unknowns of one system.

    `is_small` says that it is 0 to 9 in truth; None that nobody has counted it, so that it is taken to be so
    unless it comes out as ten or more.
    """

    unknowns: tuple[int, ...]
    is_small: bool | None = True


class System:
    """Unknowns that hang together, apart from all others. Limits of rows can be changed and asked again.

    `hideable` are the rows of published cells that are not exempt. `in_haste` is for a first look at many at
    once: what it does not find has to be asked of each.
    """

    def __init__(
        self,
        known: Known,
        unknowns: Sequence[int],
        rows: Sequence[int],
        hideable: Collection[int] = (),
        *,
        in_haste: bool = False,
    ) -> None:
        self.place = {unknown: place for place, unknown in enumerate(unknowns)}
        self.rows = list(rows)
        self._place_of_row = {row: place for place, row in enumerate(rows)}
        self._hideable = [place for place, row in enumerate(rows) if row in hideable]
        terms = [
            (place, self.place[unknown], sign)
            for place, row in enumerate(rows)
            for unknown, sign in known.rows[row].terms
        ]
        low, high = np.full(len(rows), -np.inf), np.full(len(rows), np.inf)
        moves = [self.place[one] for one in unknowns if one in known.moves]
        self._sums = Sums(terms, low, high, len(unknowns), moves)
        self._sums.patience = not in_haste
        for row in rows:
            self.limit(row, known.rows[row].limits)
        self._sums.move_least()
        self._must: dict[Count, range] = {}
        self._most = {} if self._sums.is_one else _most(known, [one for one in rows if one not in hideable])

    def limit(self, row: int, limits: Limits) -> None:
        """Set the least and the most of one row."""
        place = self._place_of_row[row]
        low, high = limits
        self._sums.low[place] = -np.inf if low is None else low
        self._sums.high[place] = np.inf if high is None else high

    @property
    def is_one_sum(self) -> bool:
        """Whether one sum ties everything together, so that no solver is needed."""
        return self._sums.is_one

    @property
    def is_possible(self) -> bool:
        """Whether any numbers fit all that was published."""
        if self.is_one_sum:
            least, most = self._sums.ends()
            low, high = self._sums.whole()
            return bool((least <= most).all()) and least.sum() <= high and most.sum() >= low
        return self._sums.solution(np.zeros(self._sums.unknowns)) is not None

    def bounds(self, count: Count) -> tuple[int, int | None]:
        """The least and the most that a count can be; None for no bound. ValueError if nothing fits."""
        if self.is_one_sum:
            low, high = self._by_the_others(count)
        else:
            aim = self._aim([count])
            least, most = self._sums.solution(aim), self._sums.solution(-aim)
            if least is None or most is None:
                raise ValueError("No whole numbers fit what was published.")
            low, high = float(aim @ least), float(aim @ most)
        return round(low), None if high >= HIGHEST // 2 else round(high)

    def failing(self, counts: Sequence[Count], *, at_most: int | None = None) -> list[Count]:
        """The protected counts for which some number that must stay possible does not; the first few of them
        where no more than `at_most` are wanted."""
        asked = [one for one in counts if self._must_of(one)]
        if self.is_one_sum:
            stuck = [one for one in asked if self._is_stuck(one)]
        else:
            stuck = self._stuck(asked, at_most, wide=False)
            if at_most is None or len(stuck) < at_most:
                stuck += self._stuck([one for one in asked if one not in stuck], at_most, wide=True)
        if unheard := [one for one in stuck if one not in self._must]:
            self._must |= self._left_by_the_exempt(unheard)
            return self.failing(counts, at_most=at_most)
        found = [one for one in stuck if one.is_small or self.bounds(one)[0] < LEAST_SHOWN]
        if stuck and not found and at_most is not None:
            # Those looked at came out as ten or more; there are others that nobody has looked at yet.
            return self.failing([one for one in counts if one not in stuck], at_most=at_most)
        return found

    def _is_stuck(self, count: Count) -> bool:
        low, high = self._by_the_others(count)
        must = self._must_of(count)
        return low > must[0] or high < must[-1]

    def _must_of(self, count: Count) -> range:
        """What must stay possible. Until it has been worked out, all that the totals leave at first sight."""
        if count in self._must:
            return self._must[count]
        most = sum(self._most.get(one, HIGHEST) for one in count.unknowns)
        return must_stay_possible(0, most)

    def _left_by_the_exempt(self, counts: Sequence[Count]) -> dict[Count, range]:
        """What must stay possible: of 0 to 9, what the numbers that are always shown leave by themselves."""
        low, high = self._sums.low.copy(), self._sums.high.copy()
        self._sums.low[self._hideable], self._sums.high[self._hideable] = -np.inf, np.inf
        most_moves = self._sums.move_least()
        asked = set(counts) if self.is_one_sum else self.suspects(counts)
        found = {one: must_stay_possible(*self.bounds(one)) for one in asked}
        self._sums.low[:], self._sums.high[:], self._sums.most_moves = low, high, most_moves
        return {one: found.get(one, self._must_of(one)) for one in counts}

    def _by_the_others(self, count: Count) -> tuple[float, float]:
        """Where one sum ties all unknowns: what is left by the others at their ends."""
        least, most = self._sums.ends()
        low, high = self._sums.whole()
        mine = self._aim([count]) > 0
        return (
            max(float(least[mine].sum()), low - float(most[~mine].sum())),
            min(float(most[mine].sum()), high - float(least[~mine].sum()), HIGHEST),
        )

    def _aim(self, counts: Iterable[Count]) -> Numbers:
        aim = np.zeros(len(self.place))
        for count in counts:
            aim[[self.place[one] for one in count.unknowns]] += 1
        return aim

    def suspects(self, counts: Sequence[Count]) -> set[Count]:
        """The counts of which a few solutions for all at once do not show that they are well."""
        return {counts[place] for wide in (False, True) for place in self._left(self._asked(counts, wide))}

    def _asked(self, counts: Sequence[Count], wide: bool) -> "_Asked":
        aims = np.array([self._aim([one]) for one in counts]).reshape(len(counts), len(self.place))
        needs = np.array([self._must_of(one)[-1 if wide else 0] for one in counts])
        return _Asked(aims, needs, wide)

    def _left(self, asked: "_Asked") -> Places:
        """Those that no solution found so far brings far enough, and none that aims at all of them."""
        left = np.arange(len(asked.needs))
        for found in self._sums.standing():
            left = asked.short(left, found)
        while len(left):
            before = len(left)
            left = asked.short(left, self._towards(asked, left))
            if len(left) == before:
                break
        return left

    def _stuck(self, counts: Sequence[Count], at_most: int | None, *, wide: bool) -> list[Count]:
        """The counts that cannot be as low, or, `wide`, as high as must stay possible: what is left by the
        solutions for all at once is asked one by one."""
        asked = self._asked(counts, wide)
        left = self._left(asked)
        stuck: list[Count] = []
        while len(left) and (at_most is None or len(stuck) < at_most):
            one = left[0]
            left = asked.short(left, self._towards(asked, left[:1]))
            if len(left) and left[0] == one:
                stuck.append(counts[one])
                left = left[1:]
        return stuck

    def _towards(self, asked: "_Asked", places: Places) -> "Numbers | None":
        if asked.wide:
            return self._sums.widest(asked.aims[places], asked.needs[places])
        return self._sums.solution(asked.aims[places].sum(axis=0))


class _Asked(NamedTuple):
    """Sums of unknowns, and how low, or, `wide`, how high each of them has to get."""

    aims: Numbers
    needs: Numbers
    wide: bool

    def short(self, places: Places, found: "Numbers | None") -> Places:
        """Those of the places that a solution does not bring far enough."""
        if found is None:
            return places
        values, needs = self.aims[places] @ found, self.needs[places]
        left: Places = places[values < needs if self.wide else values > needs]
        return left


def _most(known: Known, rows: Sequence[int]) -> dict[int, int]:
    """The most that unknowns can be by single rows: parts of a whole, and what cannot be above another."""
    found: dict[int, int] = {}
    for _ in range(2):
        for tie in (known.rows[row] for row in rows):
            plus = [unknown for unknown, sign in tie.terms if sign > 0]
            minus = [unknown for unknown, sign in tie.terms if sign < 0]
            low, high = tie.limits
            if not minus and high is not None:
                found |= {one: min(high, found.get(one, high)) for one in plus}
            elif low == 0 and all(one in found for one in plus):
                most = sum(found[one] for one in plus)
                found |= {one: min(most, found.get(one, most)) for one in minus}
    return found
