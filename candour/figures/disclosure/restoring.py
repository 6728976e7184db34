"""Shows again what was hidden, the largest first, as long as nothing protected comes out."""

from collections.abc import Collection, Mapping, Sequence

from candour.figures.disclosure.systems import Count, System
from candour.figures.disclosure.tables import Limits


def largest_first(
    system: System, limits: Mapping[int, Limits], counts: Sequence[Count], suspects: Sequence[Count]
) -> set[int]:
    """The rows that can keep their limits while none of the counts comes out, taken in their order.

    What comes out even with none of them is not their doing. `suspects` come out with all of them, and are
    asked about first.
    """
    _apply(system, limits, ())
    lost = set(system.failing(counts))
    sound = [count for count in (*suspects, *counts) if count not in lost]
    unhidden: list[int] = []
    left = list(limits)
    while left:
        many = _how_many(system, limits, unhidden, left, sound)
        unhidden += left[:many]
        left = left[many + 1 :]
    _apply(system, limits, unhidden)
    return set(unhidden)


def _how_many(
    system: System,
    limits: Mapping[int, Limits],
    unhidden: Sequence[int],
    left: Sequence[int],
    counts: Sequence[Count],
) -> int:
    """How many of the next rows can be kept. What comes out with some comes out with more of them."""
    most, least = len(left), 0
    trying = most
    while least < most:
        _apply(system, limits, (*unhidden, *left[:trying]))
        if system.failing(counts[:5], at_most=1) or system.failing(counts, at_most=1):
            most = trying - 1
        else:
            least = trying
        trying = (least + most + 1) // 2
    return least


def _apply(system: System, limits: Mapping[int, Limits], unhidden: Collection[int]) -> None:
    for row, row_limits in limits.items():
        system.limit(row, row_limits if row in unhidden else (0, None))
