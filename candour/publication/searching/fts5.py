"""The log's index on SQLite: the FTS5 table publication_search, ranked by bm25()."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from .indexed import IndexedPage

# What a word counts in each column. The slug and the day are not searched.
_WEIGHTS = "0, 0, 6, 3, 1.5, 1.5, 1"
_INSERT = (
    "INSERT INTO publication_search (slug, day, title, questions, answers, notes, thread) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
)


def write(pages: Iterable[IndexedPage]) -> None:
    """Add pages to the index."""
    rows = [(page.slug, page.day.isoformat(), *(" ".join(text) for text in page.texts)) for page in pages]
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)


def pages_with(stems: Sequence[str]) -> Mapping[str, int]:
    """In how many pages each stem is; stems that no page has are left out."""
    placeholders = ", ".join(["%s"] * len(stems))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT term, doc FROM publication_search_word WHERE term IN ({placeholders})",  # noqa: S608
            list(stems),
        )
        return dict(cursor.fetchall())


def scores(worth: Mapping[str, float], narrowing: str, params: Sequence[object]) -> tuple[str, list[object]]:
    """A query for the slug, score and day of each page that has one of the stems, with its parameters.

    bm25() works out for itself what each stem is worth, so only the stems of `worth` are used. `narrowing`
    is a condition on the slug, with its `params`.
    """
    # Quoted, so that no stem is taken for an operator; stems are letters and digits alone.
    match = " OR ".join(f'"{stem}"' for stem in worth)
    query = (
        f"SELECT slug, -bm25(publication_search, {_WEIGHTS}) AS score, day "  # noqa: S608
        f"FROM publication_search WHERE publication_search MATCH %s AND {narrowing}"
    )
    return query, [match, *params]
