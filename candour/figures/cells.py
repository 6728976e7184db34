"""Cells: what is counted before it is decided what may be shown, and what is shown of it. No Django."""

import datetime as dt
from typing import NamedTuple

# Why a number is not there. [c] confidential, [x] not available, [z] not applicable: the shorthand of the
# Government Analysis Function's guidance for statistics in spreadsheets.
CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE = "c", "x", "z"
EXACT, NEAREST_FIVE = "exact", "nearest 5"


class Cell(NamedTuple):
    """One place in a table: a measure, one code of one kind (both empty for the nation), whole days, as at.

    For a stock `since` and `until` are the same day.
    """

    measure: str
    by: str
    code: str
    since: dt.date
    until: dt.date
    as_at: dt.date


class Counted(NamedTuple):
    """A cell with its true number. Confidential."""

    cell: Cell
    number: int


class Shown(NamedTuple):
    """A cell as it is published. `value` is None where `marker` ("c", "x", "z") says why."""

    cell: Cell
    value: int | None
    marker: str
    rounding: str
