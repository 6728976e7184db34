"""Files made of others: redacted, or of what shows. A new file, never a changed one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .protocol import run_job


class PlacedBox(NamedTuple):
    """An area of a page: points from its top left corner, as it is shown. Pages count from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class FileCopy:
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
) -> FileCopy:
    """A new PDF without these words, and without what these boxes cover or stands at these spans.

    Words are found across lines, hyphens, ligatures and case; those of four characters and more also within
    longer words. Every page becomes a picture with an invisible layer of the words that remain, so that it
    can be read aloud and searched. With nothing to take out it is a clean copy. `spans` are of `text_of_pdf`:
    page (from 1), first character, and the one after the last. `why` is said beside each page's count.
    CannotInspect if the PDF does not open; CannotCopy if a word is not found, or could still be read after.
    """
    options = {
        "words": [word for word in words if word.strip()],
        "boxes": [list(box) for box in boxes],
        "spans": [list(span) for span in spans],
        "why": why,
        "title": title,
        "language": language,
    }
    answer, copy = run_job("redact", options, content)
    return FileCopy(copy, answer["removed"])


def text_of_pdf(content: bytes) -> list[str]:
    """The text of each page of a PDF, character by character. CannotInspect if it does not open."""
    answer, _ = run_job("text", {}, content)
    return [str(page) for page in answer["pages"]]


def make_file(name: str, content: bytes) -> FileCopy:
    """A new file of what shows, and of nothing else: a PDF, a spreadsheet, a table, or a picture.

    Of a document or plain text it is a PDF, of a workbook an ods, of a CSV table (by its `name`) a CSV.
    CannotInspect if it does not open; CannotCopy if nothing of it shows, or for a kind that we do not read.
    """
    answer, copy = run_job("make", {"name": name}, content)
    return FileCopy(copy, answer["removed"])


def visible_texts(name: str, content: bytes) -> list[str]:
    """Every text that would be in the file that `make_file` makes of an office file or a text."""
    answer, _ = run_job("visible", {"name": name}, content)
    return [str(text) for text in answer["texts"]]
