"""Redaction makes a new file: what was to go is in none of its bytes, which is made sure of first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .apart import Refused, apart
from .finding import CannotLook

__all__ = ["CannotLook", "PlacedBox", "Redacted", "Refused", "clean_office", "redact_pdf", "text_of_pdf"]


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
    spans: Sequence[tuple[int, int, int]] = (),
    why: str = "",
    title: str = "",
    language: str = "en-GB",
) -> Redacted:
    """A new PDF without these words, and without what these boxes cover or stands at these places.

    Words are found across lines, hyphens, ligatures and case; those of four signs and more also within longer
    words. Every page becomes a picture with an unseen layer of the words that remain, so that it can be read
    aloud and searched. With nothing to take out it is a clean copy. `spans` are places in `text_of_pdf`: a
    page from 1, the first sign and the one after the last. `why` is said beside each page's count.
    CannotLook if the PDF does not open; Refused if a word is not found, or could still be read afterwards.
    """
    asked = {
        "words": [one for one in words if one.strip()],
        "boxes": [list(one) for one in boxes],
        "spans": [list(one) for one in spans],
        "why": why,
        "title": title,
        "language": language,
    }
    told, made = apart("redact", asked, content)
    return Redacted(made, told["removed"])


def text_of_pdf(content: bytes) -> list[str]:
    """The text of each page of a PDF, sign by sign. CannotLook if it does not open."""
    told, _ = apart("text", {}, content)
    return [str(page) for page in told["pages"]]


def clean_office(content: bytes) -> Redacted:
    """A new workbook, document or picture of what shows: nothing hidden, no changes, comments or details.

    CannotLook if it does not open; Refused if something would still be hidden in it afterwards.
    """
    told, made = apart("clean", {}, content)
    return Redacted(made, told["removed"])
