"""Which pages of the log fit a typed text, the best first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from candour.foi.requests.references import slug_of
from candour.publication.models import Catalogue
from candour.store.small_index import nearness, rarity
from candour.store.stems import all_stems, stems

from .index import engine
from .narrowing import Filters

# What scores less than this share of the best is not worth a reader's while.
WORTH_SHOWING = 0.15
# The rarest words of a text are looked for: so many, and no more than so many pages have one of them.
MOST_WORDS, MOST_MATCHES = 16, 5_000
# So many different words of a text are read.
_READ = 300


@dataclass(frozen=True)
class TypedText:
    """A typed text: its stems, the rarest first, each with how many of the log's `total` pages have it."""

    text: str
    pages: Mapping[str, int]
    total: int

    @cached_property
    def worth(self) -> Mapping[str, float]:
        """What each stem is worth: the fewer pages have it, the more."""
        return {stem: rarity(pages, self.total) for stem, pages in self.pages.items()}

    def rarest(self) -> Mapping[str, float]:
        """The stems to look for, with their worth. Common ones are left out where rarer ones will do."""
        chosen: dict[str, float] = {}
        matches = 0
        for stem, pages in self.pages.items():
            matches += pages
            if chosen and (matches > MOST_MATCHES or len(chosen) == MOST_WORDS):
                break
            if pages:
                chosen[stem] = self.worth[stem]
        return chosen

    def nearness(self, page: Catalogue) -> float:
        """How much of the text a page has, from 0 to 1; 0 where the text is nothing but stop words."""
        if slug_of(self.text) == page.slug:
            return 1.0
        if not stems(self.text):
            return 0.0
        return nearness(self.worth, [set(stems(part)) for part in (page.title, page.questions, page.answers)])


def typed_text(text: str) -> TypedText:
    """A text as it is looked for in the log: by its stop words only where it has no others."""
    typed = list(dict.fromkeys(stems(text) or all_stems(text)))[:_READ]
    pages = engine().pages_with(typed) if typed else {}
    counts = {stem: pages.get(stem, 0) for stem in sorted(typed, key=lambda stem: pages.get(stem, 0))}
    return TypedText(text, counts, Catalogue.objects.count() if typed else 0)


def ranked(query: TypedText, filters: Filters, limit: int) -> list[str]:
    """The slugs of at most `limit` pages, the best first; of equally good ones, the newest first."""
    worth = query.rarest()
    if not worth:
        return []
    scores, params = engine().scores(worth, *_narrowing(filters))
    with connection.cursor() as cursor:
        cursor.execute(
            f"{scores} ORDER BY score DESC, day DESC, slug DESC LIMIT %s",
            [*params, limit],
        )
        rows = cursor.fetchall()
    return [slug for slug, score, _ in rows if score >= WORTH_SHOWING * rows[0][1]]


def _narrowing(filters: Filters) -> tuple[str, tuple[object, ...]]:
    """The filters as a condition on a slug, with its parameters."""
    if not filters:
        return "true", ()
    query, params = filters.pages().order_by().values("slug").query.sql_with_params()
    return f"slug IN ({query})", params
