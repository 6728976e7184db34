"""The log's index on PostgreSQL: the table publication_search with a tsvector, ranked by ts_rank_cd()."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from .indexed import IndexedPage

# The weight of the title, questions, answers, notes and thread; what each counts, from D to A.
_LETTERS = "ABCCD"
_WEIGHTS = "{0.17, 0.25, 0.5, 1}"
# Divided by 1 + the logarithm of the length (1), and brought between 0 and 1 (32): a word that stands in a
# page a hundred times is not worth a hundred times as much.
_NORMALISED = 1 | 32
# A tsvector holds positions up to this, so many for a word, and so many bytes in all.
_LAST_POSITION, _POSITIONS, _BYTES = 16_383, 255, 1_000_000


def write(pages: Iterable[IndexedPage]) -> None:
    """Add pages to the index."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO publication_search (slug, day, words) VALUES (%s, %s, %s::tsvector)",
            [(page.slug, page.day, _vector(page)) for page in pages],
        )


def _vector(page: IndexedPage) -> str:
    """Every stem with its positions and their weights: 'dog':1A,7B 'bite':8B. What is too long is cut."""
    positions: dict[str, list[str]] = defaultdict(list)
    position = size = 0
    for letter, text in zip(_LETTERS, page.texts, strict=True):
        for stem in text:
            position = min(position + 1, _LAST_POSITION)
            size += 2 if stem in positions else len(stem.encode()) + 6
            if size < _BYTES:
                positions[stem].append(f"{position}{letter}")
    return " ".join(f"'{stem}':{','.join(spots[:_POSITIONS])}" for stem, spots in positions.items())


def pages_with(stems: Sequence[str]) -> Mapping[str, int]:
    """In how many pages each stem is; stems that no page has are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stem, ("
            "SELECT count(*) FROM publication_search WHERE words @@ quote_literal(stem)::tsquery"
            ") FROM unnest(%s::text[]) AS asked (stem)",
            [list(stems)],
        )
        return {stem: pages for stem, pages in cursor.fetchall() if pages}


def scores(worth: Mapping[str, float], narrowing: str, params: Sequence[object]) -> tuple[str, list[object]]:
    """A query for the slug, score and day of each page that has one of the stems, with its parameters.

    `worth` is what each stem counts, since ts_rank_cd() does not know how rare a word is. `narrowing` is a
    condition on the slug, with its `params`.
    """
    # quote_literal, so that no stem is taken for an operator; stems are letters and digits alone.
    query = (
        f"SELECT slug, sum(worth * ts_rank_cd('{_WEIGHTS}', words, stem, {_NORMALISED})) AS score, day "  # noqa: S608
        "FROM (SELECT quote_literal(stem)::tsquery AS stem, worth "
        "FROM unnest(%s::text[], %s::float8[]) AS asked (stem, worth)) AS asked "
        f"JOIN publication_search ON words @@ stem WHERE {narrowing} GROUP BY slug"
    )
    return query, [list(worth), list(worth.values()), *params]
