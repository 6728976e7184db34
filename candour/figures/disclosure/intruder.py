"""The intruder's sums: unknown whole numbers from nought up, tied by rows, and what they can be at the most.

A solution that the solver (HiGHS) finds is checked here in whole
numbers before it counts as a proof that a count may be so; if the solver erred, a number would be hidden
without need, never shown.
"""

from collections.abc import Sequence

import numpy as np

from candour.figures.disclosure.solver import Numbers, Rows, least_of

Term = tuple[int, int, int]
# Above what anybody would count; a number that can be so high has no bound.
HIGHEST = 10_000_000
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
        self._rows = Rows.of_terms(terms, rows=len(low), columns=unknowns)
        self.low, self.high, self.unknowns = low, high, unknowns
        self._found: list[Numbers] = []
        self._moves, self.most_moves = np.zeros(unknowns), np.inf
        self._moves[list(moves)] = 1
        single = (self._rows.lengths() == 1) & (self._rows.sums(np.ones(unknowns)) == 1)
        self._single = np.flatnonzero(single)
        self._single_of = self._rows.columns_of_single(self._single)
        self._several = np.flatnonzero(~single)
        self._matrix = self._rows.only(self._several)

    @property
    def is_one(self) -> bool:
        """Whether one sum ties all the unknowns, so that no solver is needed."""
        return len(self._several) <= 1 and bool((self._matrix.values == 1).all())

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
        below = Rows.of_table(np.hstack([aims, -np.identity(many)]))
        aim = np.concatenate([np.zeros(self.unknowns), -np.ones(many)])
        return self.solution(aim, self._matrix.above(below), needs)

    def solution(
        self, aim: Numbers, matrix: "Rows | None" = None, helped: Sequence[float] | Numbers = ()
    ) -> "Numbers | None":
        """Whole numbers that fit everything, with the least of an aim; None if the solver finds none.

        `matrix` has more columns than there are unknowns, for numbers of no more than `helped` each.
        """
        least, most = self.ends()
        none, any_more = np.zeros(len(helped)), np.full(len(helped), np.inf)
        if (least > most).any():
            return None
        low, high = np.append(self.low[self._several], none), np.append(self.high[self._several], any_more)
        rows = self._matrix if matrix is None else matrix
        if np.isfinite(self.most_moves):
            rows = rows.above(Rows.of_table(np.append(self._moves, none)[None, :]))
            low, high = np.append(low, -np.inf), np.append(high, self.most_moves)
        ends = np.append(least, none), np.append(np.minimum(most, HIGHEST), helped)
        solution = self._solved(aim, ends, rows, (low, high))
        if solution is None or not self._fits(solution):
            return None
        self._found = [solution, *self._found[: _KEPT - 1]]
        return solution

    def _fits(self, solution: Numbers) -> bool:
        sums = self._rows.sums(solution)
        in_rows = bool((sums >= self.low).all() and (sums <= self.high).all())
        return in_rows and bool((solution >= 0).all()) and float(self._moves @ solution) <= self.most_moves

    def _solved(
        self, aim: Numbers, ends: tuple[Numbers, Numbers], rows: Rows, limits: tuple[Numbers, Numbers]
    ) -> "Numbers | None":
        """The solver's answer. One in fractions is nearly always in whole numbers, and ten times as quick:
        so it is asked in fractions, and then, with patience, in whole numbers."""
        for in_whole in (False, True) if self.patience else (False,):
            answer = least_of(aim, ends, rows, limits, in_whole=in_whole)
            if answer is None:
                return None
            rounded: Numbers = np.rint(answer[: self.unknowns])
            if np.abs(rounded - answer[: self.unknowns]).max() < 1e-6:
                return rounded
        return None
