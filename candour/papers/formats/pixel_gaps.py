"""Gaps in what is visible of a picture that are large enough to hide a word."""

import numpy as np
from numpy.typing import NDArray

# Points: a word of ten points is wider and as high. Strokes of letters over a picture are not so broad.
_LONG, _HIGH = 24, 8


def has_gap(shown: NDArray[np.bool_]) -> bool:
    """Whether a rectangle as large as a word, horizontal or vertical, is not visible at all."""
    return _has(shown, _HIGH, _LONG) or _has(shown, _LONG, _HIGH)


def _has(shown: NDArray[np.bool_], rows: int, columns: int) -> bool:
    if shown.shape[0] < rows or shown.shape[1] < columns:
        return False
    sums = np.pad(shown.astype(np.int32).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    within = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
    return bool((within == 0).any())
