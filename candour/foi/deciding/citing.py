"""Published numbers that answer a question, cited as the release prints them; nobody types them.

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
from candour.figures.showing.prints import Print, newest_print, rule_of


@dataclass(frozen=True)
class CitedNumber:
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


def cite(release: str, number: int) -> CitedNumber:
    """The number at that place of a published release. ValidationError if nobody can look it up today."""
    document = register.release(release) if "." in release else None
    try:
        if document is None:
            raise KeyError(number)
        return cited(Print(document, *document.at(number)))
    except KeyError as missing:
        raise ValidationError(
            f"No published release has the number {release}-{number}. Choose one from the list."
        ) from missing


def read_key(key: str) -> tuple[str, int]:
    """(release, place) of a key such as "5.1-12". ValidationError for any other text."""
    release, _, number = key.rpartition("-")
    if not number.isdecimal() or len(key) > 24:
        raise ValidationError(f"“{key}” names no published number. Choose one from the list.")
    return release, int(number)


def cited(printed: Print) -> CitedNumber:
    """A printed number with everything a letter must say of it."""
    document, number = printed.document, printed.number
    measure = rule_of(document, number.measure)
    return CitedNumber(
        release=document.reference,
        place=number.place,
        sentence=sentence(document, printed.table, number),
        number=number.text,
        url=settings.PUBLIC_ORIGIN + printed.address,
        measure=number.measure,
        name=str(measure.get("name", printed.table.title)),
        period=days_of(number),
        as_at=in_day(document.as_at),
        rule=_rule(measure, precision(number)),
    )


def days_cited(cited_number: CitedNumber) -> tuple[dt.date, dt.date]:
    """The first and last day that a cited number counts. KeyError for one that no release holds."""
    document = register.release(cited_number.release)
    if document is None:
        raise KeyError(cited_number.place)
    _, number = document.at(cited_number.place)
    return number.since, number.until


def _rule(measure: Mapping[str, object], how_exact: str) -> str:
    """What is counted and left out, with a full stop each, as the release itself says."""
    told_of = (("It counts", "counts"), ("It leaves out", "leaves_out"))
    sentences = [f"{words}: {_lower(str(measure[name]))}" for words, name in told_of if measure.get(name)]
    return " ".join(
        sentence if sentence.endswith(".") else f"{sentence}."
        for sentence in [*sentences, how_exact]
        if sentence
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def answering_number(
    measure: str, since: dt.date, until: dt.date, *, by: str = "", code: str = ""
) -> tuple[str, int] | None:
    """The release and place that print that number for exactly those days, the newest; None if none does."""
    printed = newest_print(register.documents(), (measure, by, code, since, until))
    return (printed.document.reference, printed.number.place) if printed else None
