"""Published numbers that answer a question, cited as the release prints them. Never typed.

Read from the frozen documents alone; what is approved and not public yet is not among them.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError

from candour.figures.files.sentences import sentence
from candour.figures.releasing import register
from candour.figures.showing.marks import days_of, in_day, precision
from candour.figures.showing.prints import Print, newest_print, told


@dataclass(frozen=True)
class Cited:
    """One published number with everything a letter must say of it. `url` is whole and permanent.

    `number` is as it is printed, such as "2,878" or "[c]"; `rule` says what is counted and how exactly.
    """

    release: str
    place: int
    sentence: str
    number: str
    url: str
    measure: str
    name: str
    period: str
    as_at: str
    rule: str

    @property
    def key(self) -> str:
        """How a form names it: "5.1-12"."""
        return f"{self.release}-{self.place}"


def cite(release: str, place: int) -> Cited:
    """The number at that place of a published release. ValidationError if nobody can look it up today."""
    document = register.release(release) if "." in release else None
    try:
        if document is None:
            raise KeyError(place)
        return cited(Print(document, *document.at(place)))
    except KeyError as missing:
        raise ValidationError(
            f"No published release has the number {release}-{place}. Choose one from the list."
        ) from missing


def read_key(key: str) -> tuple[str, int]:
    """Release and place of a key such as "5.1-12". ValidationError if it is none."""
    release, _, place = key.rpartition("-")
    if not place.isdecimal() or len(key) > 24:
        raise ValidationError(f"“{key}” names no published number. Choose one from the list.")
    return release, int(place)


def cited(found: Print) -> Cited:
    """A printed number with everything a letter must say of it."""
    document, number = found.document, found.number
    measure = told(document, number.measure)
    return Cited(
        release=document.reference,
        place=number.place,
        sentence=sentence(document, found.table, number),
        number=number.text,
        url=settings.PUBLIC_ORIGIN + found.address,
        measure=number.measure,
        name=str(measure.get("name", found.table.title)),
        period=days_of(number),
        as_at=in_day(document.as_at),
        rule=_rule(measure, precision(number)),
    )


def days_cited(one: Cited) -> tuple[dt.date, dt.date]:
    """The first and last day that a cited number counts. KeyError for one that no release holds."""
    document = register.release(one.release)
    if document is None:
        raise KeyError(one.place)
    _, number = document.at(one.place)
    return number.since, number.until


def _rule(measure: Mapping[str, object], how_exact: str) -> str:
    """What is counted and left out, with a full stop each, as the release itself says."""
    told_of = (("It counts", "counts"), ("It leaves out", "leaves_out"))
    said = [f"{words}: {_lower(str(measure[name]))}" for words, name in told_of if measure.get(name)]
    return " ".join(one if one.endswith(".") else f"{one}." for one in [*said, how_exact] if one)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def answering_number(
    measure: str, since: dt.date, until: dt.date, *, by: str = "", code: str = ""
) -> tuple[str, int] | None:
    """The release and place that print that number for exactly those days, the newest; None if none does."""
    found = newest_print(register.documents(), (measure, by, code, since, until))
    return (found.document.reference, found.number.place) if found else None
