"""Padding: text is filled up to one of a few fixed lengths before sealing, which hides its own length."""

from bisect import bisect_left
from typing import Final

from candour.seal.pairs import WrongKey

KIB: Final = 1024
PADDING_STEPS: Final = (*(n * KIB for n in (2, 4, 8, 16, 32)), *(n * 64 * KIB for n in range(1, 17)))
"""The padded lengths, in bytes: 2, 4, 8, 16, 32 and 64 KiB, then every 64 KiB up to 1 MiB."""

PREFIX_LENGTH: Final = 4
MOST_TEXT: Final = PADDING_STEPS[-1] - PREFIX_LENGTH
"""The longest text that can be sealed, in bytes of UTF-8."""


class TextTooLong(ValueError):
    """The text is longer than MOST_TEXT bytes. Callers check this before they change anything."""

    def __init__(self) -> None:
        super().__init__(f"This text is longer than {MOST_TEXT:,} bytes. Send it in parts.")


def padded_length(length: int) -> int:
    """The padded length, in bytes, of a text of `length` bytes of UTF-8.

    Raises TextTooLong above MOST_TEXT.
    """
    if length > MOST_TEXT:
        raise TextTooLong
    return PADDING_STEPS[bisect_left(PADDING_STEPS, length + PREFIX_LENGTH)]


def pad(text: str) -> bytes:
    """Four bytes of length, the text as UTF-8, and zeros up to the padded length.

    A lone surrogate cannot be encoded and becomes a question mark: a report with one odd character in it is
    better taken than refused. Raises TextTooLong above MOST_TEXT bytes.
    """
    encoded = text.encode("utf-8", "replace")
    filled = len(encoded).to_bytes(PREFIX_LENGTH, "big") + encoded
    return filled.ljust(padded_length(len(encoded)), b"\0")


def unpad(padded: bytes) -> str:
    """The text inside padded bytes. Raises WrongKey for bytes that `pad` does not produce."""
    length = int.from_bytes(padded[:PREFIX_LENGTH], "big")
    end = PREFIX_LENGTH + length
    if (
        length > MOST_TEXT
        or len(padded) != padded_length(length)
        or padded.count(0, end) != len(padded) - end
    ):
        raise WrongKey
    try:
        return padded[PREFIX_LENGTH:end].decode("utf-8")
    except UnicodeDecodeError:
        raise WrongKey from None
