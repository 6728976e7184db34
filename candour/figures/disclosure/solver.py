"""The solver of linear programs, HiGHS, and the rows that it is given. The only file that knows it."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
# It gives up on a question after so many steps; that counts as no solution.
MOST_STEPS = 20_000


@dataclass(frozen=True)
class Rows:
    """A sparse matrix, row by row: the entries of row r are those from start[r] to start[r + 1]."""

    start: Places
    column: Places
    values: Numbers
    columns: int

    @classmethod
    def of_terms(cls, terms: Sequence[tuple[int, int, int]], *, rows: int, columns: int) -> "Rows":
        """From (row, column, value); what stands at one place is added up."""
        at, of, values = np.array(terms or np.zeros((0, 3)), dtype=np.int64).reshape(-1, 3).T
        places, back = np.unique(at * columns + of, return_inverse=True)
        added = np.bincount(back, weights=values, minlength=len(places)).astype(float)
        return cls(_starts(places // max(columns, 1), rows), places % max(columns, 1), added, columns)

    @classmethod
    def of_table(cls, table: Numbers) -> "Rows":
        """From a matrix with all its noughts."""
        at, of = np.nonzero(table)
        return cls(_starts(at, len(table)), of, table[at, of], table.shape[1])

    def lengths(self) -> Places:
        """How many entries each row has."""
        return np.diff(self.start)

    def sums(self, numbers: Numbers) -> Numbers:
        """Each row's sum, its entries multiplied by these numbers."""
        rows = np.repeat(np.arange(len(self.start) - 1), self.lengths())
        return np.bincount(rows, self.values * numbers[self.column], len(self.start) - 1).astype(float)

    def columns_of_single(self, rows: Places) -> Places:
        """The column of each of these rows, which have one entry."""
        return self.column[self.start[rows]]

    def only(self, rows: Places) -> "Rows":
        """These rows alone, in this order."""
        lengths = self.lengths()[rows]
        at = np.repeat(self.start[rows] - np.append(0, np.cumsum(lengths)[:-1])[: len(rows)], lengths)
        entries = at + np.arange(lengths.sum())
        start = np.append(0, np.cumsum(lengths))
        return Rows(start, self.column[entries], self.values[entries], self.columns)

    def above(self, other: "Rows") -> "Rows":
        """These rows, and the other's below them; where one has more columns, the rest is nought."""
        start = np.append(self.start, self.start[-1] + other.start[1:])
        column, values = np.append(self.column, other.column), np.append(self.values, other.values)
        return Rows(start, column, values, max(self.columns, other.columns))


def _starts(rows: Places, number: int) -> Places:
    """Where each row starts, from the row of each entry, in order."""
    return np.append(0, np.cumsum(np.bincount(rows, minlength=number)))


def least_of(
    aim: Numbers,
    ends: tuple[Numbers, Numbers],
    rows: Rows,
    limits: tuple[Numbers, Numbers],
    *,
    in_whole: bool,
) -> "Numbers | None":
    """The numbers between these ends, with each row between its limits, for which the aim is least.

    None if there are none, or none was found in MOST_STEPS steps. `in_whole` asks for whole numbers.
    """
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(aim), len(rows.start) - 1
    program.col_cost_, (program.col_lower_, program.col_upper_) = aim, ends
    program.row_lower_, program.row_upper_ = limits
    matrix = program.a_matrix_
    matrix.format_, matrix.num_col_, matrix.num_row_ = (
        highspy.MatrixFormat.kRowwise,
        program.num_col_,
        program.num_row_,
    )
    matrix.start_, matrix.index_, matrix.value_ = rows.start, rows.column, rows.values
    if in_whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(aim)
    solver = highspy._Highs()  # type: ignore[attr-defined] # Highs prints a banner
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": 0.0,
        "mip_max_nodes": MOST_STEPS,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(program)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.array(solver.getSolution().col_value)
