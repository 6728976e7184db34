"""The one file that knows pypdfium2: a PDF as its pages are seen, each sign with its place."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np

# pypdfium2 says no types.
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

from candour.papers.findings import CannotInspect

from .pixel_gaps import has_gap

# A step of grey that an eye takes for a difference.
_SEEN = 12
_PIXELS = 4_000_000  # of one page, so that a page the size of a wall does not fill the memory
_SPECK = 1.0  # points: whoever sees one cannot read it
_ALONE = 12  # pictures of one page that are painted one by one
_INVISIBLE = 3  # PDF 32000-1, 9.3.6: neither fill nor stroke

Box = tuple[float, float, float, float]


@dataclass
class Character:
    """One sign of a page's text: where it stands in the picture (left, top, right, bottom), if it shows."""

    text: str
    box: Box
    shows: bool = True


@dataclass
class VisiblePage:
    """A page as its reader sees it. Places are in pixels; `scale` of them make a point."""

    number: int
    width: int
    height: int
    scale: float
    signs: list[Character] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All signs, shown or not."""
        return "".join(one.text for one in self.signs)


def _document(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as broken:
        raise CannotInspect("The PDF is damaged and does not open.") from broken


def _pages(content: bytes) -> Iterator[tuple[int, pdfium.PdfPage]]:
    """Each page with its number, from 1; only one is in memory."""
    document = _document(content)
    try:
        document.init_forms()
        for number in range(len(document)):
            page = document[number]
            try:
                yield number + 1, page
            finally:
                page.close()
    except pdfium.PdfiumError as broken:
        raise CannotInspect("A page of the PDF is damaged.") from broken
    finally:
        document.close()


def read_pages(content: bytes, *, scale: float = 2.0) -> Iterator[VisiblePage]:
    """Each page with its signs; those that do not show are told by drawing the page with and without text."""
    for number, page in _pages(content):
        yield _seen(page, number, scale)


def flatten(content: bytes) -> bytes:
    """The same pages with notes, marks and filled-in boxes made part of them, as they are drawn.

    Otherwise what is written in them is drawn and yet no text of the page, and nobody could find it there.
    """
    document = _document(content)
    made = BytesIO()
    try:
        document.init_forms()
        for page in document:
            if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
                raise CannotInspect("What is written upon a page cannot be made part of it.")
            page.close()
        document.save(made)
    except pdfium.PdfiumError as broken:
        raise CannotInspect("A page of the PDF is damaged.") from broken
    finally:
        document.close()
    return made.getvalue()


def page_texts(content: bytes) -> list[str]:
    """The text of each page, shown or not, as any reader of PDFs takes it out."""
    document = _document(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    except pdfium.PdfiumError as broken:
        raise CannotInspect("A page of the PDF is damaged.") from broken
    finally:
        document.close()


def _scaled(page: pdfium.PdfPage, scale: float) -> float:
    width, height = page.get_size()
    return min(scale, math.sqrt(_PIXELS / max(1.0, float(width) * float(height))))


def _seen(page: pdfium.PdfPage, number: int, scale: float) -> VisiblePage:
    scale = _scaled(page, scale)
    words = page.get_textpage()
    drawn = _grey(page, scale)
    found = VisiblePage(number, drawn.shape[1], drawn.shape[0], scale)
    found.signs = [_sign(page, words, place, found) for place in range(words.count_chars())]
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(one, _INVISIBLE)
    differs = np.abs(drawn.astype(np.int16) - _grey(page, scale)) > _SEEN
    for sign in found.signs:
        sign.shows = not sign.text.strip() or (_any(differs, sign.box) and not _is_speck(sign, scale))
    words.close()
    return found


def _grey(page: pdfium.PdfPage, scale: float) -> NDArray[np.uint8]:
    bitmap = page.render(scale=scale, grayscale=True)
    pixels: NDArray[np.uint8] = bitmap.to_numpy().copy()
    bitmap.close()
    return pixels.reshape(pixels.shape[:2])


def _is_speck(sign: Character, scale: float) -> bool:
    left, top, right, bottom = sign.box
    return max(right - left, bottom - top) < _SPECK * scale


def _any(differs: NDArray[np.bool_], box: Box) -> bool:
    left, top, right, bottom = (max(0, int(one)) for one in box)
    return bool(differs[top : bottom + 1, left : right + 1].any())


def _sign(page: pdfium.PdfPage, words: pdfium.PdfTextPage, place: int, found: VisiblePage) -> Character:
    code = raw.FPDFText_GetUnicode(words, place)
    # pdfium gives 2 or 0xFFFE for the hyphen that divides a word at the end of a line.
    text = "\n" if code in (10, 13) else "\u00ad" if code in (2, 0xFFFE) else chr(code) if code else " "
    left, bottom, right, top = words.get_charbox(place, loose=True)
    first, last = _pixel(page, found, left, top), _pixel(page, found, right, bottom)
    (x1, x2), (y1, y2) = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return Character(text, (x1, y1, x2, y2))


def _pixel(page: pdfium.PdfPage, found: VisiblePage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, found.width, found.height, 0, x, y, across, down)
    return float(across.value), float(down.value)


@dataclass
class PageImage:
    """A page as pixels: one byte each if it is grey, three (red, green, blue) if not."""

    width: int
    height: int
    scale: float
    is_grey: bool
    pixels: bytes


def page_images(content: bytes, boxes: dict[int, list[Box]], *, scale: float) -> Iterator[PageImage]:
    """Each page as its pixels, with its boxes burnt in black."""
    for number, page in _pages(content):
        fits = _scaled(page, scale)
        bitmap = page.render(scale=fits, rev_byteorder=True)
        pixels = bitmap.to_numpy()[:, :, :3].copy()
        for left, top, right, bottom in boxes.get(number, ()):
            pixels[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1] = 0
        grey = bool((pixels == pixels[:, :, :1]).all())
        kept = pixels[:, :, 0] if grey else pixels
        yield PageImage(pixels.shape[1], pixels.shape[0], fits, grey, kept.tobytes())
        bitmap.close()


def hidden_pictures(content: bytes) -> Iterator[tuple[int, str]]:
    """The pages with pictures that do not show: the page's number, and how much of one, in words.

    Every picture of a page is painted black, then white: where nothing changes, none is seen.
    """
    for number, page in _pages(content):
        yield from ((number, hidden) for hidden in dict.fromkeys(_hidden_on(page)))


def _hidden_on(page: pdfium.PdfPage) -> Iterator[str]:
    """Each picture is painted by itself as far as there are few: another one may lie over it."""
    images = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    if not images:
        return
    scale = _scaled(page, 1.0)
    dark = _painted(page, images, 0, scale)
    for one in images[:_ALONE]:
        light = _painted(page, [one], 255, scale)
        _painted(page, [one], 0, 0)
        differs = np.abs(light.astype(np.int16) - dark) > _SEEN
        if not differs.any():
            yield "A picture"
        # Within a drawing a picture's place is not known.
        elif not one.level and has_gap(_cut_out(page, one, differs, scale)):
            yield "Part of a picture"


def _painted(page: pdfium.PdfPage, images: Sequence[Any], shade: int, scale: float) -> NDArray[np.uint8]:
    """The page with pictures of one shade; nothing is drawn where `scale` is 0."""
    paint = pdfium.PdfBitmap.new_native(1, 1, raw.FPDFBitmap_BGR)
    paint.fill_rect((shade, shade, shade, 255), 0, 0, 1, 1)
    for one in images:
        one.set_bitmap(paint)
    paint.close()
    return _grey(page, scale) if scale else np.zeros((0, 0), np.uint8)


def _cut_out(page: pdfium.PdfPage, one: Any, differs: NDArray[np.bool_], scale: float) -> NDArray[np.bool_]:
    """The part of a page that a picture would fill, a pixel within its edges; nothing for one that leans."""
    a, b, c, d, _, _ = one.get_matrix().get()
    if min(abs(a) + abs(d), abs(b) + abs(c)) > 0.01 * (abs(a) + abs(b) + abs(c) + abs(d)):
        return np.zeros((0, 0), np.bool_)
    left, bottom, right, top = one.get_bounds()
    whole = VisiblePage(0, differs.shape[1], differs.shape[0], scale)
    first, last = _pixel(page, whole, left, top), _pixel(page, whole, right, bottom)
    (x1, x2), (y1, y2) = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return differs[max(0, int(y1) + 2) : max(0, int(y2) - 1), max(0, int(x1) + 2) : max(0, int(x2) - 1)]
