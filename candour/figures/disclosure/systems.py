"""Published counts that hang together: how closely each can be known, and whether that is too closely."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from candour.figures.disclosure.intruder import HIGHEST, Sums
from candour.figures.disclosure.knowing import Knowledge
from candour.figures.disclosure.solver import Numbers
from candour.figures.disclosure.tables import Limits
from candour.figures.rules import LEAST_SHOWN, must_stay_possible

Positions = NDArray[np.intp]


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

    `unknowns` and `rows` are numbers of those in `knowledge`. `hideable` are the rows of published cells that
    are not exempt. `in_haste` is for a first look at many at once: what it does not find has to be asked of
    each.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        unknowns: Sequence[int],
        rows: Sequence[int],
        hideable: Collection[int] = (),
        *,
        in_haste: bool = False,
    ) -> None:
        self.columns = {unknown: column for column, unknown in enumerate(unknowns)}
        self.rows = list(rows)
        self._position = {row: position for position, row in enumerate(rows)}
        self._hideable = [position for position, row in enumerate(rows) if row in hideable]
        terms = [
            (position, self.columns[unknown], sign)
            for position, row in enumerate(rows)
            for unknown, sign in knowledge.rows[row].terms
        ]
        low, high = np.full(len(rows), -np.inf), np.full(len(rows), np.inf)
        moves = [self.columns[unknown] for unknown in unknowns if unknown in knowledge.moves]
        self._sums = Sums(terms, low, high, len(unknowns), moves)
        self._sums.patience = not in_haste
        for row in rows:
            self.limit(row, knowledge.rows[row].limits)
        self._sums.move_least()
        self._must: dict[Count, range] = {}
        self._most = (
            {} if self._sums.is_one else _most(knowledge, [row for row in rows if row not in hideable])
        )

    def limit(self, row: int, limits: Limits) -> None:
        """Set the least and the most of one row."""
        position = self._position[row]
        low, high = limits
        self._sums.low[position] = -np.inf if low is None else low
        self._sums.high[position] = np.inf if high is None else high

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
        """The protected counts for which some number that must stay possible is ruled out.

        With `at_most`, the first few of them: at least one if there is any, and not many more than so many.
        """
        waiting = list(counts)
        while True:
            stuck = self._stuck_for_certain(waiting, at_most)
            failing = [count for count in stuck if count.is_small or self.bounds(count)[0] < LEAST_SHOWN]
            if failing or not stuck or at_most is None:
                return failing
            # All of these come out as ten or more, which is no harm. Others have not been looked at yet.
            waiting = [count for count in waiting if count not in stuck]

    def _stuck_for_certain(self, counts: Sequence[Count], at_most: int | None) -> list[Count]:
        """The counts that cannot be all that they must stay able to be.

        What must stay possible is costly to work out, so that a count is first asked for too much; it is
        worked out for those that fail at that, and then all are asked again.
        """
        while True:
            stuck = self._stuck_at_first_sight(counts, at_most)
            unsettled = [count for count in stuck if count not in self._must]
            if not unsettled:
                return stuck
            self._must |= self._left_by_the_exempt(unsettled)

    def _stuck_at_first_sight(self, counts: Sequence[Count], at_most: int | None) -> list[Count]:
        """The same, by what each count is asked for now: first how low it can be, then how high."""
        protected = [count for count in counts if self._must_of(count)]
        if self.is_one_sum:
            return [count for count in protected if self._is_stuck(count)]
        stuck = self._stuck(protected, at_most, wide=False)
        if at_most is None or len(stuck) < at_most:
            low_enough = [count for count in protected if count not in stuck]
            stuck += self._stuck(low_enough, at_most, wide=True)
        return stuck

    def _is_stuck(self, count: Count) -> bool:
        low, high = self._by_the_others(count)
        must = self._must_of(count)
        return low > must[0] or high < must[-1]

    def _must_of(self, count: Count) -> range:
        """What must stay possible. Until it has been worked out, all that the totals leave at first sight."""
        if count in self._must:
            return self._must[count]
        most = sum(self._most.get(unknown, HIGHEST) for unknown in count.unknowns)
        return must_stay_possible(0, most)

    def _left_by_the_exempt(self, counts: Sequence[Count]) -> dict[Count, range]:
        """What must stay possible: of 0 to 9, what the numbers that are always shown leave by themselves."""
        low, high = self._sums.low.copy(), self._sums.high.copy()
        self._sums.low[self._hideable], self._sums.high[self._hideable] = -np.inf, np.inf
        most_moves = self._sums.move_least()
        suspects = set(counts) if self.is_one_sum else self.suspects(counts)
        possible = {count: must_stay_possible(*self.bounds(count)) for count in suspects}
        self._sums.low[:], self._sums.high[:], self._sums.most_moves = low, high, most_moves
        return {count: possible.get(count, self._must_of(count)) for count in counts}

    def _by_the_others(self, count: Count) -> tuple[float, float]:
        """Where one sum ties all unknowns: what is left by the others at their ends."""
        least, most = self._sums.ends()
        low, high = self._sums.whole()
        own = self._aim([count]) > 0
        return (
            max(float(least[own].sum()), low - float(most[~own].sum())),
            min(float(most[own].sum()), high - float(least[~own].sum()), HIGHEST),
        )

    def _aim(self, counts: Iterable[Count]) -> Numbers:
        aim = np.zeros(len(self.columns))
        for count in counts:
            aim[[self.columns[unknown] for unknown in count.unknowns]] += 1
        return aim

    def suspects(self, counts: Sequence[Count]) -> set[Count]:
        """The counts of which a few solutions for all at once do not show that they are well."""
        return {counts[i] for wide in (False, True) for i in self._left(self._goals(counts, wide))}

    def _goals(self, counts: Sequence[Count], wide: bool) -> "_Goals":
        aims = np.array([self._aim([count]) for count in counts]).reshape(len(counts), len(self.columns))
        needs = np.array([self._must_of(count)[-1 if wide else 0] for count in counts])
        return _Goals(aims, needs, wide)

    def _left(self, goals: "_Goals") -> Positions:
        """Those that no earlier solution brings far enough, and none that aims at all of them at once."""
        left = np.arange(len(goals.needs))
        for solution in self._sums.standing():
            left = goals.short(left, solution)
        while len(left):
            before = len(left)
            left = goals.short(left, self._towards(goals, left))
            if len(left) == before:
                break
        return left

    def _stuck(self, counts: Sequence[Count], at_most: int | None, *, wide: bool) -> list[Count]:
        """The counts that cannot be as low, or, `wide`, as high as must stay possible.

        What solutions for all at once leave over is asked one by one, until `at_most` are stuck.
        """
        goals = self._goals(counts, wide)
        left = self._left(goals)
        stuck: list[Count] = []
        while len(left) and (at_most is None or len(stuck) < at_most):
            first = left[0]
            left = goals.short(left, self._towards(goals, left[:1]))
            if len(left) and left[0] == first:
                stuck.append(counts[first])
                left = left[1:]
        return stuck

    def _towards(self, goals: "_Goals", positions: Positions) -> "Numbers | None":
        if goals.wide:
            return self._sums.widest(goals.aims[positions], goals.needs[positions])
        return self._sums.solution(goals.aims[positions].sum(axis=0))


class _Goals(NamedTuple):
    """Sums of unknowns, one a row of `aims`, and how low, or, `wide`, how high each of them has to get."""

    aims: Numbers
    needs: Numbers
    wide: bool

    def short(self, positions: Positions, solution: "Numbers | None") -> Positions:
        """Those of these goals that a solution does not bring far enough; all of them without a solution."""
        if solution is None:
            return positions
        values, needs = self.aims[positions] @ solution, self.needs[positions]
        left: Positions = positions[values < needs if self.wide else values > needs]
        return left


def _most(knowledge: Knowledge, rows: Sequence[int]) -> dict[int, int]:
    """The most that unknowns can be by single rows: parts of a whole, and what cannot be above another."""
    most: dict[int, int] = {}
    for _ in range(2):
        for tie in (knowledge.rows[row] for row in rows):
            plus = [unknown for unknown, sign in tie.terms if sign > 0]
            minus = [unknown for unknown, sign in tie.terms if sign < 0]
            low, high = tie.limits
            if not minus and high is not None:
                most |= {unknown: min(high, most.get(unknown, high)) for unknown in plus}
            elif low == 0 and all(unknown in most for unknown in plus):
                whole = sum(most[unknown] for unknown in plus)
                most |= {unknown: min(whole, most.get(unknown, whole)) for unknown in minus}
    return most
