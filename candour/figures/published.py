"""What was published about the hotline before: which of our numbers are known facts, and what was misread."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .counts import Figure
from .measures import packaged

PUBLISHED, INVENTED = "published", "invented"


@dataclass(frozen=True)
class Misread:
    """One number as it was printed, and what it counts by our rules."""

    printed: str
    publisher: str
    measure: str
    words: str


@cache
def _facts() -> Mapping[tuple[str, ...], int]:
    keys = ("measure", "by", "from", "to")
    return {tuple(row[key] for key in keys): int(row["value"]) for row in packaged("published_facts.csv")}


def origin(one: Figure) -> str:
    """Whether a rehearsal's number was published in life, for these very days, or is invented."""
    key = (one.measure, one.by, one.since.isoformat(), one.until.isoformat())
    return PUBLISHED if _facts().get(key) == one.value else INVENTED


@cache
def misread() -> tuple[Misread, ...]:
    """The numbers that were printed under a wrong name, in the order of data/misread.csv."""
    known = {row["id"]: row for row in packaged("published_figures.csv")}
    return tuple(
        Misread(
            printed=row["printed"],
            publisher=known[row["id"]]["publisher"],
            measure=row["measure"],
            words=row["words"],
        )
        for row in packaged("misread.csv")
    )
