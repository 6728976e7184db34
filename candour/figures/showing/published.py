"""What was published about the first hotline: which of our numbers are known facts, and what was misread."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from candour.figures.measures import packaged
from candour.figures.releasing.numbers import Number
from candour.figures.showing.prints import Key

PUBLISHED, INVENTED = "published", "invented"

# The days that both published questions ask about (data/published_figures.csv, F10 and F11), and all that
# was published of.
YEAR_ONE = (dt.date(2022, 11, 29), dt.date(2023, 11, 29))
# The first year of releases: whole months, and so one day more than was asked for.
FIRST_YEAR = (dt.date(2022, 11, 29), dt.date(2023, 11, 30))
ALL_PUBLISHED = (dt.date(2022, 11, 29), dt.date(2024, 2, 29))


@dataclass(frozen=True)
class Misread:
    """One number as it was printed, by whom and where, and the numbers of ours that it should have been.

    `printed` has quotation marks only around words that were printed so. `labels` say what each of several
    right numbers stands for; `verdict` is a first word such as "Right number, wrong name."
    """

    id: str
    printed: str
    publisher: str
    when: str
    source: str
    right: tuple[Key, ...]
    labels: tuple[str, ...]
    verdict: str
    words: str


@cache
def facts() -> Mapping[Key, int]:
    """The numbers that were published in life, by what they count."""
    return {_key(row["measure"], row["by"], row["from"], row["to"]): int(row["value"]) for row in _rows()}


def _rows() -> list[dict[str, str]]:
    return packaged("published_facts.csv")


def _key(measure: str, part: str, since: str, until: str) -> Key:
    by, _, code = part.partition("=")
    return measure, by, code, dt.date.fromisoformat(since), dt.date.fromisoformat(until)


def origin(number: Number) -> str:
    """Whether a rehearsal's number was published in life, for these very days, or is invented."""
    key = (number.measure, number.by, number.code, number.since, number.until)
    return PUBLISHED if number.value is not None and facts().get(key) == number.value else INVENTED


@cache
def misread() -> tuple[Misread, ...]:
    """The numbers that were printed wrongly or under a wrong name, in the order of data/misread.csv."""
    known = {row["id"]: row for row in packaged("published_figures.csv")}
    return tuple(
        Misread(
            id=row["id"],
            printed=row["printed"],
            publisher=row["by"],
            when=row["when"],
            source=_address(row["id"].partition("-")[0], known),
            right=tuple(_key(*spec.split("/")) for spec in row["right"].split()),
            labels=tuple(row["labels"].split("|")) if row["labels"] else (),
            verdict=row["verdict"],
            words=row["words"],
        )
        for row in packaged("misread.csv")
    )


def _address(id: str, known: Mapping[str, Mapping[str, str]]) -> str:
    """The address a number was printed at; empty where it is known from another's quotation alone."""
    source = known[id]["source"]
    if same := re.fullmatch(r"same as (F\d+)", source):
        return _address(same[1], known)
    found = re.search(r"https?://\S+", source)
    return found[0] if found else ""
