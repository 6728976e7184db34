"""What was printed about this line before its own releases: content that an installation may have.

A folder of CSV files (docs/figures.md lists them with their columns), named by the setting HISTORY. A line
without the folder, or without one of its files, has no page and no word of it. The files are read once in
each process.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from candour.figures.measures import measures
from candour.figures.releasing.numbers import Number
from candour.figures.showing.prints import Key

PUBLISHED, INVENTED = "published", "invented"
# What a question may be answered with beside numbers: who pays, and which releases there are.
BLOCKS = ("", "agreements", "releases")
COLUMNS = {
    "pages.csv": "page,lead,scheme_title,scheme_summary",
    "published.csv": "measure,by,from,to,value",
    "misreported.csv": "id,printed,by,when,source,right,labels,verdict,words",
    "questions.csv": "id,question,before,number,of,after,split,split_words,shows",
}


class HistoryFault(ValueError):
    """A file of the history cannot be read; the message names the file and the row."""


@dataclass(frozen=True)
class WantedNumber:
    """A number of ours, by what it counts; where no release has it, `longer_until` names a later last day."""

    key: Key
    longer_until: dt.date | None = None

    @property
    def longer(self) -> Key | None:
        """The same measure and code for the longer period; None where none may stand in."""
        measure, by, code, since, _ = self.key
        return (measure, by, code, since, self.longer_until) if self.longer_until else None

    @property
    def days_more(self) -> int:
        """How many days the longer period has more; 0 where there is none."""
        return (self.longer_until - self.key[-1]).days if self.longer_until else 0


@dataclass(frozen=True)
class Misprint:
    """A number as it was printed, by whom and where, and the numbers of ours that it should have been.

    `printed` has quotation marks only around words that were printed so. `source` is an address, empty where
    the number is known from a quotation. `labels` say what each of several right numbers stands for;
    `verdict` is a first sentence such as "Right number, wrong name."
    """

    id: str
    printed: str
    publisher: str
    when: str
    source: str
    right: tuple[WantedNumber, ...]
    labels: tuple[str, ...]
    verdict: str
    words: str


@dataclass(frozen=True)
class QuestionPart:
    """One part of an answer: words, a number with the whole that it is a part of, and a table or block."""

    before: str
    number: WantedNumber | None
    whole: WantedNumber | None
    after: str
    split: str
    split_words: str
    shows: str


@dataclass(frozen=True)
class PastQuestion:
    """A question that was put before this line had releases, in its own words."""

    id: str
    question: str
    parts: tuple[QuestionPart, ...]


@dataclass(frozen=True)
class PageWords:
    """The first sentence of a page of the history, and how the publication scheme lists the page."""

    lead: str = ""
    scheme_title: str = ""
    scheme_summary: str = ""


@dataclass(frozen=True)
class LineHistory:
    """Everything that an installation has of the kind; empty where it has none.

    `facts` are the numbers that others published and that are right, by what they count. `words` are keyed
    by page: "misreported", "answers", "facts".
    """

    facts: Mapping[Key, int] = field(default_factory=dict)
    misprints: tuple[Misprint, ...] = ()
    questions: tuple[PastQuestion, ...] = ()
    words: Mapping[str, PageWords] = field(default_factory=dict)


def history() -> LineHistory:
    """The history of this installation. HistoryFault if a file cannot be read."""
    return _read(Path(settings.HISTORY))


def origin(number: Number) -> str:
    """Whether somebody published this number in life, for these very days, or a rehearsal invented it."""
    key = (number.measure, number.by, number.code, number.since, number.until)
    is_fact = number.value is not None and history().facts.get(key) == number.value
    return PUBLISHED if is_fact else INVENTED


@cache
def _read(folder: Path) -> LineHistory:
    return LineHistory(
        facts=_facts(folder / "published.csv"),
        misprints=_misprints(folder / "misreported.csv"),
        questions=_questions(folder / "questions.csv"),
        words={
            row["page"]: PageWords(row["lead"], row["scheme_title"], row["scheme_summary"])
            for row in _rows(folder / "pages.csv")
        },
    )


def _rows(file: Path) -> list[dict[str, str]]:
    """The rows of a file with a heading; none where there is no such file."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        missing = [name for name in COLUMNS[file.name].split(",") if name not in (reader.fieldnames or ())]
        if missing:
            raise HistoryFault(f"{file.name} lacks the column {missing[0]!r}.")
        return list(reader)


def _facts(file: Path) -> dict[Key, int]:
    facts = {}
    for row in _rows(file):
        wanted = _wanted("/".join((row["measure"], row["by"], row["from"], row["to"])), file, row["measure"])
        try:
            facts[wanted.key] = int(row["value"])
        except ValueError as fault:
            raise HistoryFault(f"{file.name}, {row['measure']}: {row['value']!r} is no number.") from fault
    return facts


def _wanted(spec: str, file: Path, row: str) -> WantedNumber:
    """Read "M01/channel=phone/2022-11-29/2023-11-29"; the last day of a longer period may follow."""
    try:
        measure, part, *days = spec.split("/")
        since, until, *longer = (dt.date.fromisoformat(day) for day in days)
    except ValueError as fault:
        hint = "Write measure/code/first day/last day, such as M01//2024-01-01/2024-12-31."
        raise HistoryFault(f"{file.name}, {row}: {spec!r} is no number of ours. {hint}") from fault
    if measure not in measures() or len(longer) > 1:
        raise HistoryFault(f"{file.name}, {row}: there is no measure {measure!r}, or a day too many.")
    by, _, code = part.partition("=")
    return WantedNumber((measure, by, code, since, until), longer[0] if longer else None)


def _misprints(file: Path) -> tuple[Misprint, ...]:
    return tuple(_misprint(row, file) for row in _rows(file))


def _misprint(row: Mapping[str, str], file: Path) -> Misprint:
    right = tuple(_wanted(spec, file, row["id"]) for spec in row["right"].split())
    if row["source"] and not row["source"].startswith(("https://", "http://")):
        raise HistoryFault(f"{file.name}, {row['id']}: the source {row['source']!r} is no address.")
    labels = tuple(row["labels"].split("|")) if row["labels"] else ()
    if len(labels) != len(right) and (labels or len(right) > 1):
        raise HistoryFault(f"{file.name}, {row['id']}: each of several right numbers needs a label.")
    return Misprint(
        id=row["id"],
        printed=row["printed"],
        publisher=row["by"],
        when=row["when"],
        source=row["source"],
        right=right,
        labels=labels,
        verdict=row["verdict"],
        words=row["words"],
    )


def _questions(file: Path) -> tuple[PastQuestion, ...]:
    """The questions in the order of their first rows; rows with the same id are parts of one answer."""
    rows = _rows(file)
    words: dict[str, str] = {}
    for row in rows:
        words.setdefault(row["id"], row["question"])
    return tuple(
        PastQuestion(id, question, tuple(_part(row, file) for row in rows if row["id"] == id))
        for id, question in words.items()
    )


def _part(row: Mapping[str, str], file: Path) -> QuestionPart:
    if row["shows"] not in BLOCKS:
        raise HistoryFault(f"{file.name}, {row['id']}: nothing called {row['shows']!r} can be shown.")
    number = _wanted(row["number"], file, row["id"]) if row["number"] else None
    if row["split"] and not (number and row["split"] in measures()[number.key[0]].by):
        raise HistoryFault(f"{file.name}, {row['id']}: the number cannot be split by {row['split']!r}.")
    return QuestionPart(
        before=row["before"],
        number=number,
        whole=_wanted(row["of"], file, row["id"]) if row["of"] else None,
        after=row["after"],
        split=row["split"],
        split_words=row["split_words"],
        shows=row["shows"],
    )
