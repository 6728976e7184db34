"""The seven classes of the model publication scheme, and what is published in each today.

The classes are those of the Information Commissioner's model publication scheme (version 1.2, ico.org.uk);
what stands in each is our own, in data/scheme.csv. What is not published yet is in it as well, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from candour.codes.tables import read_rows
from candour.figures.showing.history import PageWords, history


@dataclass(frozen=True)
class SchemeItem:
    """One thing that is published: its page, how often it is renewed, in which formats. No path: not yet."""

    class_number: int
    title: str
    path: str
    renewed: str
    format: str
    summary: str

    @property
    def is_published(self) -> bool:
        """Whether it can be read on this site today."""
        return bool(self.path)


@dataclass(frozen=True)
class SchemeClass:
    """One of the seven classes, in words, with what is published in it."""

    number: int
    name: str
    words: str
    items: Sequence[SchemeItem]


def items() -> Sequence[SchemeItem]:
    """Everything that this line publishes, or says that it does not publish yet."""
    return [*_items_of_every_line(), *_items_of_the_history()]


@cache
def _items_of_every_line() -> Sequence[SchemeItem]:
    return [
        SchemeItem(
            int(row["class"]), row["title"], row["path"], row["renewed"], row["format"], row["summary"]
        )
        for row in _rows("scheme.csv")
    ]


def _items_of_the_history() -> Sequence[SchemeItem]:
    """The pages of figures that only a line with a history has."""
    own = history()
    misreported, answers = (own.words.get(page, PageWords()) for page in ("misreported", "answers"))
    pages = [
        (own.misprints, "What was misreported", "/figures/misreported", "When we see one", misreported),
        (own.questions, "What was asked", "/figures/answers", "When it changes", answers),
    ]
    return [
        SchemeItem(3, words.scheme_title or title, path, renewed, "Web page", words.scheme_summary)
        for content, title, path, renewed, words in pages
        if content
    ]


def classes() -> Sequence[SchemeClass]:
    """The seven classes in their order."""
    every = items()
    return [
        SchemeClass(
            int(row["class"]),
            row["name"],
            row["words"],
            [item for item in every if item.class_number == int(row["class"])],
        )
        for row in _rows("scheme_classes.csv")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    return read_rows("candour.publication", name)
