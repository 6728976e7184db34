"""Sets each misprinted number beside the right one, and answers what was asked, from the releases alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .marks import days_of, in_day
from .measures import measures
from .naming import label
from .numbers import Document
from .prints import Key, Print, newest_print
from .published import ALL_PUBLISHED, INVENTED, YEAR_ONE, Misread, facts, misread, origin
from .shares import percent


@dataclass(frozen=True)
class Right:
    """A number under its right name. `print` is None where no release has it; then `known` may be told."""

    name: str
    measure: str
    days: str
    print: Print | None
    known: int | None

    @property
    def is_invented(self) -> bool:
        """Whether a rehearsal's number is one that nobody ever published."""
        return self.print is not None and origin(self.print.number) == INVENTED


@dataclass(frozen=True)
class Correction:
    """One misread number, with the right ones."""

    wrong: Misread
    right: Sequence[Right]


@dataclass(frozen=True)
class Elsewhere:
    """How many of the referrals were about another force: both numbers, and their share."""

    days: str
    part: Right
    whole: Right
    share: str


def corrections(documents: Sequence[Document]) -> list[Correction]:
    """Every misread number beside the newest print of the right one. Releases are given oldest first."""
    return [Correction(one, [_right(documents, key) for key in one.right]) for one in misread()]


def _right(documents: Sequence[Document], key: Key) -> Right:
    measure, by, code, since, until = key
    known = measures()[measure]
    found = newest_print(documents, key)
    part = f": {label(known, by, code)}" if by else ""
    days = days_of(found.number) if found else f"{in_day(since)} to {in_day(until)}"
    if found and found.number.value is None and key in facts():
        # Everybody could read it then; that our own release hides it now takes nothing back.
        found = None
    return Right(f"{known.name}{part}", measure, days, found, facts().get(key))


def contacts_of_year_one(documents: Sequence[Document]) -> Right:
    """How many calls and online reports came in the first hotline's first year."""
    return _right(documents, ("M01", "", "", *YEAR_ONE))


def contacts_of_all(documents: Sequence[Document]) -> Right:
    """The same for all the days that a number was published for."""
    return _right(documents, ("M01", "", "", *ALL_PUBLISHED))


def channels_of_year_one(documents: Sequence[Document]) -> list[Print]:
    """The same by how they came; empty where no release says it."""
    for document in reversed(documents):
        for table in document.tables:
            first = table.numbers[0] if table.numbers else None
            if (
                first
                and (table.measure, table.by) == ("M01", "channel")
                and (first.since, first.until) == YEAR_ONE
            ):
                return [Print(document, table, number) for number in table.numbers]
    return []


def elsewhere(documents: Sequence[Document]) -> list[Elsewhere]:
    """How many were about officers outside the force of first contact, in year one and in all."""
    return [_elsewhere(documents, days) for days in (YEAR_ONE, ALL_PUBLISHED)]


def _elsewhere(documents: Sequence[Document], days: tuple[dt.date, dt.date]) -> Elsewhere:
    since, until = days
    part = _right(documents, ("M08a", "", "", since, until))
    whole = _right(documents, ("M07", "", "", since, until))
    share = ""
    if part.print and whole.print:
        share = percent(part.print.number.value or 0, whole.print.number.value or 0)
    return Elsewhere(part.days, part, whole, share)
