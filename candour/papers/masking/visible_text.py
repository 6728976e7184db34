"""Text as a person reads it: without invisible characters, and with the plain form of every character."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Soft hyphens, zero-width blanks and joiners, marks of direction.
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\u2068\u2069\ufeff"
)


@dataclass(frozen=True)
class MappedText:
    """A text made from another, and for each of its characters its index in the original."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of a span of this text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def visible_text(text: str) -> MappedText:
    """The text without invisible characters, with full-width and other digits as plain ones."""
    if text.isascii():
        return MappedText(text, range(len(text)))
    characters = [
        (index, _plain(character)) for index, character in enumerate(text) if character not in _INVISIBLE
    ]
    return MappedText("".join(character for _, character in characters), [index for index, _ in characters])


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter))
    plain = unicodedata.normalize("NFKC", letter)
    # One character for one, so that indexes stay; a no-break space stays as it is.
    return plain if len(plain) == 1 and plain != " " else letter
