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
    """Text that both databases can keep: no zero signs, no halves of characters, on one line."""
    kept = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return " ".join(kept.split())


def headers(message: Message, name: str) -> list[str]:
    """Every header of that name, decoded, from the top."""
    return [_decoded(one, raw) for one, raw in message.raw_items() if one.casefold() == name.casefold()]


def plain_headers(message: Message, name: str) -> list[str]:
    """Every header of that name as it stands, not parsed: enough to look for an address or a number in it."""
    found = (str(raw) for one, raw in message.raw_items() if one.casefold() == name.casefold())
    return [clean(told[:_LONGEST]) for told in found]


def header(message: Message, name: str) -> str:
    """The first header of that name, decoded; empty where there is none."""
    found = headers(message, name)
    return found[0] if found else ""


def _decoded(name: str, raw: object) -> str:
    told = str(raw)[:_LONGEST]
    try:
        return clean(str(default.header_factory(name, told)))
    except (
        Exception
    ):  # The library knows many ways to fail on a broken header; its signs are better than none.
        return clean(told)
