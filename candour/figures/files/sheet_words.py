"""Texts in and around the tables of a spreadsheet: cells, days, notes beside a row. No Django."""

from collections.abc import Sequence

from candour.figures.cells import NEAREST_FIVE
from candour.figures.files.sentences import in_day
from candour.figures.quarters import Span
from candour.figures.releasing.numbers import PROVISIONAL, REVISED, Number, Table
from candour.figures.releasing.plan import in_words

NOT_HERE = "[z]"


def days(number: Number) -> str:
    """The number's days in words: "March to May 2023", or one day as "30 November 2023"."""
    if number.since == number.until:
        return in_day(number.until)
    return in_words(Span(number.since, number.until))


def shown(number: Number | None) -> int | str:
    """The value of a cell: the number itself, or the sign that says why there is none."""
    if number is None:
        return NOT_HERE
    return number.text if number.value is None else number.value


def mark(numbers: Sequence[Number]) -> str:
    """The note beside a row: which of its numbers are revised or provisional; empty if none is."""
    notes = [f"[r] {number.measure}: was {number.was}" for number in numbers if number.status == REVISED]
    provisional = {number.measure for number in numbers if number.status == PROVISIONAL}
    if provisional:
        settled = any(number.status != PROVISIONAL for number in numbers if number.value is not None)
        notes.insert(0, "[p] " + ", ".join(sorted(provisional)) if settled else "[p]")
    return "; ".join(notes)


def about(tables: Sequence[Table]) -> list[str]:
    """The lines above these tables: one of remarks that name their notes, then the tables' own notes."""
    numbers = [number for table in tables for number in table.numbers]
    first, kinds = numbers[0], {table.kind for table in tables}
    begins = "Some are" if len(kinds) > 1 else "These are"
    conditions = {
        "Some are rounded to the nearest 5 [note 1].": {NEAREST_FIVE}
        & {number.rounding for number in numbers},
        f"{begins} cohorts [note 2].": {"cohort"} & kinds,
        f"{begins} stocks [note 3].": {"stock"} & kinds,
        "Each measure counts another thing [note 4].": len({table.measure for table in tables}) > 1,
        f"The line began on {in_day(first.since)}.": tables[0].by == "month" and first.since.day > 1,
    }
    notes = dict.fromkeys(table.note for table in tables if table.note)
    together = " ".join(words for words, holds in conditions.items() if holds)
    return [line for line in (together, *notes) if line]
