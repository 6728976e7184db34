"""Finding answered requests by anything that people type: words, whole questions, a reference."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from candour.foi.requests.references import slug_of
from candour.publication.models import Annotation, Catalogue
from candour.store.stems import LONGEST_TEXT

from .narrowing import Filters
from .ranking import TypedText, ranked, typed_text
from .snippets import marked, snippet

# Nobody reads further: who has not found it by then needs other words.
LISTED = 1_000


@dataclass(frozen=True)
class LogRow:
    """One page of the log as a list shows it. `title` and `snippet` are escaped, with their <mark>s."""

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

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"/foi/log/{self.slug}"


@dataclass(frozen=True)
class SearchResults:
    """How many pages fit, and the rows asked for. With `is_more` there are more than `total`."""

    total: int
    rows: tuple[LogRow, ...]
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
) -> SearchResults:
    """The pages that fit a text, the best first; the newest if nothing is typed. Never raises for a text.

    A reference in either style finds its page first. `year` is that of the answer; `headline`, `section` and
    `topic` are codes. At most 1,000 pages are listed, so an `offset` beyond gives no rows.
    """
    filters = Filters(year, headline, section, topic)
    if not filters.are_codes:
        return SearchResults(0, ())
    query = typed_text(text[:LONGEST_TEXT])
    if text.strip():
        slugs = _with_reference(slug_of(query.text), ranked(query, filters, LISTED + 1), filters)
    else:
        slugs = list(filters.pages().values_list("slug", flat=True)[: LISTED + 1])
    shown = slugs[:LISTED][max(offset, 0) :][: max(limit, 0)]
    return SearchResults(min(len(slugs), LISTED), tuple(_rows(shown, query)), is_more=len(slugs) > LISTED)


def _with_reference(slug: str | None, slugs: Sequence[str], filters: Filters) -> list[str]:
    """The page of a typed reference before the others, if the filters leave it."""
    if slug is None or not filters.pages().filter(slug=slug).exists():
        return list(slugs)
    return list(dict.fromkeys([slug, *slugs]))


def _rows(slugs: Sequence[str], query: TypedText) -> Iterator[LogRow]:
    pages = Catalogue.objects.in_bulk(list(slugs))
    notes: dict[str, list[Annotation]] = defaultdict(list)
    for note in Annotation.objects.filter(slug__in=slugs):
        notes[note.slug].append(note)
    yield from (_row(pages[slug], notes[slug], query) for slug in slugs if slug in pages)


def _row(page: Catalogue, notes: Sequence[Annotation], query: TypedText) -> LogRow:
    wanted = frozenset(query.worth)
    texts = (f"{page.questions} {page.answers}", *(note.text for note in notes), page.thread)
    return LogRow(
        slug=page.slug,
        reference=page.reference,
        name=page.title,
        title=marked(page.title, wanted),
        snippet=snippet(texts, wanted),
        headline=page.headline,
        topic=page.topic,
        sections=tuple(page.sections.split()),
        received_on=page.received_on,
        answered_on=page.answered_on,
        published_on=page.published_on,
    )
