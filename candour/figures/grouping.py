"""Sorts numbers: which lines speak of one thing, and which of them came first."""

import numpy as np
from numpy.typing import NDArray

from .reading import Ints, Tokens, joined

Flags = NDArray[np.bool_]


def numbered(*groups: Tokens) -> tuple[list[Ints], int]:
    """Each token as a small number, the same in every group, and how many different ones there are."""
    every = joined(groups)
    order = np.lexsort((every.low, every.high))
    high, low = every.high[order], every.low[order]
    is_new = np.ones(len(order), np.int64)
    is_new[1:] = (high[1:] != high[:-1]) | (low[1:] != low[:-1])
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.cumsum(is_new) - 1
    ends = np.cumsum([len(one.high) for one in groups])
    return np.split(numbers, ends[:-1]), int(is_new.sum())


def firsts(thing: Ints, day: Ints, rank: Ints) -> Ints:
    """Where the first line about each thing stands: the earliest day, and on one day the lowest rank."""
    order = np.lexsort((rank, day, thing))
    found = thing[order]
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = found[1:] != found[:-1]
    picked: Ints = order[is_first]
    return picked


def marked(things: int, *named: Ints) -> Flags:
    """Whether each thing is named in any of the lists."""
    flags = np.zeros(things, np.bool_)
    for one in named:
        flags[one] = True
    return flags
