"""What the log's index holds of a page: the stems of its texts, by how much a word counts there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from candour.publication.models import Annotation, Catalogue
from candour.store.stems import all_stems


@dataclass(frozen=True)
class IndexedPage:
    """One page of the log, with the day of its answer, else of its publication.

    Of each text it has all stems in their order, those of stop words too.
    """

    slug: str
    day: dt.date
    title: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    notes: tuple[str, ...]
    thread: tuple[str, ...]

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The stems of each text; a word counts most in the first, the title, and least in the last."""
        return self.title, self.questions, self.answers, self.notes, self.thread


def indexed(page: Catalogue, notes: Iterable[Annotation]) -> IndexedPage:
    """A page as the index holds it, with the readers' notes beside it.

    The page's reference is searched with the thread, so that a part of it finds the page too.
    """
    texts = (
        page.title,
        page.questions,
        page.answers,
        "\n".join(f"{note.name} {note.text} {note.source_name}" for note in notes),
        f"{page.reference}\n{page.thread}",
    )
    day = page.answered_on or page.published_on
    return IndexedPage(page.slug, day, *(tuple(all_stems(text)) for text in texts))
