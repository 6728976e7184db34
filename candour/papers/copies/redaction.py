"""Redacting a PDF: each page is drawn anew with the words blacked out, and nothing else is taken over.

Run in a limited process; `jobs.copying` calls it.
"""

from collections.abc import Sequence
from typing import Any

from candour.papers.findings import CannotCopy, describe_left_out
from candour.papers.formats.pdf_objects import open_pdf
from candour.papers.formats.pdf_pages import Box, VisiblePage, flatten, page_images, read_pages
from candour.papers.formats.word_search import find_word, normalised
from candour.papers.inspection.inspect_file import inspect_file
from candour.papers.inspection.pdf_hidden_objects import without_actual_text
from candour.papers.wording import counted

from .picture_pdf import TextLine, picture_pdf
from .readable_words import count_readable

_PIXELS_PER_POINT = 150 / 72  # pixels in a point: 150 in an inch reads well on paper and screen
_PAD = 2.0  # pixels around each character, so that no soft edge of it is left
_MARK = "[removed]"


def character_texts(content: bytes) -> list[str]:
    """The text of each page, visible or not, character by character: `spans` of `redact` index into it."""
    with open_pdf(content):
        pages = [page.text for page in read_pages(flatten(without_actual_text(content)))]
    # A line ends in two characters, and a hyphen at its end is one whether or not it divides a word.
    return [page.replace("\n\n", "\r\n").replace("\u00ad", "-") for page in pages]


def redact(
    content: bytes,
    *,
    words: Sequence[str],
    boxes: Sequence[Sequence[float]],
    spans: Sequence[Sequence[int]] = (),
    why: str,
    title: str,
    language: str,
) -> tuple[bytes, list[str]]:
    """The copy, without the words and without what the boxes cover; and what was taken out, in words.

    `boxes`: page, left, top, right, bottom, in points from the page's top left corner as it is shown.
    `spans`: page, first character, and the one after the last, in `character_texts`.
    CannotInspect if it does not open; CannotCopy if a word is not found, or could still be read.
    """
    with open_pdf(content):
        whole = flatten(without_actual_text(content))
    pages = list(read_pages(whole, scale=_PIXELS_PER_POINT))
    hits = {page.number: _hits(page, words, spans) for page in pages}
    _refuse_missing(words, pages)
    black_boxes = {
        page.number: _boxes_around(page, hits[page.number]) + _placed_boxes(page, boxes) for page in pages
    }
    lines = [_lines(page, hits[page.number], black_boxes[page.number]) for page in pages]
    title = "" if any(next(find_word(word, title), None) for word in words) else title
    images = page_images(whole, black_boxes, scale=_PIXELS_PER_POINT)
    copy = picture_pdf(_pair(images, lines), title=title or "Redacted document", language=language)
    if remaining := count_readable(copy, words):
        raise CannotCopy(
            f"After redaction {counted(remaining, 'of the words', 'of the words')} could still be read, "
            "so nothing was made. Redact this file by hand."
        )
    return copy, _describe_removed(pages, black_boxes, why) + describe_left_out(
        inspect_file("file.pdf", content)
    )


def _pair(images: Any, lines: list[list[TextLine]]) -> Any:
    """Pages are drawn one at a time, so that only one is in memory."""
    return zip(images, lines, strict=True)


def _hits(page: VisiblePage, words: Sequence[str], spans: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    characters = [character.text for character in page.characters]
    by_position = {(first, end - 1) for number, first, end in spans if number == page.number}
    return sorted(by_position | {span for word in words for span in find_word(word, characters)})


def _refuse_missing(words: Sequence[str], pages: list[VisiblePage]) -> None:
    characters = [[character.text for character in page.characters] for page in pages]
    missing = [word for word in words if not any(next(find_word(word, texts), None) for texts in characters)]
    if missing:
        raise CannotCopy(
            f"Not found in the text of the PDF: {', '.join(missing[:5])}. Write the words as they "
            "stand there. Words within a picture cannot be found."
        )


def _boxes_around(page: VisiblePage, hits: list[tuple[int, int]]) -> list[Box]:
    """A box for each line that a hit stands on, with the blanks between its words (pixels)."""
    boxes: list[Box] = []
    for first, last in hits:
        stretch: Box | None = None
        for character in page.characters[first : last + 1]:
            if not normalised(character.text) and character.text != "\u00ad":
                continue
            box = character.box
            if stretch and _on_one_line(stretch, box):
                stretch = (
                    min(stretch[0], box[0]),
                    min(stretch[1], box[1]),
                    max(stretch[2], box[2]),
                    max(stretch[3], box[3]),
                )
            else:
                boxes += [stretch] if stretch else []
                stretch = box
        boxes += [stretch] if stretch else []
    return [(left - _PAD, top - _PAD, right + _PAD, bottom + _PAD) for left, top, right, bottom in boxes]


def _on_one_line(box: Box, other: Box) -> bool:
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return shared > 0.5 * min(box[3] - box[1], other[3] - other[1])


def _placed_boxes(page: VisiblePage, boxes: Sequence[Sequence[float]]) -> list[Box]:
    on_page = [box for box in boxes if int(box[0]) == page.number]
    return [
        (box[1] * page.scale, box[2] * page.scale, box[3] * page.scale, box[4] * page.scale)
        for box in on_page
    ]


def _lines(page: VisiblePage, hits: list[tuple[int, int]], black_boxes: list[Box]) -> list[TextLine]:
    """The invisible text layer: what is visible and not blacked out, line by line."""
    redacted = {index for first, last in hits for index in range(first, last + 1)}
    starts = {first for first, _ in hits}
    lines: list[TextLine] = []
    line = TextLine([], [])
    for index, character in enumerate(page.characters):
        if character.text == "\n":
            lines, line = [*lines, line], TextLine([], [])
        elif index in starts or (
            index not in redacted and _touches(character.box, black_boxes) and not _ends_in_mark(line)
        ):
            line.add(_MARK, character.box)
        elif index not in redacted and character.is_visible and not _touches(character.box, black_boxes):
            line.add("-" if character.text == "\u00ad" else character.text, character.box)
    return [line for line in [*lines, line] if line.text.strip()]


def _ends_in_mark(line: TextLine) -> bool:
    return bool(line.characters) and line.characters[-1] == _MARK


def _touches(box: Box, black_boxes: list[Box]) -> bool:
    """Whether the middle of a character lies in a box that is blacked out."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in black_boxes)


def _describe_removed(pages: list[VisiblePage], black_boxes: dict[int, list[Box]], why: str) -> list[str]:
    """What is published beside the copy: how many places on each page. Never the words themselves."""
    reason = f" ({why})" if why else ""
    return [
        f"page {page.number}: {counted(len(black_boxes[page.number]), 'place')} blacked out{reason}"
        for page in pages
        if black_boxes[page.number]
    ]
