"""A mail's headers as text, whatever stands in them."""

from email.message import Message
from email.policy import Compat32, EmailPolicy, default

# A header is parsed in a time that grows with the square of its length, and anybody can send a long one.
_LONGEST = 8_000


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


def _decoded(name: str, raw: object) -> str:
    text = str(raw)[:_LONGEST]
    try:
        return clean(str(default.header_factory(name, text)))
    except (
        Exception
    ):  # The library fails in many ways on a broken header; its characters are better than none.
        return clean(text)
