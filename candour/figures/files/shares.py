"""A part of a whole in words: in a hundred, or by both numbers where rounding would say all or none.

No Django. "100 in 100" of 868 of 869 would be untrue, and so would "0 in 100" of 3 of 869.
"""


def in_hundred(part: int, whole: int) -> int:
    """How many for every hundred, rounded; 0 where there is nothing to divide."""
    return round(100 * part / whole) if whole else 0


def for_every_hundred(part: int, things: str, whole: int, others: str) -> str:
    """The ratio of two counts in words: "30 referrals for every 100 contacts", or with both counts.

    `things` is the plural; one of them loses its last s.
    """
    if not is_plain(part, whole):
        return f"{counted(part, things)} for {counted(whole, others)}"
    return f"{counted(in_hundred(part, whole), things)} for every 100 {others}"


def is_plain(part: int, whole: int) -> bool:
    """Whether the share can be given in a hundred: the whole is not 0, and rounding does not mislead."""
    return bool(whole) and not _misleads(part, whole)


def percent(part: int, whole: int) -> str:
    """A part in per cent without decimals: never 100% for less than all, nor 0% for more than none."""
    if not whole:
        return "–"
    if _misleads(part, whole):
        return "under 1%" if part < whole / 2 else "over 99%" if part < whole else "over 100%"
    return f"{in_hundred(part, whole)}%"


def _misleads(part: int, whole: int) -> bool:
    """Whether rounding gives 0 or 100 in a hundred for a part that is neither none nor all."""
    return in_hundred(part, whole) in (0, 100) and part not in (0, whole)


def counted(number: int, things: str) -> str:
    """A number with its noun: "1 referral", "2,878 contacts"."""
    return f"{number:,} {things.removesuffix('s') if number == 1 else things}"
