"""Redacting a PDF: each page is drawn anew with the words burnt out, and nothing else comes along.

Runs in the process of `child`. `redacting` is the way in.
"""

from collections.abc import Sequence
from typing import Any

from candour.papers.findings import CannotCopy, describe_left_out
from candour.papers.formats.pdf_objects import open_pdf
from candour.papers.formats.pdf_pages import Box, VisiblePage, flatten, page_images, read_pages
from candour.papers.formats.word_search import find_word, normalised
from candour.papers.inspection.inspect_file import inspect_file
from candour.papers.inspection.pdf_hidden import without_actual_text
from candour.papers.wording import counted

from .picture_pdf import TextLine, picture_pdf
from .readable_words import count_readable

DOTS = 150 / 72  # pixels to a point: 150 to the inch reads well on paper and screen
_PAD = 2.0  # pixels around each sign, so that no soft edge of it is left
MARK = "[removed]"


def character_texts(content: bytes) -> list[str]:
    """The text of each page, shown or not, sign by sign: a place in it is one that `redact` takes."""
    with open_pdf(content):
        pages = [page.text for page in read_pages(flatten(without_actual_text(content)))]
    # A line ends in two signs, and a hyphen at its end is one whether or not it divides a word.
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
    """A new PDF without the words and without what the boxes cover, and what was taken out, in words.

    `boxes`: page, left, top, right, bottom, in points from the page's top left corner as it is shown.
    `spans`: page, first place, and the place after the last, in the text that `places` gives.
    CannotLook for a PDF that does not open; Refused where a word is not found, or would still be there.
    """
    with open_pdf(content):
        whole = flatten(without_actual_text(content))
    pages = list(read_pages(whole, scale=DOTS))
    hits = {page.number: _hits(page, words, spans) for page in pages}
    _refuse_unfound(words, pages)
    burnt = {page.number: _boxes(page, hits[page.number]) + _drawn_by_hand(page, boxes) for page in pages}
    lines = [_lines(page, hits[page.number], burnt[page.number]) for page in pages]
    title = "" if any(next(find_word(word, title), None) for word in words) else title
    drawn = page_images(whole, burnt, scale=DOTS)
    made = picture_pdf(_together(drawn, lines), title=title or "Redacted document", language=language)
    if left := count_readable(made, words):
        raise CannotCopy(
            f"After redaction {counted(left, 'of the words', 'of the words')} could still be read, "
            "so nothing was made. Redact this file by hand."
        )
    return made, _removed(pages, burnt, why) + describe_left_out(inspect_file("file.pdf", content))


def _together(drawn: Any, lines: list[list[TextLine]]) -> Any:
    """Pages are drawn one at a time, so that only one is in memory."""
    return zip(drawn, lines, strict=True)


def _hits(page: VisiblePage, words: Sequence[str], spans: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    signs = [one.text for one in page.signs]
    given = {(first, end - 1) for number, first, end in spans if number == page.number}
    return sorted(given | {place for word in words for place in find_word(word, signs)})


def _refuse_unfound(words: Sequence[str], pages: list[VisiblePage]) -> None:
    signs = [[sign.text for sign in page.signs] for page in pages]
    lost = [word for word in words if not any(next(find_word(word, one), None) for one in signs)]
    if lost:
        raise CannotCopy(f"Not found in the text of the PDF: {', '.join(lost[:5])}. Write the words as they "
                      "stand there. Words within a picture cannot be found.")  # fmt: skip


def _boxes(page: VisiblePage, hits: list[tuple[int, int]]) -> list[Box]:
    """One box for each stretch of a hit that stands on one line, blanks between its words and all."""
    made: list[Box] = []
    for first, last in hits:
        stretch: Box | None = None
        for sign in page.signs[first : last + 1]:
            if not normalised(sign.text) and sign.text != "\u00ad":
                continue
            box = sign.box
            if stretch and _on_one_line(stretch, box):
                stretch = (min(stretch[0], box[0]), min(stretch[1], box[1]),
                           max(stretch[2], box[2]), max(stretch[3], box[3]))  # fmt: skip
            else:
                made += [stretch] if stretch else []
                stretch = box
        made += [stretch] if stretch else []
    return [(left - _PAD, top - _PAD, right + _PAD, bottom + _PAD) for left, top, right, bottom in made]


def _on_one_line(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _drawn_by_hand(page: VisiblePage, boxes: Sequence[Sequence[float]]) -> list[Box]:
    mine = [one for one in boxes if int(one[0]) == page.number]
    return [
        (one[1] * page.scale, one[2] * page.scale, one[3] * page.scale, one[4] * page.scale) for one in mine
    ]


def _lines(page: VisiblePage, hits: list[tuple[int, int]], burnt: list[Box]) -> list[TextLine]:
    """What can be read aloud: the words that show and are not burnt out, line by line."""
    gone = {place for first, last in hits for place in range(first, last + 1)}
    starts = {first for first, _ in hits}
    lines: list[TextLine] = []
    line = TextLine([], [])
    for place, sign in enumerate(page.signs):
        if sign.text == "\n":
            lines, line = [*lines, line], TextLine([], [])
        elif place in starts or (place not in gone and _touches(sign.box, burnt) and not _ends_in_mark(line)):
            line.add(MARK, sign.box)
        elif place not in gone and sign.shows and not _touches(sign.box, burnt):
            line.add("-" if sign.text == "\u00ad" else sign.text, sign.box)
    return [one for one in [*lines, line] if one.text.strip()]


def _ends_in_mark(line: TextLine) -> bool:
    return bool(line.signs) and line.signs[-1] == MARK


def _touches(box: Box, burnt: list[Box]) -> bool:
    """Whether the middle of a sign lies in a box that is burnt out."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in burnt)


def _removed(pages: list[VisiblePage], burnt: dict[int, list[Box]], why: str) -> list[str]:
    """What is said beside the published file. Never the words themselves."""
    reason = f" ({why})" if why else ""
    return [f"page {page.number}: {counted(len(burnt[page.number]), 'place')} blacked out{reason}"
            for page in pages if burnt[page.number]]  # fmt: skip
