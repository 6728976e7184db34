"""The intruder: how closely every count that was never published can be worked out from those that were.

This is the only file that knows SciPy. What is unknown, and what ties it, comes from knowing.py. A solution
that the solver (HiGHS) finds is checked here in whole numbers before it counts as a proof that a count may be
so; if the solver erred, a number would be hidden without need, never shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, identity, vstack

from .knowing import Known, Limits
from .rules import LEAST_SHOWN, must_stay_possible

Numbers = NDArray[np.float64]
# The solver gives up on a question after so many steps; that counts as "not shown to be possible".
_OPTIONS = {"mip_rel_gap": 0, "node_limit": 20_000}
_HIGHEST = 10_000_000
# So many solutions are kept: one that still fits when limits have changed needs not be found again.
_KEPT = 60


@dataclass(frozen=True)
class Count:
    """A count that somebody may want to know: the sum of some unknowns of one system.

    `total` is the published exact number that it is a part of. `is_small` says that it is 0 to 9 in truth;
    None that nobody has counted it, so that it is taken to be so unless it comes out as ten or more.
    """

    unknowns: tuple[int, ...]
    total: int | None = None
    is_small: bool | None = True

    @property
    def need(self) -> int:
        """The highest number that must stay possible."""
        return must_stay_possible(self.total)[-1]


class System:
    """Unknowns that hang together, apart from all others. Limits of rows can be changed and asked again."""

    def __init__(self, known: Known, unknowns: Sequence[int], rows: Sequence[int]) -> None:
        self.place = {unknown: place for place, unknown in enumerate(unknowns)}
        self.rows = list(rows)
        self._place_of_row = {row: place for place, row in enumerate(rows)}
        terms = [
            (place, self.place[unknown], sign)
            for place, row in enumerate(rows)
            for unknown, sign in known.rows[row].terms
        ]
        at, of, signs = zip(*terms, strict=True) if terms else ((), (), ())
        shape = (len(self.rows), len(self.place))
        self._sums = csr_array((np.array(signs, dtype=float), (at, of)), shape=shape)
        self._low, self._high = np.full(len(rows), -np.inf), np.full(len(rows), np.inf)
        for row in rows:
            self.limit(row, known.rows[row].limits)
        self._found: list[Numbers] = []
        self._split_rows()
        self._count_moves([self.place[one] for one in unknowns if one in known.moves])

    def _split_rows(self) -> None:
        """Rows of a single unknown are limits of it; only the others are rows for the solver."""
        lengths = np.diff(self._sums.indptr)
        single = (lengths == 1) & (self._sums.sum(axis=1) == 1)
        self._single = np.flatnonzero(single)
        self._single_of = self._sums.indices[self._sums.indptr[:-1][self._single]]
        self._several = np.flatnonzero(~single)
        self._matrix = self._sums[self._several]
        self._is_one_sum = len(self._several) <= 1 and bool((self._matrix.data == 1).all())

    def _count_moves(self, moves: Sequence[int]) -> None:
        """Where counts are taken to have moved between releases: as little as explains what was published."""
        self._moves = np.zeros(len(self.place))
        self._moves[moves] = 1
        self._most_moves = np.inf
        fewest = self._witness(self._moves) if moves else None
        if fewest is not None:
            self._most_moves = float(self._moves @ fewest)

    def limit(self, row: int, limits: Limits) -> None:
        """Set the least and the most of one row."""
        place = self._place_of_row[row]
        low, high = limits
        self._low[place] = -np.inf if low is None else low
        self._high[place] = np.inf if high is None else high

    @property
    def is_possible(self) -> bool:
        """Whether any numbers fit all that was published."""
        if self._is_one_sum:
            least, most = self._ends()
            low, high = self._sum_limits()
            return bool((least <= most).all()) and least.sum() <= high and most.sum() >= low
        return self._witness(np.zeros(len(self.place))) is not None

    def bounds(self, count: Count) -> tuple[int, int | None]:
        """The least and the most that a count can be; None for no bound. ValueError if nothing fits."""
        if self._is_one_sum:
            low, high = self._one_sum(count)
        else:
            aim = self._aim([count])
            least, most = self._witness(aim), self._witness(-aim)
            if least is None or most is None:
                raise ValueError("No whole numbers fit what was published.")
            low, high = float(aim @ least), float(aim @ most)
        return round(low), None if high >= _HIGHEST else round(high)

    def failing(self, counts: Sequence[Count], *, at_most: int | None = None) -> list[Count]:
        """The protected counts for which some number that must stay possible does not; the first few of them
        where no more than `at_most` are wanted."""
        if self._is_one_sum:
            ends = [self._one_sum(one) for one in counts]
            stuck = [one for one, (low, high) in zip(counts, ends, strict=True) if low > 0 or high < one.need]
        else:
            stuck = self._stuck(counts, at_most, wide=False)
            if at_most is None or len(stuck) < at_most:
                stuck += self._stuck([one for one in counts if one not in stuck], at_most, wide=True)
        return [one for one in stuck if one.is_small or self.bounds(one)[0] < LEAST_SHOWN]

    def _ends(self) -> tuple[Numbers, Numbers]:
        """The least and the most of each unknown by itself."""
        least, most = np.zeros(len(self.place)), np.full(len(self.place), np.inf)
        np.maximum.at(least, self._single_of, self._low[self._single])
        np.minimum.at(most, self._single_of, self._high[self._single])
        return least, most

    def _sum_limits(self) -> tuple[float, float]:
        if not len(self._several):
            return -np.inf, np.inf
        return float(self._low[self._several[0]]), float(self._high[self._several[0]])

    def _one_sum(self, count: Count) -> tuple[float, float]:
        """Where one sum ties all unknowns, what is left by the others at their ends."""
        least, most = self._ends()
        low, high = self._sum_limits()
        mine = self._aim([count]) > 0
        others_least, others_most = least[~mine].sum(), most[~mine].sum()
        return (
            max(float(least[mine].sum()), low - others_most),
            min(float(most[mine].sum()), high - others_least, _HIGHEST),
        )

    def _aim(self, counts: Iterable[Count]) -> Numbers:
        aim = np.zeros(len(self.place))
        for count in counts:
            aim[[self.place[one] for one in count.unknowns]] += 1
        return aim

    def _stuck(self, counts: Sequence[Count], at_most: int | None, *, wide: bool) -> list[Count]:
        """The counts that cannot be nought, or, `wide`, as high as they need.

        Each solution is tried on all of them, so that a few that aim at all at once mostly do. What none of
        them helps is asked by itself.
        """
        sums = np.array([self._aim([one]) for one in counts]).reshape(len(counts), len(self.place))
        needs = np.array([one.need if wide else 0 for one in counts])
        waiting = np.arange(len(counts))
        for found in self._standing():
            waiting = waiting[~_is_there(sums[waiting] @ found, needs[waiting], wide)]
        stuck: list[Count] = []
        together = True
        while len(waiting) and (at_most is None or len(stuck) < at_most):
            asked = waiting if together else waiting[:1]
            found_now = self._towards(sums[asked], needs[asked], wide)
            left = waiting
            if found_now is not None:
                left = waiting[~_is_there(sums[waiting] @ found_now, needs[waiting], wide)]
            if len(asked) == 1 and waiting[0] in left:
                stuck.append(counts[waiting[0]])
                left = left[1:]
            together = len(left) < len(waiting)
            waiting = left
        return stuck

    def _towards(self, sums: Numbers, needs: Numbers, wide: bool) -> "Numbers | None":
        """Numbers with as little in all these sums as can be; or, `wide`, with as many as possible of them as
        high as they need, each helped no further than that."""
        if not wide:
            return self._witness(sums.sum(axis=0))
        many = len(needs)
        above = hstack([self._matrix, csr_array((len(self._several), many))])
        below = hstack([csr_array(sums), -identity(many, format="csr")])
        aim = np.concatenate([np.zeros(len(self.place)), -np.ones(many)])
        return self._witness(aim, csr_array(vstack([above, below])), needs)

    def _standing(self) -> list[Numbers]:
        """The solutions found so far that still fit."""
        return [one for one in self._found if self._fits(one)]

    def _fits(self, found: Numbers) -> bool:
        sums = self._sums @ found
        in_rows = bool((sums >= self._low).all() and (sums <= self._high).all())
        return in_rows and bool((found >= 0).all()) and float(self._moves @ found) <= self._most_moves

    def _witness(
        self, aim: Numbers, matrix: "csr_array | None" = None, helped: Sequence[float] | Numbers = ()
    ) -> "Numbers | None":
        """Whole numbers that fit everything, with the least of an aim; None if the solver finds none.

        `matrix` has more columns than there are unknowns for numbers that help, each of no more than `helped`.
        """
        least, most = self._ends()
        none, any_more = np.zeros(len(helped)), np.full(len(helped), np.inf)
        if (least > most).any():
            return None
        ends = Bounds(np.append(least, none), np.append(np.minimum(most, _HIGHEST), helped))
        low, high = self._low[self._several], self._high[self._several]
        rows = [
            LinearConstraint(
                self._matrix if matrix is None else matrix, np.append(low, none), np.append(high, any_more)
            )
        ]
        if np.isfinite(self._most_moves):
            rows.append(LinearConstraint(np.append(self._moves, none)[None, :], -np.inf, self._most_moves))
        found = _solution(aim, ends, rows, len(self.place))
        if found is None or not self._fits(found):
            return None
        self._found = [found, *self._found[: _KEPT - 1]]
        return found


def _solution(
    aim: Numbers, ends: Bounds, rows: Sequence[LinearConstraint], unknowns: int
) -> "Numbers | None":
    """The solver's answer. One in fractions is nearly always in whole numbers, and ten times as quick."""
    for whole in (0, 1):
        answer = milp(
            aim, integrality=np.full(len(aim), whole), bounds=ends, constraints=rows, options=_OPTIONS
        )
        if answer.x is None:
            return None
        found: Numbers = np.rint(answer.x[:unknowns])
        if np.abs(found - answer.x[:unknowns]).max() < 1e-6:
            return found
    return None


def _is_there(values: Numbers, needs: Numbers, wide: bool) -> NDArray[np.bool_]:
    """Which of these sums have got to where they must."""
    there: NDArray[np.bool_] = values >= needs if wide else values <= needs
    return there
