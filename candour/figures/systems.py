"""Published counts that hang together: how closely each can be known, and whether that is too closely."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .intruder import HIGHEST, Numbers, Sums
from .knowing import Known
from .rules import LEAST_SHOWN, must_stay_possible
from .tables import Limits

_ANY = must_stay_possible()


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

    `hideable` are the rows of published cells that are not exempt.
    """

    def __init__(
        self, known: Known, unknowns: Sequence[int], rows: Sequence[int], hideable: Collection[int] = ()
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
        for row in rows:
            self.limit(row, known.rows[row].limits)
        self._sums.move_least()
        self._must: dict[Count, range] = {}

    def limit(self, row: int, limits: Limits) -> None:
        """Set the least and the most of one row."""
        place = self._place_of_row[row]
        low, high = limits
        self._sums.low[place] = -np.inf if low is None else low
        self._sums.high[place] = np.inf if high is None else high

    @property
    def is_possible(self) -> bool:
        """Whether any numbers fit all that was published."""
        if self._sums.is_one:
            least, most = self._sums.ends()
            low, high = self._sums.whole()
            return bool((least <= most).all()) and least.sum() <= high and most.sum() >= low
        return self._sums.solution(np.zeros(self._sums.unknowns)) is not None

    def bounds(self, count: Count) -> tuple[int, int | None]:
        """The least and the most that a count can be; None for no bound. ValueError if nothing fits."""
        if self._sums.is_one:
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
        asked = [one for one in counts if self._must.get(one, _ANY)]
        if self._sums.is_one:
            stuck = [one for one in asked if self._is_stuck(one)]
        else:
            stuck = self._stuck(asked, at_most, wide=False)
            if at_most is None or len(stuck) < at_most:
                stuck += self._stuck([one for one in asked if one not in stuck], at_most, wide=True)
        if unheard := [one for one in stuck if one not in self._must]:
            self._must |= {one: self._left_by_the_exempt(one) for one in unheard}
            return self.failing(counts, at_most=at_most)
        return [one for one in stuck if one.is_small or self.bounds(one)[0] < LEAST_SHOWN]

    def _is_stuck(self, count: Count) -> bool:
        low, high = self._by_the_others(count)
        must = self._must.get(count, _ANY)
        return low > must[0] or high < must[-1]

    def _left_by_the_exempt(self, count: Count) -> range:
        """What must stay possible: of 0 to 9, what the numbers that are always shown leave by themselves."""
        low, high = self._sums.low.copy(), self._sums.high.copy()
        self._sums.low[self._hideable], self._sums.high[self._hideable] = -np.inf, np.inf
        most_moves = self._sums.move_least()
        found = must_stay_possible(*self.bounds(count))
        self._sums.low[:], self._sums.high[:], self._sums.most_moves = low, high, most_moves
        return found

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

    def _stuck(self, counts: Sequence[Count], at_most: int | None, *, wide: bool) -> list[Count]:
        """The counts that cannot be as low, or, `wide`, as high as must stay possible.

        Each solution is tried on all of them, so that a few that aim at all at once mostly do. What none of
        them helps is asked by itself.
        """
        aims = np.array([self._aim([one]) for one in counts]).reshape(len(counts), len(self.place))
        needs = np.array([self._must.get(one, _ANY)[-1 if wide else 0] for one in counts])
        waiting = np.arange(len(counts))
        for found in self._sums.standing():
            waiting = waiting[_is_short(aims[waiting] @ found, needs[waiting], wide)]
        stuck: list[Count] = []
        together = True
        while len(waiting) and (at_most is None or len(stuck) < at_most):
            asked = waiting if together else waiting[:1]
            left = waiting
            if (now := self._towards(aims[asked], needs[asked], wide)) is not None:
                left = waiting[_is_short(aims[waiting] @ now, needs[waiting], wide)]
            if len(asked) == 1 and waiting[0] in left:
                stuck.append(counts[waiting[0]])
                left = left[1:]
            together = len(left) < len(waiting)
            waiting = left
        return stuck

    def _towards(self, aims: Numbers, needs: Numbers, wide: bool) -> "Numbers | None":
        return self._sums.widest(aims, needs) if wide else self._sums.solution(aims.sum(axis=0))


def _is_short(
    values: Numbers, needs: Numbers, wide: bool
) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Which of these sums have not got to where they must."""
    return values < needs if wide else values > needs
