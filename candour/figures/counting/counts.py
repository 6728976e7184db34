"""Codes and limits that counting uses beside the counting rules, and how a median is taken. No Django."""

from collections.abc import Mapping

# Stands for an empty code: nobody said, or nobody knew.
UNKNOWN = "unknown"
# Measures that count each thing once, on the first day on which it was stated; the others count every line.
ONCE = ("M05", "M06", "M12", "M13", "M14", "M15", "M16", "M31")
# One line about these units may stand for several: its quantity counts.
PEOPLE = ("person", "arrest", "match")

# Outcomes that say what became of a referral before it is asked whether it was closed.
INVESTIGATED = ("investigation_opened", "joined_investigation")
KEPT = ("intelligence_retained",)
# A force that has had a referral for so many days and has stated no outcome is counted in M32.
DAYS_FOR_FEEDBACK = 90

_PERCENT = {"median": 50, "p90": 90}


def days_waited(waits: Mapping[int, int]) -> dict[str, int]:
    """The median and the 90th percentile of days waited; empty where nothing was waited for.

    `waits` maps a number of days to how many took so long.
    """
    return {name: nearest_rank(waits, percent) for name, percent in _PERCENT.items()} if waits else {}


def nearest_rank(waits: Mapping[int, int], percent: int) -> int:
    """The nearest-rank percentile: the fewest days within which so many in a hundred were done.

    It is a number of days that something really took, never one in between. `waits` maps a number of days to
    how many took so long. ValueError where `waits` is empty.
    """
    whole, reached = sum(waits.values()), 0
    for days, number in sorted(waits.items()):
        reached += number
        if reached * 100 >= whole * percent:
            return days
    raise ValueError("Nothing was waited for.")
