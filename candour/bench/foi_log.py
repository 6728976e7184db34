"""A long disclosure log to search in: invented in bulk, with a few hand-written entries among the rest.

Nothing here is about a real force: the names of places are made up, so are the numbers.
"""

import datetime as dt
import random
from calendar import month_name
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from candour.codes.tables import read_rows
from candour.figures.releasing.numbers import fingerprint
from candour.foi.rules import Headline
from candour.publication.log.document import LogPage, PageQuestion, TextBlock, ThreadMessage, to_bytes
from candour.publication.models import Catalogue, LogEntry
from candour.publication.searching import index

FIRST, LAST = dt.date(2005, 1, 4), dt.date(2026, 11, 20)
SECTIONS = ("12", "14", "21", "22", "23", "24", "30", "31", "36", "38", "40(2)", "41", "42", "43")
TOPICS = ("figures", "money", "staff", "privacy", "service", "governance", "method", "access", "security")
# The files of questions: the forty stated ones, and twenty written before the search that they are asked of.
STATED, FRESH = "foi_questions.csv", "foi_fresh_questions.csv"
_BATCH = 2_000
_BEGINNINGS = tuple("North South East West Mid Upper Lower Great Little Old New High".split())  # noqa: SIM905
_ENDINGS = tuple(
    "mereshire dalesby fordham woldshire combeshire marshire fenshire hollowshire".split()  # noqa: SIM905
)
_MONTHS = tuple(month_name)[1:]


@dataclass(frozen=True)
class SearchQuestion:
    """A question as a person types it, and the page that answers it."""

    text: str
    slug: str


def packaged(name: str) -> list[dict[str, str]]:
    """The rows of one of this room's data files."""
    return read_rows("candour.bench", name)


def slug(number: int) -> str:
    """The page of a hand-written entry, by its line in the file, from 1."""
    return f"99.FOI.26.{number:06d}"


def questions(name: str = STATED) -> list[SearchQuestion]:
    """The questions of one of the files: people's words, each with its one right page."""
    return [SearchQuestion(row["question"], slug(int(row["place"]))) for row in packaged(name)]


def written_by_hand() -> list[Catalogue]:
    """The entries that the questions ask for, and some that they do not (data/foi_entries.csv)."""
    return [_by_hand(number, row) for number, row in enumerate(packaged("foi_entries.csv"), start=1)]


def _by_hand(number: int, row: Mapping[str, str]) -> Catalogue:
    return _catalogued(
        slug(number),
        dt.date.fromisoformat(row["answered_on"]),
        title=row["title"],
        questions=row["questions"],
        answers=row["answers"],
        headline=row["headline"],
        topic=row["topic"],
        sections=row["sections"],
    )


def _catalogued(page: str, answered_on: dt.date, *, sections: str, **texts: str) -> Catalogue:
    """A row of the catalogue whose thread says again what was asked and answered, as threads do."""
    return Catalogue(
        slug=page,
        reference=page.replace(".", "/"),
        version=1,
        thread=f"{texts['questions']}\n{texts['answers']}",
        sections=f" {sections} " if sections else "",
        received_on=answered_on - dt.timedelta(days=28),
        answered_on=answered_on,
        published_on=answered_on,
        **texts,
    )


@cache
def _words(kind: str) -> Sequence[str]:
    return [row["words"] for row in packaged("foi_subjects.csv") if row["kind"] == kind]


def invented(count: int) -> Iterator[Catalogue]:
    """So many entries made by dice: the same ones each time."""
    dice = random.Random(26)  # noqa: S311
    for number in range(1, count + 1):
        yield _invented(number, dice)


def _place_name(dice: random.Random) -> str:
    return dice.choice(_BEGINNINGS) + dice.choice(_ENDINGS)


def _period(dice: random.Random) -> str:
    year = dice.randint(2003, 2026)
    return dice.choice(
        (
            f"in {year}",
            f"in {dice.choice(_MONTHS)} {year}",
            f"between {year} and {year + 1}",
            "last year",
            f"from {dice.randint(1, 28)} {dice.choice(_MONTHS)} {year} to today",
            "in the last five years",
            f"in the financial year {year}/{(year + 1) % 100:02d}",
            f"since {_MONTHS[year % 12]} {year}",
        )
    )


def _question(dice: random.Random, subject: str) -> str:
    name = _place_name(dice)
    area = dice.choice((f"in {name}", f"by {name} Police", "by the force", ""))
    text = dice.choice(_words("ask")).format(subject=subject, place=area, period=_period(dice))
    return " ".join(text.split()).replace(" ,", ",").replace(" ?", "?").replace(" .", ".")


def _invented(number: int, dice: random.Random) -> Catalogue:
    subject, other = dice.choice(_words("subject")), dice.choice(_words("subject"))
    questions = [_question(dice, subject), *dice.sample(_words("extra"), dice.randint(0, 2))]
    if dice.random() < 0.2:
        questions.append(_question(dice, other))
    answers = [
        dice.choice(_words("answer")).format(number=dice.randint(2, 90_000), place_name=_place_name(dice))
        for _ in questions
    ]
    day = FIRST + dt.timedelta(days=int((LAST - FIRST).days * number / 100_001) % (LAST - FIRST).days)
    sections = " ".join(sorted(dice.sample(SECTIONS, dice.choice((0, 0, 1, 1, 2)))))
    return _catalogued(
        f"77.FOI.{day:%y}.{number:06d}",
        day,
        title=f"{subject[0].upper()}{subject[1:]} {dice.choice(('in ' + _place_name(dice), _period(dice)))}",
        questions="\n".join(f"{number}. {text}" for number, text in enumerate(questions, start=1)),
        answers="\n".join(answers),
        headline=dice.choice([*Headline]).value,
        topic=dice.choice(TOPICS),
        sections=sections,
    )


def _frozen(row: Catalogue) -> LogEntry:
    """The page behind a row: its questions, each with its answer, and a thread of two messages."""
    questions, answers = row.questions.split("\n"), row.answers.split("\n")
    page = LogPage(
        reference=row.reference,
        slug=row.slug,
        version=1,
        title=row.title,
        published_on=row.published_on,
        headline=row.headline,
        headline_words=row.headline,
        law="foia",
        topic=row.topic,
        received_on=row.received_on,
        answered_on=row.answered_on,
        questions=tuple(
            PageQuestion(
                number, text, "disclosed_full", "Disclosed", answer=answers[min(number, len(answers)) - 1]
            )
            for number, text in enumerate(questions, start=1)
        ),
        thread=(
            ThreadMessage("Whoever asked", row.received_on, row.title, (TextBlock(row.questions),)),
            ThreadMessage("The desk", row.answered_on, row.title, (TextBlock(row.answers),)),
        ),
    )
    content = to_bytes(page)
    return LogEntry(
        reference=row.reference,
        slug=row.slug,
        version=1,
        title=row.title,
        headline=row.headline,
        topic=row.topic,
        sections=row.sections.split(),
        received_on=row.received_on,
        answered_on=row.answered_on,
        published_on=row.published_on,
        content=content,
        sha256=fingerprint(content),
    )


def fill(count: int) -> None:
    """Write a log of so many entries with their pages, the hand-written ones among them, and index it."""
    batch = written_by_hand()
    for row in invented(count - len(batch)):
        batch.append(row)
        if len(batch) >= _BATCH:
            _write(batch)
            batch = []
    _write(batch)
    index.rebuild()


def _write(rows: Sequence[Catalogue]) -> None:
    Catalogue.objects.bulk_create(rows)
    LogEntry.objects.bulk_create([_frozen(row) for row in rows])
