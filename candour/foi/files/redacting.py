"""Redaction makes a new file: what was to go is in none of its bytes, which is made sure of first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .apart import Refused, apart
from .finding import CannotLook

__all__ = ["CannotLook", "PlacedBox", "Redacted", "Refused", "clean_office", "redact_pdf"]


class PlacedBox(NamedTuple):
    """A place on a page: points from its top left corner, as it is shown. Pages count from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Redacted:
    """A new file, and what was taken out of it, in words that are published beside it."""

    content: bytes
    removed: list[str]


def redact_pdf(
    content: bytes,
    *,
    words: Sequence[str] = (),
    boxes: Sequence[PlacedBox] = (),
    why: str = "",
    title: str = "",
    language: str = "en-GB",
) -> Redacted:
    """A new PDF without these words and without what these boxes cover.

    Words are found across lines, hyphens, ligatures and case; those of four signs and more also within longer
    words. Every page becomes a picture with an unseen layer of the words that remain, so that it can be read
    aloud and searched. Without words and boxes it is a clean copy. `why` is said beside each page's count.
    CannotLook if the PDF does not open; Refused if a word is not found, or could still be read afterwards.
    """
    asked = {"words": [one for one in words if one.strip()], "boxes": [list(one) for one in boxes],
             "why": why, "title": title, "language": language}  # fmt: skip
    told, made = apart("redact", asked, content)
    return Redacted(made, told["removed"])


def clean_office(content: bytes) -> Redacted:
    """A new workbook, document or picture of what shows: nothing hidden, no changes, comments or details.

    CannotLook if it does not open; Refused if something would still be hidden in it afterwards.
    """
    told, made = apart("clean", {}, content)
    return Redacted(made, told["removed"])
