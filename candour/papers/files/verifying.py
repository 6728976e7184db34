"""Reading a redacted PDF as somebody would who looks for what was taken out."""

import re
from collections.abc import Iterator, Sequence

from .pdf_objects import Array, Dictionary, Name, Object, Stream, String, opened, unpacked
from .pdf_pages import texts
from .words import LONG, forms, holds

_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
# Fewer bytes than this come up by chance in what is pressed.
_TELLING = 6


def still_there(content: bytes, words: Sequence[str]) -> int:
    """How many of the words can still be read in a PDF: in its text, its objects, or its bytes."""
    pages = texts(content)
    loose = b"\n".join(_loose(content)).lower()
    said = loose.decode("utf-8", "replace")
    raw = content.lower()
    return sum(_is_there(word, pages, loose, said, raw) for word in words)


def _is_there(word: str, pages: list[str], loose: bytes, said: str, raw: bytes) -> bool:
    if any(holds(word, page) for page in pages):
        return True
    if len(word) < LONG:
        return False  # so short that it comes up anywhere; the text of the pages is what can be told
    if any(form in loose for form in forms(word)) or word.casefold() in said:
        return True
    return len(word) >= _TELLING and any(form in raw for form in forms(word))


def _loose(content: bytes) -> Iterator[bytes]:
    """Everything in a PDF that is not pixels: streams unpressed, strings, names, hexadecimal unfolded."""
    with opened(content) as pdf:
        for one in [pdf.trailer, *pdf.objects]:
            yield from _strings(one)
            if isinstance(one, Stream) and one.get("/Subtype") != Name.Image:
                data = unpacked(one)
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
