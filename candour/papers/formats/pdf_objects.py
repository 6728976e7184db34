"""The one file that knows pikepdf: a PDF as its objects."""

import zlib
from io import BytesIO

from pikepdf import (
    Array,
    DataDecodingError,
    Dictionary,
    Name,
    Object,
    PasswordError,
    Pdf,
    PdfError,
    Stream,
    String,
    new,
)

from candour.papers.findings import CannotInspect
from candour.papers.limits import MAX_PAGES, MAX_UNPACKED

__all__ = [
    "Array",
    "Dictionary",
    "Name",
    "Object",
    "Pdf",
    "Stream",
    "String",
    "new",
    "open_pdf",
    "parse_string",
    "pdf_bytes",
    "stream_bytes",
]


def open_pdf(content: bytes) -> Pdf:
    """A PDF from its bytes. CannotLook if it is locked, damaged or very long."""
    try:
        pdf = Pdf.open(BytesIO(content), suppress_warnings=True, attempt_recovery=True)
        pages = len(pdf.pages)
    except PasswordError as locked:
        raise CannotInspect(
            "It is locked with a password. Save it without one, and add it again."
        ) from locked
    except (PdfError, ValueError, RecursionError, RuntimeError) as broken:
        raise CannotInspect("The PDF is damaged and does not open.") from broken
    if pages == 0:
        raise CannotInspect("The PDF has no pages.")
    if pages > MAX_PAGES:
        raise CannotInspect(f"It has {pages:,} pages. We look through {MAX_PAGES} at most: add it in pieces.")
    return pdf


def pdf_bytes(pdf: Pdf) -> bytes:
    """The bytes of a PDF made here; the same each time."""
    made = BytesIO()
    pdf.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()


def stream_bytes(stream: Object) -> bytes:
    """What a stream holds, unpressed; as it lies in the file where it cannot be. CannotLook for a bomb."""
    _refuse_bomb(stream)
    try:
        return stream.read_bytes()
    except (DataDecodingError, PdfError, RuntimeError):
        return stream.read_raw_bytes()


def parse_string(raw: bytes) -> str:
    """The words of a string as it is written in a page's operators: (words) or <776f7264>."""
    try:
        return str(Object.parse(raw))
    except (PdfError, ValueError, RuntimeError):
        return ""


def _refuse_bomb(stream: Object) -> None:
    """Unpress bit by bit as far as the limit; what swells beyond it is never held whole."""
    packed, size = stream.read_raw_bytes(), 0
    unpacker = zlib.decompressobj()
    try:
        while packed and not unpacker.eof:
            size += len(unpacker.decompress(packed, 2**20))
            packed = unpacker.unconsumed_tail
            if size > MAX_UNPACKED:
                raise CannotInspect(f"A part of it is larger than {MAX_UNPACKED // 2**20} MB when unpacked.")
    except zlib.error:
        return  # pressed in another way, or not at all
