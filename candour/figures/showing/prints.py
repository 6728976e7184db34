"""One number as releases print it: looked up in one release, or followed through several."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from candour.figures.releasing.numbers import Document, Number, Table
from candour.figures.showing.cache import cached
from candour.figures.showing.marks import days_of, linked, many

Key = tuple[str, str, str, dt.date, dt.date]


@dataclass(frozen=True)
class Print:
    """One number as one release prints it."""

    document: Document
    table: Table
    number: Number

    @property
    def name(self) -> str:
        """The number's permanent name, such as "4.1-37"."""
        return f"{self.document.reference}-{self.number.place}"

    @property
    def address(self) -> str:
        """The number's permanent page."""
        return f"/figures/number/{self.name}"

    @property
    def cell(self) -> SafeString:
        """The number as HTML: with a link to its page, or the sign that says why there is none."""
        return linked(self.document.reference, self.number)

    @property
    def units(self) -> str:
        """The unit, in the plural but for a value of 1: "contacts", "contact"."""
        return self.number.unit if self.number.value == 1 else many(self.number.unit)

    @property
    def days(self) -> str:
        """The number's days in words."""
        return days_of(self.number)

    @property
    def name_in_words(self) -> str:
        """The measure, the part and the days: "Contacts, Phone (M01), March to May 2023"."""
        name = rule_of(self.document, self.number.measure).get("name", self.table.title)
        part = f", {self.number.label}" if self.number.by else ""
        return f"{name}{part} ({self.number.measure}), {days_of(self.number)}"


def rule_of(document: Document, measure: str) -> Mapping[str, Any]:
    """The counting rule of a measure as the release has it, by field; empty where it has none."""
    return document.measures.get(measure, {})


def key_of(number: Number) -> Key:
    """The key under which a number is the same in each release: measure, kind of code, code and days."""
    return number.measure, number.by, number.code, number.since, number.until


def index(document: Document) -> Mapping[Key, Print]:
    """Every number of a release by its key; the first where one is printed twice."""
    return cached(document, "index", lambda: _index(document))


def _index(document: Document) -> Mapping[Key, Print]:
    prints: dict[Key, Print] = {}
    for table in document.tables:
        for number in table.numbers:
            prints.setdefault(key_of(number), Print(document, table, number))
    return prints


def find(
    document: Document, measure: str, *, since: dt.date, until: dt.date, by: str = "", code: str = ""
) -> Print | None:
    """The number of that measure, code and days in a release; None if it has none."""
    return index(document).get((measure, by, code, since, until))


def first_of(document: Document, table_id: str) -> Print | None:
    """The first number of a table; None if the release has no such table."""
    match = document.table(table_id)
    return Print(document, match, match.numbers[0]) if match and match.numbers else None


def last_of(document: Document, table_id: str) -> Print | None:
    """The last number of a table, such as the newest quarter; None if the release has no such table."""
    match = document.table(table_id)
    return Print(document, match, match.numbers[-1]) if match and match.numbers else None


def every_print(documents: Iterable[Document], key: Key) -> Iterator[Print]:
    """The same number as each of these releases prints it, in their order."""
    for document in documents:
        if figure := index(document).get(key):
            yield figure


def newest_print(documents: Iterable[Document], key: Key) -> Print | None:
    """The number as the last of these releases prints it; None if none has it.

    `documents`: oldest release first.
    """
    newest = None
    for figure in every_print(documents, key):
        newest = figure
    return newest


def of_days(documents: Iterable[Document], since: dt.date, until: dt.date) -> list[Print]:
    """Every number of exactly those days, each as the last of these releases prints it."""
    newest: dict[Key, Print] = {}
    for document in documents:
        newest |= {
            key: figure
            for key, figure in index(document).items()
            if (figure.number.since, figure.number.until) == (since, until)
        }
    return sorted(
        newest.values(), key=lambda figure: (figure.number.measure, figure.number.by, figure.number.place)
    )


def revised(document: Document) -> list[Print]:
    """The numbers of a release that an earlier release printed with another value, each number once."""
    return [figure for figure in index(document).values() if figure.number.status == "r"]
