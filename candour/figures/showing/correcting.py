"""Sets each misprinted number beside the right one, and answers what was asked, from the releases alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from candour.figures.measures import measures
from candour.figures.releasing.naming import label
from candour.figures.releasing.numbers import Document
from candour.figures.showing.marks import days_of, in_day
from candour.figures.showing.prints import Key, Print, newest_print
from candour.figures.showing.published import (
    ALL_PUBLISHED,
    FIRST_YEAR,
    INVENTED,
    YEAR_ONE,
    Misread,
    facts,
    misread,
    origin,
)
from candour.figures.showing.shares import percent

ONE_DAY_MORE = "one day more than was asked"


@dataclass(frozen=True)
class Right:
    """A number under its right name. `print` is None where no release has it; then `known` may be told.

    `label` says what it stands for where several stand together; `note` how its days differ from the asked.
    """

    name: str
    measure: str
    days: str
    print: Print | None
    known: int | None
    label: str = ""
    note: str = ""

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
    """How many of the referrals were about another force: the numbers, and the share of the last two."""

    days: str
    parts: Sequence[Right]
    wholes: Sequence[Right]
    share: str

    @property
    def is_invented(self) -> bool:
        """Whether a rehearsal invented either of the two that the share is worked out from."""
        return self.parts[-1].is_invented or self.wholes[-1].is_invented


def corrections(documents: Sequence[Document]) -> list[Correction]:
    """Every misread number beside the newest print of the right one. Releases are given oldest first."""
    return [Correction(one, _all_right(documents, one)) for one in misread()]


def _all_right(documents: Sequence[Document], one: Misread) -> list[Right]:
    labels = one.labels or ("",) * len(one.right)
    pairs = zip(one.right, labels, strict=True)
    return [replace(right, label=label) for key, label in pairs for right in _rights(documents, key)]


def _rights(documents: Sequence[Document], key: Key) -> list[Right]:
    """The number of those days; where no release has it, the one of the first year of releases too.

    A release is about whole months, and so has one day more than the two published questions ask about.
    """
    measure, by, code, *days = key
    asked = _right(documents, key)
    if asked.print or tuple(days) != YEAR_ONE:
        return [asked]
    near = _right(documents, (measure, by, code, *FIRST_YEAR))
    if near.print is None:
        return [asked]
    near = replace(near, note=ONE_DAY_MORE)
    return [near] if asked.known is None else [asked, near]


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


def contacts_of_year_one(documents: Sequence[Document]) -> list[Right]:
    """How many calls and online reports came in the first hotline's first year."""
    return _rights(documents, ("M01", "", "", *YEAR_ONE))


def contacts_of_all(documents: Sequence[Document]) -> Right:
    """The same for all the days that a number was published for."""
    return _right(documents, ("M01", "", "", *ALL_PUBLISHED))


def channels_of_year_one(documents: Sequence[Document]) -> list[Print]:
    """The same by how they came, of the days that the whole is given for; empty where no release says it."""
    return _channels(documents, YEAR_ONE) or _channels(documents, FIRST_YEAR)


def _channels(documents: Sequence[Document], days: tuple[dt.date, dt.date]) -> list[Print]:
    tables = [
        (document, table)
        for document in reversed(documents)
        for table in document.tables
        if (table.measure, table.by) == ("M01", "channel")
    ]
    for document, table in tables:
        if table.numbers and (table.numbers[0].since, table.numbers[0].until) == days:
            return [Print(document, table, number) for number in table.numbers]
    return []


def elsewhere(documents: Sequence[Document]) -> list[Elsewhere]:
    """How many were about officers outside the force of first contact, in year one and in all."""
    return [_elsewhere(documents, days) for days in (YEAR_ONE, ALL_PUBLISHED)]


def _elsewhere(documents: Sequence[Document], days: tuple[dt.date, dt.date]) -> Elsewhere:
    since, until = days
    parts = _rights(documents, ("M08a", "", "", since, until))
    wholes = _rights(documents, ("M07", "", "", since, until))
    part, whole = parts[-1].print, wholes[-1].print
    share = ""
    if part and whole and part.days == whole.days:
        share = percent(part.number.value or 0, whole.number.value or 0)
    return Elsewhere(parts[0].days, parts, wholes, share)
