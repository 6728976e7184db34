"""A PDF as its pages look, each character with its position, by pypdfium2, which no other file imports."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np

# pypdfium2 has no types of its own.
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

from candour.papers.findings import CannotInspect

from .pixel_gaps import has_gap

# A difference of grey levels that an eye sees.
_VISIBLE_STEP = 12
_PIXELS = 4_000_000  # of one page, so that a page the size of a wall does not fill the memory
_TINY = 1.0  # points: smaller characters cannot be read
_MOST_PAINTED_ALONE = 12  # pictures of a page that are painted one at a time
_INVISIBLE = 3  # PDF 32000-1, 9.3.6: neither fill nor stroke

Box = tuple[float, float, float, float]


@dataclass
class Character:
    """A character of a page's text, and its box in the page's picture (left, top, right, bottom; pixels)."""

    text: str
    box: Box
    is_visible: bool = True


@dataclass
class VisiblePage:
    """A page and its characters, visible or not. Lengths are in pixels, of which `scale` make a point."""

    number: int
    width: int
    height: int
    scale: float
    characters: list[Character] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All characters, visible or not."""
        return "".join(character.text for character in self.characters)


def _document(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as broken:
        raise CannotInspect("The PDF is damaged and does not open.") from broken


def _pages(content: bytes) -> Iterator[tuple[int, pdfium.PdfPage]]:
    """Each page with its number, from 1; one at a time is in memory. CannotInspect if one is damaged."""
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
    """Each page with its characters. Visible are those that change it when it is drawn without text."""
    for number, page in _pages(content):
        yield _visible_page(page, number, scale)


def flatten(content: bytes) -> bytes:
    """The same PDF with annotations and form fields made part of its pages, as they are drawn.

    Otherwise their text is drawn and yet no text of the page, so that no redaction would find it.
    """
    document = _document(content)
    buffer = BytesIO()
    try:
        document.init_forms()
        for page in document:
            if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
                raise CannotInspect("What is written upon a page cannot be made part of it.")
            page.close()
        document.save(buffer)
    except pdfium.PdfiumError as broken:
        raise CannotInspect("A page of the PDF is damaged.") from broken
    finally:
        document.close()
    return buffer.getvalue()


def page_texts(content: bytes) -> list[str]:
    """The text of each page, visible or not, as any program extracts it."""
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


def _visible_page(page: pdfium.PdfPage, number: int, scale: float) -> VisiblePage:
    scale = _scaled(page, scale)
    words = page.get_textpage()
    drawn = _grey(page, scale)
    visible_page = VisiblePage(number, drawn.shape[1], drawn.shape[0], scale)
    visible_page.characters = [
        _character(page, words, index, visible_page) for index in range(words.count_chars())
    ]
    for text_object in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(text_object, _INVISIBLE)
    differs = np.abs(drawn.astype(np.int16) - _grey(page, scale)) > _VISIBLE_STEP
    for character in visible_page.characters:
        character.is_visible = not character.text.strip() or (
            _any_differs(differs, character.box) and not _is_tiny(character, scale)
        )
    words.close()
    return visible_page


def _grey(page: pdfium.PdfPage, scale: float) -> NDArray[np.uint8]:
    bitmap = page.render(scale=scale, grayscale=True)
    pixels: NDArray[np.uint8] = bitmap.to_numpy().copy()
    bitmap.close()
    return pixels.reshape(pixels.shape[:2])


def _is_tiny(character: Character, scale: float) -> bool:
    left, top, right, bottom = character.box
    return max(right - left, bottom - top) < _TINY * scale


def _any_differs(differs: NDArray[np.bool_], box: Box) -> bool:
    left, top, right, bottom = (max(0, int(edge)) for edge in box)
    return bool(differs[top : bottom + 1, left : right + 1].any())


def _character(
    page: pdfium.PdfPage, words: pdfium.PdfTextPage, index: int, visible_page: VisiblePage
) -> Character:
    code = raw.FPDFText_GetUnicode(words, index)
    # pdfium gives 2 or 0xFFFE for the hyphen that divides a word at the end of a line.
    text = "\n" if code in (10, 13) else "\u00ad" if code in (2, 0xFFFE) else chr(code) if code else " "
    left, bottom, right, top = words.get_charbox(index, loose=True)
    first, last = _pixel(page, visible_page, left, top), _pixel(page, visible_page, right, bottom)
    (x1, x2), (y1, y2) = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return Character(text, (x1, y1, x2, y2))


def _pixel(page: pdfium.PdfPage, visible_page: VisiblePage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, visible_page.width, visible_page.height, 0, x, y, across, down)
    return float(across.value), float(down.value)


@dataclass
class PageImage:
    """A page as pixels (`scale` in a point): one byte each if it is grey, three (red, green, blue) if not."""

    width: int
    height: int
    scale: float
    is_grey: bool
    pixels: bytes


def page_images(content: bytes, boxes: dict[int, list[Box]], *, scale: float) -> Iterator[PageImage]:
    """Each page as its pixels, with the boxes of its number filled in black."""
    for number, page in _pages(content):
        fits = _scaled(page, scale)
        bitmap = page.render(scale=fits, rev_byteorder=True)
        pixels = bitmap.to_numpy()[:, :, :3].copy()
        for left, top, right, bottom in boxes.get(number, ()):
            pixels[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1] = 0
        grey = bool((pixels == pixels[:, :, :1]).all())
        channels = pixels[:, :, 0] if grey else pixels
        yield PageImage(pixels.shape[1], pixels.shape[0], fits, grey, channels.tobytes())
        bitmap.close()


def hidden_pictures(content: bytes) -> Iterator[tuple[int, str]]:
    """(page number, "A picture" or "Part of a picture") for pages with pictures that are not visible.

    Every picture of a page is painted black, then white: where nothing changes, none is visible.
    """
    for number, page in _pages(content):
        yield from ((number, hidden) for hidden in dict.fromkeys(_hidden_on(page)))


def _hidden_on(page: pdfium.PdfPage) -> Iterator[str]:
    """Each picture is painted by itself, as another one may cover it; the first few, as that is slow."""
    images = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    if not images:
        return
    scale = _scaled(page, 1.0)
    dark = _painted(page, images, 0, scale)
    for image in images[:_MOST_PAINTED_ALONE]:
        light = _painted(page, [image], 255, scale)
        _painted(page, [image], 0, 0)
        differs = np.abs(light.astype(np.int16) - dark) > _VISIBLE_STEP
        if not differs.any():
            yield "A picture"
        # The position of a picture within a form object is not known.
        elif not image.level and has_gap(_area_of(page, image, differs, scale)):
            yield "Part of a picture"


def _painted(page: pdfium.PdfPage, images: Sequence[Any], shade: int, scale: float) -> NDArray[np.uint8]:
    """The page with these pictures painted in one shade; empty, without drawing it, where `scale` is 0."""
    paint = pdfium.PdfBitmap.new_native(1, 1, raw.FPDFBitmap_BGR)
    paint.fill_rect((shade, shade, shade, 255), 0, 0, 1, 1)
    for image in images:
        image.set_bitmap(paint)
    paint.close()
    return _grey(page, scale) if scale else np.zeros((0, 0), np.uint8)


def _area_of(page: pdfium.PdfPage, image: Any, differs: NDArray[np.bool_], scale: float) -> NDArray[np.bool_]:
    """The part of `differs` that a picture would fill, less its edges; empty for one that is rotated."""
    a, b, c, d, _, _ = image.get_matrix().get()
    if min(abs(a) + abs(d), abs(b) + abs(c)) > 0.01 * (abs(a) + abs(b) + abs(c) + abs(d)):
        return np.zeros((0, 0), np.bool_)
    left, bottom, right, top = image.get_bounds()
    page_size = VisiblePage(0, differs.shape[1], differs.shape[0], scale)
    first, last = _pixel(page, page_size, left, top), _pixel(page, page_size, right, bottom)
    (x1, x2), (y1, y2) = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return differs[max(0, int(y1) + 2) : max(0, int(y2) - 1), max(0, int(x1) + 2) : max(0, int(x2) - 1)]
