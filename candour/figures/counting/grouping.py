"""Sorts numbers: which lines speak of one thing, and which of them came first."""

import numpy as np
from numpy.typing import NDArray

from candour.figures.counting.reading import Ints, Tokens

Flags = NDArray[np.bool_]


def numbered(*groups: Tokens) -> tuple[list[Ints], int]:
    """Each token as a small number, the same in every group, and how many different ones there are."""
    every = np.concatenate(groups)
    order = np.lexsort((every[:, 0], every[:, 1]))
    is_new = np.ones(len(order), np.bool_)
    is_new[1:] = False
    for half in (0, 1):
        found = every[order, half]
        is_new[1:] |= found[1:] != found[:-1]
    numbers = np.empty(len(order), np.int32)
    numbers[order] = np.cumsum(is_new, dtype=np.int32) - 1
    return np.split(numbers, np.cumsum([len(one) for one in groups])[:-1]), int(is_new.sum())


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
