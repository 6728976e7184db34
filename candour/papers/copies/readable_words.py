"""Which of the redacted words could still be read in a PDF by somebody who looks for them."""

import re
from collections.abc import Iterator, Sequence

from candour.papers.formats.pdf_objects import (
    Array,
    Dictionary,
    Name,
    Object,
    Stream,
    String,
    open_pdf,
    stream_bytes,
)
from candour.papers.formats.pdf_pages import page_texts
from candour.papers.formats.word_search import LONG_WORD, byte_forms, contains_word

_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
# Fewer bytes than this come up by chance in compressed data.
_TELLING = 6


def count_readable(content: bytes, words: Sequence[str]) -> int:
    """How many of the words can still be read in a PDF: in its text, its objects, or its bytes."""
    pages = page_texts(content)
    loose = b"\n".join(_uncompressed(content)).lower()
    loose_text = loose.decode("utf-8", "replace")
    raw = content.lower()
    return sum(_is_readable(word, pages, loose, loose_text, raw) for word in words)


def _is_readable(word: str, pages: list[str], loose: bytes, loose_text: str, raw: bytes) -> bool:
    if any(contains_word(word, page) for page in pages):
        return True
    if len(word) < LONG_WORD:
        return False  # so short that it comes up anywhere; only the text of the pages says
    if any(form in loose for form in byte_forms(word)) or word.casefold() in loose_text:
        return True
    return len(word) >= _TELLING and any(form in raw for form in byte_forms(word))


def _uncompressed(content: bytes) -> Iterator[bytes]:
    """Everything in a PDF that is not pixels: streams decompressed, strings, names, hexadecimal decoded."""
    with open_pdf(content) as pdf:
        for item in [pdf.trailer, *pdf.objects]:
            yield from _strings(item)
            if isinstance(item, Stream) and item.get("/Subtype") != Name.Image:
                data = stream_bytes(item)
                yield data
                yield from (bytes.fromhex(_even_digits(digits)) for digits in _HEX.findall(data))


def _even_digits(digits: bytes) -> str:
    plain = re.sub(rb"\s", b"", digits).decode("ascii")
    return plain + "0" * (len(plain) % 2)


def _strings(value: Object) -> Iterator[bytes]:
    if isinstance(value, String):
        yield bytes(value)
        yield str(value).encode("utf-8", "replace")
    elif isinstance(value, Array):
        for item in list(value):
            if not getattr(item, "is_indirect", False):
                yield from _strings(item)
    elif isinstance(value, (Dictionary, Stream)):
        for key, item in value.items():
            yield key.encode()
            if not getattr(item, "is_indirect", False):
                yield from _strings(item)
