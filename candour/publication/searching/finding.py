"""Finding answered requests by anything that people type: words, whole questions, a reference."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from candour.foi.requests.references import slug_of
from candour.publication.models import Catalogue
from candour.store.query import Wanted, meant, pairs, wanted
from candour.store.ranking import WORTH_SHOWING, Said, score, whole_worth
from candour.store.stems import LONGEST_TEXT

from .gathering import MOST, asking, gather, newest
from .index import EVERY, HEADLINE, SECTION, TOPIC, YEAR, mark
from .snippets import marked, snippet

# Nobody reads further: who has not found it by then needs other words.
LISTED = 1_000
# The headline to narrow by where no decision is recorded.
NONE_RECORDED = "none"


@dataclass(frozen=True)
class Row:
    """One page of the log as a list shows it. `title` and `snippet` are escaped, with their <mark>s.

    `nearness` is how much of all that was typed it has: from nothing to 1, or a little over.
    """

    slug: str
    reference: str
    name: str
    title: SafeString
    snippet: SafeString
    headline: str
    topic: str
    sections: tuple[str, ...]
    received_on: dt.date | None
    answered_on: dt.date | None
    published_on: dt.date
    nearness: float = 0.0

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"/foi/log/{self.slug}"


@dataclass(frozen=True)
class Found:
    """How many entries were found, and the rows asked for. With `is_more` there are more than `total`."""

    total: int
    rows: tuple[Row, ...]
    is_more: bool = False

    @property
    def total_in_words(self) -> str:
        """How many, as a page says it: "12", or "more than 900" where nobody counted further."""
        hundreds = self.total - self.total % 100
        return f"more than {hundreds:,}" if self.is_more and hundreds else f"{self.total:,}"


def find(
    text: str,
    *,
    year: int | None = None,
    headline: str = "",
    section: str = "",
    topic: str = "",
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """The entries nearest to a text, the best first; the newest if nothing is typed. Never raises for a text.

    A reference in either style finds its page first. `year` is that of the answer; `headline`, `section` and
    `topic` are codes. At most 1,000 entries are ranked, so nothing is to be had from an `offset` beyond.
    """
    text, marks = text[:LONGEST_TEXT], _marks(year, headline, section, topic)
    total, share = _share(marks)
    words = _words(text, total)
    if text.strip():
        near, is_more = _nearest(text, words, marks, total, share) if words else ({}, False)
        near = _with_reference(text, near, marks)
    else:
        numbers = list(newest(marks, LISTED + 1)) if total else []
        near, is_more = dict.fromkeys(_slugs(numbers[:LISTED]), 0.0), len(numbers) > LISTED
    shown = list(near)[max(offset, 0) : max(offset, 0) + max(limit, 0)]
    return Found(len(near), tuple(_rows(shown, near, words)), is_more)


def _marks(year: int | None, headline: str, section: str, topic: str) -> list[str]:
    given = ((YEAR, year), (HEADLINE, headline), (SECTION, section), (TOPIC, topic))
    unmarked = (HEADLINE, NONE_RECORDED)
    return [EVERY] + [mark(kind, "" if (kind, code) == unmarked else code) for kind, code in given if code]


def sections_in_use(codes: Sequence[str]) -> list[str]:
    """Those of these sections that some entry of the log relies on, in the order given."""
    counts = _counts([mark(SECTION, one) for one in codes])
    return [one for one in codes if counts.get(mark(SECTION, one), 0) > 0]


def _counts(words: Sequence[str]) -> Mapping[str, int]:
    if not words:
        return {}
    places = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word, entries FROM foi_search_word WHERE word IN ({places})",  # noqa: S608
            list(words),
        )
        return {word: int(entries) for word, entries in cursor.fetchall()}


def _share(marks: Sequence[str]) -> tuple[int, float]:
    """How many entries there are, and which part of them the filters leave, if they are independent."""
    counts = _counts(marks)
    total, share = counts.get(EVERY, 0), 1.0
    for one in marks:
        share *= counts.get(one, 0) / max(total, 1)
    return total, share


def _words(text: str, total: int) -> list[Wanted]:
    """An essay of ten thousand letters has at most a few thousand stems, each counted once."""
    return wanted(text, _counts(meant(text)), total)


def _nearest(
    text: str, words: Sequence[Wanted], marks: Sequence[str], total: int, share: float
) -> tuple[dict[str, float], bool]:
    """The nearest entries' slugs, the best first, with their nearness; and whether there may be more."""
    kept = marks[1:]
    gathered = gather(words, total, asking(kept, total, share), share)
    numbers, together, ranked = list(gathered.numbers)[:MOST], pairs(text), []
    for number, slug, *said in _told(numbers):
        if worth := score(Said(*said), words, together):
            ranked.append((-worth, -number, slug))
    ranked.sort()
    least = ranked[0][0] * WORTH_SHOWING if ranked else 0
    whole = whole_worth(text, words, total)
    near = {slug: -worth / whole for worth, _, slug in ranked[:LISTED] if worth <= least}
    return near, gathered.is_more


def _told(numbers: Sequence[int]) -> list[tuple[int, str, str, str, str]]:
    if not numbers:
        return []
    places = ", ".join(["%s"] * len(numbers))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, slug, title, questions, answers FROM foi_search "  # noqa: S608
            f"WHERE id IN ({places})",
            list(numbers),
        )
        return [(int(row[0]), *row[1:]) for row in cursor.fetchall()]


def _slugs(numbers: Sequence[int]) -> list[str]:
    return [row[1] for row in sorted(_told(numbers), reverse=True)]


def _with_reference(text: str, near: dict[str, float], marks: Sequence[str]) -> dict[str, float]:
    """The page of a typed reference first, where the filters leave it."""
    slug = slug_of(text)
    if slug is None:
        return near
    with connection.cursor() as cursor:
        cursor.execute("SELECT marks FROM foi_search WHERE slug = %s", [slug])
        found = cursor.fetchone()
    is_there = found is not None and set(marks) <= set(found[0].split())
    return {slug: 1.0, **near, **{slug: 1.0}} if is_there else near


def _rows(slugs: Iterable[str], near: Mapping[str, float], words: Sequence[Wanted]) -> Iterable[Row]:
    known = Catalogue.objects.in_bulk(list(slugs))
    looked_for = frozenset(one for word in words for one in word.widest.any_of)
    return [_row(known[slug], near[slug], looked_for) for slug in slugs if slug in known]


def _row(row: Catalogue, nearness: float, looked_for: frozenset[str]) -> Row:
    return Row(
        slug=row.slug, reference=row.reference, name=row.title, title=marked(row.title, looked_for),
        snippet=snippet((row.questions, row.answers), looked_for), headline=row.headline, topic=row.topic,
        sections=tuple(row.sections.split()), received_on=row.received_on, answered_on=row.answered_on,
        published_on=row.published_on, nearness=nearness,
    )  # fmt: skip
