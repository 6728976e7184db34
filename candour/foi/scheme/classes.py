"""The seven classes of the model publication scheme, and what is published in each today.

The classes are those of the Information Commissioner's model publication scheme (version 1.2, ico.org.uk);
what stands in each is our own, in data/scheme.csv. What is not published yet is in it as well, and says so.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Item:
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
    items: Sequence[Item]


@cache
def items() -> Sequence[Item]:
    """Everything in the scheme, class by class."""
    return [
        Item(int(row["class"]), row["title"], row["path"], row["renewed"], row["format"], row["summary"])
        for row in _rows("scheme.csv")
    ]


@cache
def classes() -> Sequence[SchemeClass]:
    """The seven classes in their order."""
    return [
        SchemeClass(
            int(row["class"]),
            row["name"],
            row["words"],
            [one for one in items() if one.class_number == int(row["class"])],
        )
        for row in _rows("scheme_classes.csv")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("candour.foi").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
