"""Keeping the index in step with the catalogue: what writes a row of it puts it here in the same act."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from candour.publication.models import Catalogue
from candour.store.query import TITLE
from candour.store.stems import LONGEST_WORD, stems

# Every entry has it: how many there are is read like the count of any other word.
EVERY = "zz"
YEAR, HEADLINE, TOPIC, SECTION = "zy", "zh", "zk", "zs"
_BATCH = 2_000
_DAY_BITS = 20


@dataclass(frozen=True)
class Entry:
    """What is kept of one row: stems, and marks such as its year that are looked for like words."""

    slug: str
    day: dt.date
    marks: tuple[str, ...]
    title: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Every word of it once, in order, so that two writers count them in one order and never lock."""
        return sorted({*self.marks, *self.title, *self.questions, *self.answers})


def mark(kind: str, code: object) -> str:
    """The word that stands for a filter: a year, headline, topic or section."""
    return (kind + re.sub(r"[^a-z0-9]", "", str(code).casefold()))[:LONGEST_WORD]


def entry_of(row: Catalogue) -> Entry:
    """A row of the catalogue as stems. Its answers keep each stem once, if it is nowhere before."""
    title, questions = stems(row.title), stems(row.questions)
    answers = dict.fromkeys(one for one in stems(row.answers) if one not in {*title, *questions})
    day = row.answered_on or row.published_on
    sections = {one for section in row.sections.split() for one in (section, section.partition("(")[0])}
    marks = {EVERY, mark(YEAR, day.year), mark(HEADLINE, row.headline)}
    marks |= {mark(SECTION, one) for one in sections} | {mark(TITLE, one) for one in title}
    marks |= {mark(TOPIC, row.topic)} if row.topic else set()
    return Entry(row.slug, day, tuple(sorted(marks)), tuple(title), tuple(questions), tuple(answers))


@transaction.atomic
def put(row: Catalogue) -> None:
    """Let one row be found as it now reads: a new one, or in the place of what stood under its slug."""
    _take_out(row.slug)
    entry = entry_of(row)
    _add([(_number(entry.day), entry)])


@transaction.atomic
def remove(slug: str) -> None:
    """Let a page be found no longer. Nothing happens if it is not there."""
    _take_out(slug)


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew from the catalogue; how many rows it has."""
    with connection.cursor() as cursor:
        for table in ("foi_search", "foi_search_word"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO foi_search_index (foi_search_index) VALUES ('delete-all')")
    places: Counter[dt.date] = Counter()
    batch: list[tuple[int, Entry]] = []
    made = 0
    for row in Catalogue.objects.order_by("published_on", "slug").iterator(_BATCH):
        entry = entry_of(row)
        places[entry.day] += 1
        batch.append((_first_number(entry.day) + places[entry.day], entry))
        made += 1
        if len(batch) == _BATCH:
            _add(batch)
            batch = []
    _add(batch)
    return made


def _first_number(day: dt.date) -> int:
    return day.toordinal() << _DAY_BITS


def _number(day: dt.date) -> int:
    """The next number of that day: the newest entry has the highest."""
    first, after = _first_number(day), _first_number(day + dt.timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM foi_search WHERE id >= %s AND id < %s", [first, after])
        last = cursor.fetchone()[0]
    return int(last or first) + 1


def _add(entries: Sequence[tuple[int, Entry]]) -> None:
    is_postgresql = connection.vendor == "postgresql"
    more, place = (", words", ", array_to_tsvector(%s)") if is_postgresql else ("", "")
    kept: list[tuple[Any, ...]] = []
    for number, one in entries:
        parts = (" ".join(part) for part in (one.marks, one.title, one.questions, one.answers))
        kept.append((number, one.slug, *parts, *([one.words] if is_postgresql else [])))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO foi_search (id, slug, marks, title, questions, answers{more}) "  # noqa: S608
            f"VALUES (%s, %s, %s, %s, %s, %s{place})",
            kept,
        )
        if not is_postgresql:
            cursor.executemany(
                "INSERT INTO foi_search_index (rowid, words) VALUES (%s, %s)",
                [(number, " ".join(one.words)) for number, one in entries],
            )
    _count(Counter(word for _, one in entries for word in one.words))


def _count(added: Counter[str]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO foi_search_word (word, entries) VALUES (%s, %s) "
            "ON CONFLICT (word) DO UPDATE SET entries = foi_search_word.entries + excluded.entries",
            sorted(added.items()),
        )


def _take_out(slug: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, marks, title, questions, answers FROM foi_search WHERE slug = %s", [slug])
        found = cursor.fetchone()
        if found is None:
            return
        number, told = found[0], _words_of(found[1:])
        if connection.vendor == "sqlite":
            # The index keeps no copy of its words, so it is told which ones to forget.
            cursor.execute(
                "INSERT INTO foi_search_index (foi_search_index, rowid, words) VALUES ('delete', %s, %s)",
                [number, " ".join(told)],
            )
        cursor.execute("DELETE FROM foi_search WHERE id = %s", [number])
        cursor.executemany(
            "UPDATE foi_search_word SET entries = entries - 1 WHERE word = %s", [(word,) for word in told]
        )


def _words_of(parts: Iterable[str]) -> list[str]:
    return sorted({word for part in parts for word in part.split()})
