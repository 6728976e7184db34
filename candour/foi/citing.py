"""Published numbers that answer a question: found, and cited as the release prints them. Never typed.

Read from the frozen documents alone; what is approved and not public yet is not among them.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError

from candour.figures.files.sentences import sentence
from candour.figures.releasing import register
from candour.figures.releasing.numbers import Document
from candour.figures.showing.marks import days_of, in_day, many, precision
from candour.figures.showing.prints import Key, Print, index, key_of, newest_print, told

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_NAMED = "|".join((*_MONTHS, *(one[:3] for one in _MONTHS)))
_DAY = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b({_NAMED})\.?\s+(\d{{4}})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\b")
_WORD = re.compile(r"[a-z]{3,}")
# Words of every question, and of nearly every measure.
_EVERYWHERE = (
    "how many much what were was the and for that this from with have has had been did does are all any each "
    "there which when who you your between during since until into line hotline number numbers"
)
# What people ask for, and what we call it.
_SAME = {"call": "contact", "tip": "contact", "complaint": "report", "officer": "people", "staff": "people",
         "sacked": "dismissed", "fired": "dismissed", "case": "report"}  # fmt: skip


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
        return _cited(Print(document, *document.at(place)))
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


def _cited(found: Print) -> Cited:
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


def matching(question: str, *, limit: int = 8) -> list[Cited]:
    """The published numbers that seem to answer a question, the likeliest first, each as last printed."""
    asked, days = _words(question), _days(question)
    scored = []
    for one in _newest(register.documents()).values():
        if score := _likeness(one, asked, days):
            scored.append((score, one))
    scored.sort(key=lambda pair: (-pair[0], -pair[1].number.until.toordinal(), pair[1].number.place))
    return [_cited(one) for _, one in scored[:limit]]


def _newest(documents: Iterable[Document]) -> dict[Key, Print]:
    found: dict[Key, Print] = {}
    for document in documents:
        found |= index(document)
    return {key_of(one.number): one for one in found.values()}


def _likeness(one: Print, asked: set[str], days: tuple[dt.date, dt.date] | None) -> float:
    """How well a number fits: words of its name count most; a part counts only where it is asked for."""
    measure, number = told(one.document, one.number.measure), one.number
    name = _words(f"{measure.get('name', '')} {many(number.unit)} {number.unit}")
    common = len(asked & name) * 3 + len(asked & _words(str(measure.get("words", ""))))
    part = _words(number.label) if number.by else set()
    if not asked & name or (part and not part & asked):
        return 0
    return common + 2 * len(part & asked) + _overlap(one, days) - len(name - asked)


def _overlap(one: Print, days: tuple[dt.date, dt.date] | None) -> float:
    """Up to six where the days are the days asked for; nothing where they do not meet."""
    if days is None:
        return 0
    since, until = days
    both = (min(until, one.number.until) - max(since, one.number.since)).days + 1
    either = (max(until, one.number.until) - min(since, one.number.since)).days + 1
    return 6 * both / either if both > 0 else -3


def _days(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day that a question names, by day, month or year; None where it names none."""
    found: list[tuple[dt.date, dt.date]] = []
    for day, month, year in _DAY.findall(text):
        begins = dt.date(int(year), [one[:3] for one in _MONTHS].index(month[:3].lower()) + 1, 1)
        ends = (begins + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        exact = begins.replace(day=min(int(day) or 1, ends.day)) if day else None
        found.append((exact or begins, exact or ends))
    found = found or [(dt.date(int(one), 1, 1), dt.date(int(one), 12, 31)) for one in _YEAR.findall(text)]
    return (min(one for one, _ in found), max(one for _, one in found)) if found else None


def _words(text: str) -> set[str]:
    """The words that tell one question from another, without their plural s."""
    told = {one.rstrip("s") for one in _WORD.findall(text.lower())} - _common()
    return {_SAME.get(one, one) for one in told}


@cache
def _common() -> set[str]:
    return {one.rstrip("s") for one in _EVERYWHERE.split()}
