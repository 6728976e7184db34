"""The intruder's sums: unknown whole numbers from nought up, tied by rows, and what they can be at the most.

This is the only file that knows SciPy. A solution that the solver (HiGHS) finds is checked here in whole
numbers before it counts as a proof that a count may be so; if the solver erred, a number would be hidden
without need, never shown.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, identity, vstack

Numbers = NDArray[np.float64]
Term = tuple[int, int, int]
# Above what anybody would count; a number that can be so high has no bound.
HIGHEST = 10_000_000
# The solver gives up on a question after so many steps; that counts as "not shown to be possible".
_OPTIONS = {"mip_rel_gap": 0, "node_limit": 20_000}
# So many solutions are kept: one that still fits when limits have changed needs not be found again.
_KEPT = 60


class Sums:
    """Unknowns and the rows that tie them. `low` and `high` are the limits of the rows, and may be changed.

    `terms` are (row, unknown, 1 or -1). `moves` are unknowns that explain what was published by changes; all
    together they are no more than `most_moves`. Without `patience`, an answer in fractions is none.
    """

    patience = True

    def __init__(
        self, terms: Sequence[Term], low: Numbers, high: Numbers, unknowns: int, moves: Sequence[int] = ()
    ) -> None:
        at, of, signs = zip(*terms, strict=True) if terms else ((), (), ())
        shape = (len(low), unknowns)
        self._rows = csr_array((np.array(signs, dtype=float), (at, of)), shape=shape)
        self.low, self.high, self.unknowns = low, high, unknowns
        self._found: list[Numbers] = []
        self._moves, self.most_moves = np.zeros(unknowns), np.inf
        self._moves[list(moves)] = 1
        lengths = np.diff(self._rows.indptr)
        single = (lengths == 1) & (self._rows.sum(axis=1) == 1)
        self._single = np.flatnonzero(single)
        self._single_of = self._rows.indices[self._rows.indptr[:-1][self._single]]
        self._several = np.flatnonzero(~single)
        self._matrix = self._rows[self._several]

    @property
    def is_one(self) -> bool:
        """Whether one sum ties all the unknowns, so that no solver is needed."""
        return len(self._several) <= 1 and bool((self._matrix.data == 1).all())

    def move_least(self) -> float:
        """Hold the moves together to the least that they can be under the limits of now; gives what they
        were held to."""
        before, self.most_moves = self.most_moves, np.inf
        fewest = self.solution(self._moves) if self._moves.any() else None
        if fewest is not None:
            self.most_moves = float(self._moves @ fewest)
        return before

    def ends(self) -> tuple[Numbers, Numbers]:
        """The least and the most of each unknown by itself: rows of one unknown say no more than that."""
        least, most = np.zeros(self.unknowns), np.full(self.unknowns, np.inf)
        np.maximum.at(least, self._single_of, self.low[self._single])
        np.minimum.at(most, self._single_of, self.high[self._single])
        return least, most

    def whole(self) -> tuple[float, float]:
        """The limits of the one sum."""
        if not len(self._several):
            return -np.inf, np.inf
        return float(self.low[self._several[0]]), float(self.high[self._several[0]])

    def standing(self) -> list[Numbers]:
        """The solutions found so far that still fit."""
        return [solution for solution in self._found if self._fits(solution)]

    def widest(self, aims: Numbers, needs: Numbers) -> "Numbers | None":
        """A solution with as many as possible of these sums as high as they need, each helped no further."""
        many = len(needs)
        above = hstack([self._matrix, csr_array((len(self._several), many))])
        below = hstack([csr_array(aims), -identity(many, format="csr")])
        aim = np.concatenate([np.zeros(self.unknowns), -np.ones(many)])
        return self.solution(aim, csr_array(vstack([above, below])), needs)

    def solution(
        self, aim: Numbers, matrix: "csr_array | None" = None, helped: Sequence[float] | Numbers = ()
    ) -> "Numbers | None":
        """Whole numbers that fit everything, with the least of an aim; None if the solver finds none.

        `matrix` has more columns than there are unknowns, for numbers of no more than `helped` each.
        """
        least, most = self.ends()
        none, any_more = np.zeros(len(helped)), np.full(len(helped), np.inf)
        if (least > most).any():
            return None
        ends = Bounds(np.append(least, none), np.append(np.minimum(most, HIGHEST), helped))
        low, high = np.append(self.low[self._several], none), np.append(self.high[self._several], any_more)
        rows = [LinearConstraint(self._matrix if matrix is None else matrix, low, high)]
        if np.isfinite(self.most_moves):
            rows.append(LinearConstraint(np.append(self._moves, none)[None, :], -np.inf, self.most_moves))
        solution = _solved(aim, ends, rows, self.unknowns, (0, 1) if self.patience else (0,))
        if solution is None or not self._fits(solution):
            return None
        self._found = [solution, *self._found[: _KEPT - 1]]
        return solution

    def _fits(self, solution: Numbers) -> bool:
        sums = self._rows @ solution
        in_rows = bool((sums >= self.low).all() and (sums <= self.high).all())
        return in_rows and bool((solution >= 0).all()) and float(self._moves @ solution) <= self.most_moves


def _solved(
    aim: Numbers, ends: Bounds, rows: Sequence[LinearConstraint], unknowns: int, passes: Sequence[int]
) -> "Numbers | None":
    """The solver's answer. One in fractions is nearly always in whole numbers, and ten times as quick: so the
    `ways` are 0, in fractions, and then 1, in whole numbers."""
    for kind in passes:
        kinds = np.full(len(aim), kind)
        answer = milp(aim, integrality=kinds, bounds=ends, constraints=rows, options=_OPTIONS)
        if answer.x is None:
            return None
        rounded: Numbers = np.rint(answer.x[:unknowns])
        if np.abs(rounded - answer.x[:unknowns]).max() < 1e-6:
            return rounded
    return None
