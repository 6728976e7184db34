"""Reading a redacted PDF as somebody would who looks for what was taken out."""

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
# Fewer bytes than this come up by chance in what is pressed.
_TELLING = 6


def count_readable(content: bytes, words: Sequence[str]) -> int:
    """How many of the words can still be read in a PDF: in its text, its objects, or its bytes."""
    pages = page_texts(content)
    loose = b"\n".join(_loose(content)).lower()
    said = loose.decode("utf-8", "replace")
    raw = content.lower()
    return sum(_is_there(word, pages, loose, said, raw) for word in words)


def _is_there(word: str, pages: list[str], loose: bytes, said: str, raw: bytes) -> bool:
    if any(contains_word(word, page) for page in pages):
        return True
    if len(word) < LONG_WORD:
        return False  # so short that it comes up anywhere; the text of the pages is what can be told
    if any(form in loose for form in byte_forms(word)) or word.casefold() in said:
        return True
    return len(word) >= _TELLING and any(form in raw for form in byte_forms(word))


def _loose(content: bytes) -> Iterator[bytes]:
    """Everything in a PDF that is not pixels: streams unpressed, strings, names, hexadecimal unfolded."""
    with open_pdf(content) as pdf:
        for one in [pdf.trailer, *pdf.objects]:
            yield from _strings(one)
            if isinstance(one, Stream) and one.get("/Subtype") != Name.Image:
                data = stream_bytes(one)
                yield data
                yield from (bytes.fromhex(_even(found)) for found in _HEX.findall(data))


def _even(figures: bytes) -> str:
    plain = re.sub(rb"\s", b"", figures).decode("ascii")
    return plain + "0" * (len(plain) % 2)


def _strings(one: Object) -> Iterator[bytes]:
    if isinstance(one, String):
        yield bytes(one)
        yield str(one).encode("utf-8", "replace")
    elif isinstance(one, Array):
        for item in list(one):
            if not getattr(item, "is_indirect", False):
                yield from _strings(item)
    elif isinstance(one, (Dictionary, Stream)):
        for key, item in one.items():
            yield key.encode()
            if not getattr(item, "is_indirect", False):
                yield from _strings(item)
