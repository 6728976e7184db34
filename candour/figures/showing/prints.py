"""Where a number was printed: the releases that hold it, and what each said."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from candour.figures.releasing.numbers import Document, Number, Table
from candour.figures.showing.keeping import kept
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
        """The number as a page shows it: with its link, or the sign that stands for it."""
        return linked(self.document.reference, self.number)

    @property
    def units(self) -> str:
        """What the number is a number of: "contacts", or "contact" for one."""
        return self.number.unit if self.number.value == 1 else many(self.number.unit)

    @property
    def days(self) -> str:
        """The number's days in words."""
        return days_of(self.number)

    @property
    def name_in_words(self) -> str:
        """What the number counts and of which days: "Contacts, Phone (M01), March to May 2023"."""
        name = told(self.document, self.number.measure).get("name", self.table.title)
        part = f", {self.number.label}" if self.number.by else ""
        return f"{name}{part} ({self.number.measure}), {days_of(self.number)}"


def told(document: Document, measure: str) -> Mapping[str, Any]:
    """What the release itself says of a measure."""
    return document.measures.get(measure, {})


def key_of(number: Number) -> Key:
    """What makes two printed numbers the same number: measure, kind of code, code and days."""
    return number.measure, number.by, number.code, number.since, number.until


def index(document: Document) -> Mapping[Key, Print]:
    """Every number of a release by what it counts; the first where one is printed twice."""
    return kept(document, "index", lambda: _index(document))


def _index(document: Document) -> Mapping[Key, Print]:
    found: dict[Key, Print] = {}
    for table in document.tables:
        for number in table.numbers:
            found.setdefault(key_of(number), Print(document, table, number))
    return found


def find(
    document: Document, measure: str, *, since: dt.date, until: dt.date, by: str = "", code: str = ""
) -> Print | None:
    """The number of that measure, code and days in one release; None if it has none."""
    return index(document).get((measure, by, code, since, until))


def first_of(document: Document, table: str) -> Print | None:
    """The first number of a table; None if the release has no such table."""
    found = document.table(table)
    return Print(document, found, found.numbers[0]) if found and found.numbers else None


def last_of(document: Document, table: str) -> Print | None:
    """The last number of a table, such as the newest quarter; None if the release has no such table."""
    found = document.table(table)
    return Print(document, found, found.numbers[-1]) if found and found.numbers else None


def every_print(documents: Iterable[Document], key: Key) -> Iterator[Print]:
    """The same number as each of these releases prints it, in their order."""
    for document in documents:
        if found := index(document).get(key):
            yield found


def newest_print(documents: Iterable[Document], key: Key) -> Print | None:
    """The number as the last of these releases prints it; None if none has it.

    Give the releases oldest first.
    """
    found = None
    for one in every_print(documents, key):
        found = one
    return found


def of_days(documents: Iterable[Document], since: dt.date, until: dt.date) -> list[Print]:
    """Every number of exactly those days, each as the last of these releases prints it."""
    found: dict[Key, Print] = {}
    for document in documents:
        found |= {
            key: one
            for key, one in index(document).items()
            if (one.number.since, one.number.until) == (since, until)
        }
    return sorted(found.values(), key=lambda one: (one.number.measure, one.number.by, one.number.place))


def revised(document: Document) -> list[Print]:
    """The numbers of a release that an earlier one printed otherwise, each number once."""
    return [one for one in index(document).values() if one.number.status == "r"]
