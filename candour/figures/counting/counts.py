"""What both ways of counting share: a few codes, a few limits, and how a median is taken. No Django."""

from collections.abc import Mapping

# What stands for an empty code: nobody said, or nobody knew.
UNKNOWN = "unknown"
# Measures that count each thing once, on the first day that it was said; the others count every line.
ONCE = ("M05", "M06", "M12", "M13", "M14", "M15", "M16", "M31")
# One line about these may speak of several.
PEOPLE = ("person", "arrest", "match")

# What may have become of a referral, the first that fits; and the outcomes that say the first two of them.
BECAME = ("investigated", "intelligence", "closed", "acting", "silent")
INVESTIGATED = ("investigation_opened", "joined_investigation")
KEPT = ("intelligence_retained",)
# A force that has had a referral for so long and has told us nothing is counted in M32.
DAYS_FOR_FEEDBACK = 90

_PERCENT = {"median": 50, "p90": 90}


def days_waited(waits: Mapping[int, int]) -> dict[str, int]:
    """The median and the 90th percentile of days waited; nothing where nothing was waited for.

    `waits` has how many took how many days.
    """
    return {name: nearest_rank(waits, percent) for name, percent in _PERCENT.items()} if waits else {}


def nearest_rank(waits: Mapping[int, int], percent: int) -> int:
    """The fewest days within which so many in a hundred were done. `waits` has how many took how many days.

    The nearest-rank percentile: a number of days that something really took, never one in between. ValueError
    where there is nothing to rank.
    """
    whole, reached = sum(waits.values()), 0
    for days, number in sorted(waits.items()):
        reached += number
        if reached * 100 >= whole * percent:
            return days
    raise ValueError("Nothing was waited for.")
