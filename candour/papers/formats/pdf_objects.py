"""A PDF as its objects, by pikepdf, which no other file imports."""

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
    """A PDF from its bytes. CannotInspect if it is locked, damaged or very long."""
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
    """The bytes of a PDF, the same each time it is saved."""
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def stream_bytes(stream: Object) -> bytes:
    """The data of a stream, decompressed, or raw if that fails. CannotInspect for a decompression bomb."""
    _refuse_bomb(stream)
    try:
        return stream.read_bytes()
    except (DataDecodingError, PdfError, RuntimeError):
        return stream.read_raw_bytes()


def parse_string(raw: bytes) -> str:
    """The text of a string operand of a page: (text) or <74657874>; empty if it is broken."""
    try:
        return str(Object.parse(raw))
    except (PdfError, ValueError, RuntimeError):
        return ""


def _refuse_bomb(stream: Object) -> None:
    """CannotInspect if it decompresses to more than MAX_UNPACKED bytes; never holds more than 1 MB."""
    compressed, size = stream.read_raw_bytes(), 0
    decompressor = zlib.decompressobj()
    try:
        while compressed and not decompressor.eof:
            size += len(decompressor.decompress(compressed, 2**20))
            compressed = decompressor.unconsumed_tail
            if size > MAX_UNPACKED:
                raise CannotInspect(f"A part of it is larger than {MAX_UNPACKED // 2**20} MB when unpacked.")
    except zlib.error:
        return  # compressed in another way, or not at all
