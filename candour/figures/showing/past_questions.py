"""Answers to the questions of the history, worked out from the releases alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from candour.figures.files.shares import percent
from candour.figures.measures import measures
from candour.figures.releasing.numbers import Document
from candour.figures.releasing.plan import HEADS
from candour.figures.showing.history import QuestionPart, WantedNumber, history
from candour.figures.showing.prints import Print
from candour.figures.showing.right_numbers import RightNumber, right_numbers


@dataclass(frozen=True)
class SplitNumber:
    """A number by one kind of code, as a table: its title, its two headings and its rows."""

    words: str
    title: str
    heads: tuple[str, str]
    rows: Sequence[Print]


@dataclass(frozen=True)
class AnsweredPart:
    """One part of an answer. `share` is the last number as a share of the last whole, such as "16%".

    `split` is None and `share` empty where no release has what they are made from.
    """

    part: QuestionPart
    numbers: Sequence[RightNumber]
    wholes: Sequence[RightNumber]
    share: str
    split: SplitNumber | None

    @property
    def is_invented(self) -> bool:
        """Whether a rehearsal invented either of the two that the share is worked out from."""
        return self.numbers[-1].is_invented or self.wholes[-1].is_invented


@dataclass(frozen=True)
class PastAnswer:
    """A past question with every part of its answer."""

    id: str
    question: str
    parts: Sequence[AnsweredPart]


def answered_questions(documents: Sequence[Document]) -> list[PastAnswer]:
    """Every question of the history, answered from these releases. `documents`: oldest release first."""
    return [
        PastAnswer(past.id, past.question, [_answered(documents, part) for part in past.parts])
        for past in history().questions
    ]


def _answered(documents: Sequence[Document], part: QuestionPart) -> AnsweredPart:
    numbers = right_numbers(documents, part.number) if part.number else []
    wholes = right_numbers(documents, part.whole) if part.whole else []
    split = _split(documents, part, part.number) if part.split and part.number else None
    return AnsweredPart(part, numbers, wholes, _share(numbers, wholes), split)


def _share(numbers: Sequence[RightNumber], wholes: Sequence[RightNumber]) -> str:
    if not (numbers and wholes):
        return ""
    part, whole = numbers[-1].print, wholes[-1].print
    if part and whole and part.days == whole.days:
        return percent(part.number.value or 0, whole.number.value or 0)
    return ""


def _split(documents: Sequence[Document], part: QuestionPart, wanted: WantedNumber) -> SplitNumber | None:
    """The number's parts for the wanted days, or for the longer period; None where no release has either."""
    for key in (wanted.key, wanted.longer):
        rows = _rows_of(documents, key[0], part.split, (key[3], key[4])) if key else []
        if key and rows:
            name, words = measures()[key[0]].name, part.split_words
            title = f"{name}, {rows[0].days}, {words[:1].lower()}{words[1:]}"
            return SplitNumber(words, title, (HEADS[part.split], name), rows)
    return None


def _rows_of(
    documents: Sequence[Document], measure: str, by: str, days: tuple[dt.date, dt.date]
) -> list[Print]:
    """The numbers of the newest table of that measure and kind of code that is about exactly those days."""
    for document in reversed(documents):
        for table in document.tables:
            if (table.measure, table.by) == (measure, by) and table.numbers:
                first = table.numbers[0]
                if (first.since, first.until) == days:
                    return [Print(document, table, number) for number in table.numbers]
    return []
