"""Keeping the log's index in step with the catalogue and with readers' notes.

Whoever writes a row of either calls `refresh` in the same transaction.
"""

from collections import defaultdict
from collections.abc import Sequence
from types import ModuleType

from django.db import connection, models, transaction

from candour.publication.models import Annotation, Catalogue

from . import fts5, tsvector
from .indexed import indexed

_BATCH = 500


def engine() -> ModuleType:
    """The index of the database in use: its functions `write`, `pages_with` and `scores`."""
    return tsvector if connection.vendor == "postgresql" else fts5


@transaction.atomic
def refresh(slug: str) -> None:
    """Let a page be found as it now reads, with its notes; not at all if it is no longer in the catalogue."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publication_search WHERE slug = %s", [slug])
    fill(Catalogue.objects.filter(slug=slug), Annotation.objects.filter(slug=slug))


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew; how many pages it has."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publication_search")
    return fill(Catalogue.objects.all(), Annotation.objects.all())


def fill(pages: models.QuerySet[Catalogue], notes: models.QuerySet[Annotation]) -> int:
    """Add these pages with these notes to the index; how many pages they are."""
    notes_of: dict[str, list[Annotation]] = defaultdict(list)
    for note in notes:
        notes_of[note.slug].append(note)
    batch: list[Catalogue] = []
    count = 0
    for page in pages.iterator(_BATCH):
        batch.append(page)
        count += 1
        if len(batch) == _BATCH:
            _write(batch, notes_of)
            batch = []
    _write(batch, notes_of)
    return count


def _write(pages: Sequence[Catalogue], notes_of: dict[str, list[Annotation]]) -> None:
    engine().write([indexed(page, notes_of.get(page.slug, ())) for page in pages])
