"""A mail's headers as text, whatever stands in them."""

import re
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32, EmailPolicy, default
from email.utils import getaddresses

# A header is parsed in a time that grows with the square of its length, and anybody can send a long one.
_LONGEST = 8_000
# What the parser makes of a byte that is not ASCII (PEP 383).
_BYTES = re.compile("[\udc80-\udcff]")


class _Bounded(EmailPolicy):
    """The library's own, but for headers beyond what anybody needs: those are cut before they are parsed."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


class _Plain(Compat32):
    """The library's oldest, which parses no header by itself: for where the headers are all that is read."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


BOUNDED, PLAIN = _Bounded(), _Plain()


def clean(text: str) -> str:
    """Text that both databases can keep: no NUL, no halves of characters, on one line."""
    storable = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return " ".join(storable.split())


def headers(message: Message, name: str) -> list[str]:
    """Every header of that name, decoded, from the top."""
    return [
        _decoded(header_name, raw)
        for header_name, raw in message.raw_items()
        if header_name.casefold() == name.casefold()
    ]


def plain_headers(message: Message, name: str) -> list[str]:
    """Every header of that name as it stands, not parsed: enough to look for an address or a number in it."""
    raw_values = (
        str(raw) for header_name, raw in message.raw_items() if header_name.casefold() == name.casefold()
    )
    return [clean(value[:_LONGEST]) for value in raw_values]


def header(message: Message, name: str) -> str:
    """The first header of that name, decoded; empty where there is none."""
    values = headers(message, name)
    return values[0] if values else ""


def writers(message: Message) -> list[tuple[str, str]]:
    """Name and address of each writer in the first From header, as far as they can be read.

    Of a header without an address all of it is the name, so that it can be masked.
    """
    raw = next((raw for name, raw in message.raw_items() if name.casefold() == "from"), "")
    text = unfolded(raw)
    try:
        addresses = default.header_factory("From", text).addresses
        pairs = [(address.display_name, address.addr_spec) for address in addresses]
    except Exception:  # As in `_decoded`: the plainer reading is better than none.
        pairs = []
    if not any(name and "@" in address for name, address in pairs):
        # The library's older reading knows a name in brackets behind the address.
        pairs = [pair for pair in getaddresses([text]) if "@" in pair[1]] or pairs
    named = [(clean(_words_decoded(name)).strip("'"), clean(address)) for name, address in pairs]
    return [pair for pair in named if "@" in pair[1]] or [(clean(_words_decoded(text)), "")]


def unfolded(raw: object) -> str:
    """A header on one line (RFC 5322, 2.2.3), its bytes read as UTF-8 or else as Windows' Latin."""
    text = re.sub(r"\r?\n(?=[ \t])|[\r\n]+", "", str(raw)[:_LONGEST])
    if not _BYTES.search(text):
        return text
    content = text.encode("utf-8", "surrogateescape")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _words_decoded(name: str) -> str:
    """A name whose encoded words (RFC 2047) stand in quotation marks, where the library leaves them."""
    if "=?" not in name:
        return name
    try:
        return str(make_header(decode_header(name)))
    except Exception:  # An unknown character set, or bytes that are not of it.
        return name


def _decoded(name: str, raw: object) -> str:
    text = unfolded(raw)
    try:
        return clean(str(default.header_factory(name, text)))
    except (
        Exception
    ):  # The library fails in many ways on a broken header; its characters are better than none.
        return clean(text)
