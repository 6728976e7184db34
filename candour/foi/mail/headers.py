"""A mail's headers as text, whatever stands in them."""

from email.message import Message
from email.policy import default

# A header is parsed in a time that grows with the square of its length, and anybody can send a long one.
_LONGEST = 8_000


def clean(text: str) -> str:
    """Text that both databases can keep: no zero signs, no halves of characters, on one line."""
    kept = text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return " ".join(kept.split())


def headers(message: Message, name: str) -> list[str]:
    """Every header of that name, decoded, from the top."""
    return [_decoded(one, raw) for one, raw in message.raw_items() if one.casefold() == name.casefold()]


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
