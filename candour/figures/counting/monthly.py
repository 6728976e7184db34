"""Counts by month, kept so that any run of whole months is one subtraction."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from candour.figures.counting.reading import Ints
from candour.figures.releasing.quarters import last_of_month


@dataclass(frozen=True)
class Months:
    """The months that a ledger reaches, from the one with its first day to the one with its last."""

    first: dt.date
    last: dt.date

    def __len__(self) -> int:
        return self.place(self.last) + 1

    def place(self, day: dt.date) -> int:
        """Which of the months a day is in."""
        return (day.year - self.first.year) * 12 + day.month - self.first.month

    def places(self, days: Ints) -> Ints:
        """The same for many days, given as days since 1970."""
        since_1970 = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        first = (self.first.year - 1970) * 12 + self.first.month - 1
        moved: Ints = since_1970 - first
        return moved

    def run(self, since: dt.date, until: dt.date) -> tuple[int, int] | None:
        """The places of whole months from one day to another, the second not counted; None unless whole.

        A month is whole, too, where only days without any entry are left out: before the first, or after the
        last.
        """
        begins = since.day == 1 or since <= self.first
        ends = until == last_of_month(until) or until >= self.last
        if not (begins and ends):
            return None
        start, end = self.place(since), self.place(until) + 1
        start, end = (min(max(place, 0), len(self)) for place in (start, end))
        return start, max(start, end)


@dataclass(frozen=True)
class Monthly:
    """How many for each code in each month, added up from the first month on."""

    codes: Sequence[str]
    so_far: Ints

    def between(self, run: tuple[int, int]) -> dict[str, int]:
        """The count of each code in a run of months; codes without any are left out."""
        start, end = run
        found = self.so_far[:, end] - self.so_far[:, start]
        return {code: int(number) for code, number in zip(self.codes, found, strict=True) if number}


def monthly(codes: Sequence[str], place: Ints, month: Ints, months: int, weight: Ints | None) -> Monthly:
    """Counts lines by the place of their code and by month; each as one, or as its weight."""
    cells = place * months + month
    # A sum of whole numbers in floating point is exact up to 2 to the power of 53.
    found = np.bincount(cells, weights=weight, minlength=len(codes) * months)
    table = np.rint(found).astype(np.int64).reshape(len(codes), months)
    so_far = np.zeros((len(codes), months + 1), np.int64)
    np.cumsum(table, axis=1, out=so_far[:, 1:])
    return Monthly(codes, so_far)
