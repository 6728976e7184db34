"""The sheets that come before the numbers: cover, contents, notes, and what each number counts. No Django."""

import csv
from collections.abc import Sequence
from importlib.resources import files as packaged

from candour.figures.files.sentences import in_day
from candour.figures.files.sheet_words import NOT_HERE
from candour.figures.files.sheets import SheetLink, Value, Worksheet
from candour.figures.files.tidy import LICENCE, PUBLISHER, REHEARSAL
from candour.figures.quarters import Span
from candour.figures.releasing.numbers import Document
from candour.figures.releasing.plan import in_words

COVER, CONTENTS, NOTES, DEFINITIONS = "Cover", "Contents", "Notes", "Definitions"
# The columns of the sheet of definitions: the counting rule's own field, and its heading.
_FIELDS = {
    "name": "Name",
    "words": "In plain words",
    "unit": "Unit",
    "definition": "Definition",
    "counts": "What it counts",
    "leaves_out": "What it leaves out",
    "date_basis": "Day that decides the period",
    "kind": "Kind of count",
}


def front_sheets(document: Document, numbered: Sequence[Worksheet]) -> list[Worksheet]:
    """Cover, contents, notes and definitions; `numbered` are the sheets with numbers, for the contents."""
    explained = [worksheet for worksheet in (_notes(document), _definitions(document)) if worksheet.rows]
    links = [CONTENTS, *(worksheet.name for worksheet in explained)]
    return [_cover(document, links), _contents([*explained, *numbered]), *explained]


def _cover(document: Document, links: Sequence[str]) -> Worksheet:
    """The first sheet: lines of text in one column, and no table. `links` are names of sheets."""
    published = f"{in_day(document.goes_public.date())}, {document.goes_public:%H:%M} UK time"
    lines = [
        REHEARSAL if document.rehearsal else "",
        document.question,
        f"Release {document.reference} of figures of {PUBLISHER}, a line that people can tell about police "
        "officers, staff and volunteers without giving a name.",
        f"Period: {in_words(Span(document.since, document.until))}.",
        f"As at: {in_day(document.as_at)}. Written down by the end of that day.",
        f"Published: {published}.",
        f"What this version changes: {document.changes}" if document.changes else "",
        "Each sheet has one table. No cell is empty: a sign in square brackets stands "
        "for a number that is not there, and the sheet Notes says why.",
        "What each number counts is on the sheet Definitions, and on the page /figures/how-we-count "
        "of the line's website.",
        f"Licence: {LICENCE}. You may use it, also for money, if you say that it comes from {PUBLISHER}, "
        f"release {document.reference}.",
    ]
    return Worksheet(COVER, document.title, [*filter(None, lines), *map(SheetLink, links)], [], [])


def _contents(others: Sequence[Worksheet]) -> Worksheet:
    rows: list[list[Value]] = [
        [SheetLink(worksheet.name), worksheet.title, len(worksheet.rows)] for worksheet in others
    ]
    return Worksheet(CONTENTS, "Contents", [], ["Sheet", "What it has", "Rows"], rows, first=2)


def _notes(document: Document) -> Worksheet:
    text = packaged("candour.figures").joinpath("data", "notes.csv").read_text(encoding="utf-8")
    rows: list[list[Value]] = [[row["note"], row["words"]] for row in csv.DictReader(text.splitlines())]
    words_of_release = [words for words in (document.coverage.words, document.note) if words]
    first = sum(str(row[0]).startswith("[note") for row in rows) + 1
    rows += [[f"[note {number}]", words] for number, words in enumerate(words_of_release, first)]
    return Worksheet(
        NOTES, "Notes, and signs used in the tables", [], ["Note", "What it means"], rows, first=2
    )


def _definitions(document: Document) -> Worksheet:
    rows: list[list[Value]] = [
        [code, *(str(rule.get(name) or NOT_HERE) for name in _FIELDS)]
        for code, rule in sorted(document.measures.items())
    ]
    title = "What each number counts, and what it leaves out"
    return Worksheet(DEFINITIONS, title, [], ["Measure", *_FIELDS.values()], rows, first=len(_FIELDS) + 1)
