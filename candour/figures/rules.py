"""Which number may be published, and what a reader can work out from it. Values in, values out; no Django.

The reasons are in docs/disclosure.md. The 10-5 rule (under 10 left out, the rest to the nearest 5) is one of
those that the Office for National Statistics compares in its work on methods after tabulation.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from candour.figures.cells import CONFIDENTIAL, EXACT, NEAREST_FIVE, NOT_AVAILABLE, Cell, Counted, Shown

# Counts from nought to nine are protected: each of these numbers must stay possible.
LEAST_SHOWN = 10
WIDEST = LEAST_SHOWN - 1
# A rounded number comes and goes only from here on: a step from nothing to 10 or 15 would tell too much.
LEAST_TO_CROSS = 20


class Treatment(Enum):
    """How a number of one class, in a table of one kind, is published."""

    EXEMPT = "exact and always shown: a total of the line's own work"
    THRESHOLD = "exact from 10"
    TEN_FIVE = "left out under 10, the rest to the nearest 5"
    DAYS = "days, shown where they are those of ten or more"
    HIDDEN = "not published"


# The numbers that are left out where they must be; the others are always shown, or never.
MAY_BE_HIDDEN = (Treatment.THRESHOLD, Treatment.TEN_FIVE)

_OWN_WORK = {"": Treatment.EXEMPT, "channel": Treatment.THRESHOLD, "days": Treatment.DAYS}
_BY_CLASS = {
    # How a contact came is the line's own work, and known to nobody but whoever sent it.
    "exact-by-channel": ({**_OWN_WORK, "channel": Treatment.EXEMPT}, Treatment.TEN_FIVE),
    "exact-by-month": (_OWN_WORK, Treatment.TEN_FIVE),
    "exact": (_OWN_WORK, Treatment.TEN_FIVE),
    "rounded": ({"channel": Treatment.HIDDEN, "days": Treatment.HIDDEN}, Treatment.TEN_FIVE),
    "national": (dict.fromkeys(("", "reason", "kind"), Treatment.TEN_FIVE), Treatment.HIDDEN),
}
# The people behind a row are easiest to guess here, so that a row covers a whole year at the least.
# Reasons are those of cohorts (M03), whose counts change from release to release as well: parts of a year
# beside the year would tell one from the other.
_YEARLY = ("force", "to_force", "category", "reason")


@dataclass(frozen=True)
class Links:
    """Relations between tables that follow from the counting rules, and that any reader may use.

    `below`: no cell of the first measure is above the same cell of the second. `ends`: a measure and its two
    kinds of part; a move has two ends in different forces, so that moves out of a force and into it together
    are no more than all moves. `silence`: measures that forces state; [x] for one of these says that the
    force has stated nothing at all.
    """

    below: Sequence[tuple[str, str]] = ()
    ends: Sequence[tuple[str, str, str]] = ()
    silence: Sequence[str] = ()

    def around(self, measures: Iterable[str]) -> set[str]:
        """These measures, and all that a chain of relations connects with them."""
        reached, more = set[str](), set(measures)
        groups = [{*pair} for pair in self.below] + [{*self.silence}]
        while more - reached:
            reached |= more
            more = set[str]().union(*(group for group in groups if group & reached))
        return reached


LINKS = Links(
    below=(("M08a", "M07"), ("M09", "M07"), ("M03", "M01"), ("M06", "M05")),
    ends=(("M08", "force", "to_force"),),
    silence=("M12", "M13", "M14", "M15", "M16", "M31"),
)

Values = tuple[int | None, str, str]
Treat = Callable[[Cell], Treatment]


def treatment(disclosure: str, by: str) -> Treatment:
    """How a number of a disclosure class, broken down by a kind of code ("" for none), is published.

    KeyError for an unknown class.
    """
    special, otherwise = _BY_CLASS[disclosure]
    return special.get(by, otherwise)


def objections(disclosure: str, by: str, *, is_whole_years: bool) -> list[str]:
    """Why a question cannot be answered at all, whatever the numbers are; empty if it can."""
    how = treatment(disclosure, by)
    if how is Treatment.HIDDEN:
        return ["This is published for the whole country alone. Ask for it without a breakdown."]
    by_month = how in (Treatment.EXEMPT, Treatment.THRESHOLD, Treatment.DAYS)
    if by_month or is_whole_years or (disclosure.startswith("exact") and by not in _YEARLY):
        return []
    return ["This is published for whole statistical years alone. Choose the days of a year."]


def nearest_five(count: int) -> int:
    """The multiple of five next to a count."""
    return (count + 2) // 5 * 5


def shown(how: Treatment, count: int) -> Values:
    """Value, marker and rounding of a count, before further numbers are suppressed to protect it.

    Days always come out as [c]: the number does not tell whether there are ten referrals behind it.
    ValueError for a treatment that publishes nothing.
    """
    if how is Treatment.HIDDEN:
        raise ValueError("This number is not published. Leave it out of the table.")
    if how is Treatment.EXEMPT:
        return count, "", EXACT
    if count < LEAST_SHOWN or how is Treatment.DAYS:
        return suppressed(how)
    return (count, "", EXACT) if how is Treatment.THRESHOLD else (nearest_five(count), "", NEAREST_FIVE)


def suppressed(how: Treatment) -> Values:
    """Value, marker and rounding of a suppressed number ([c]) in a table of that treatment."""
    return None, CONFIDENTIAL, NEAREST_FIVE if how is Treatment.TEN_FIVE else EXACT


def possible(value: int | None, marker: str, rounding: str) -> tuple[int, int | None]:
    """The lowest and the highest count that a published number can stand for; None for no upper bound."""
    if value is None:
        return (0, 0) if marker == NOT_AVAILABLE else (0, None)
    return (value, value) if rounding == EXACT else (max(LEAST_SHOWN, value - 2), value + 2)


def possible_in_reprint(value: int | None, marker: str, rounding: str) -> tuple[int, int | None]:
    """As `possible`, for a number that is unchanged from an earlier version.

    By the rule of `carried` its count may have moved by up to nine since, or have fallen under 10 from
    under 20.
    """
    low, high = possible(value, marker, rounding)
    if value is None or rounding == EXACT:
        return low, high
    return (0 if value < LEAST_TO_CROSS else low - WIDEST), value + 2 + WIDEST


def must_stay_possible(least: int = 0, most: int | None = None) -> range:
    """The counts that no reader may be able to rule out for a protected cell: 0 to 9, within the bounds.

    `least` and `most` are the bounds that follow from the numbers that are always shown.
    """
    return range(least, min(WIDEST, WIDEST if most is None else most) + 1)


def carried(how: Treatment, before: Values, before_count: int, count: int) -> Values:
    """Value, marker and rounding of a cell that was published before, when its count was `before_count`.

    A rounded number stays unless its count moved by ten or more: a step from 30 to 35 after one late entry
    would reveal the count itself. It appears or disappears only where 20 or more is or was shown. An exact
    number is updated, but one that was hidden reappears by the same rule.
    """
    was, marker, _ = before
    now = shown(how, count)
    if how is Treatment.EXEMPT or marker == NOT_AVAILABLE:
        return now
    has_moved = abs(count - before_count) >= LEAST_SHOWN
    if was is None:
        return now if has_moved and (now[0] or 0) >= LEAST_TO_CROSS else suppressed(how)
    if how is Treatment.THRESHOLD:
        return now
    return now if has_moved and (now[0] is not None or was >= LEAST_TO_CROSS) else before


def next_to_suppress(violated: Cell, shown_now: Sequence[Counted]) -> Cell | None:
    """The cell out of `shown_now` that is suppressed next to protect `violated`; None if there is none.

    The smallest of the same table; else of tables of the same measure, or the same kind of code, that share
    days with it; else of all.
    """
    ranked = sorted(
        shown_now,
        key=lambda candidate: (_distance(violated, candidate.cell), candidate.number, candidate.cell),
    )
    return ranked[0].cell if ranked else None


def _distance(cell: Cell, other: Cell) -> int:
    same_kind = cell.measure == other.measure and cell.by == other.by
    if same_kind and (cell.since, cell.until) == (other.since, other.until):
        return 0
    overlaps = cell.since <= other.until and other.since <= cell.until
    if same_kind and overlaps:
        return 1
    return 2 if overlaps and (cell.measure == other.measure or cell.by == other.by) else 3


def is_reprint(reprint: Shown, before: Shown) -> bool:
    """Whether a cell is published with the value, marker and rounding of an earlier as-at day."""
    return reprint.cell.as_at > before.cell.as_at and reprint[1:] == before[1:]
