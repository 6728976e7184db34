"""Text as a person reads it: without marks that nobody sees, and with every kind of letter's plain form."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Soft hyphens, zero-width blanks and joiners, marks of direction.
_UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\u2068\u2069\ufeff"
)


@dataclass(frozen=True)
class MappedText:
    """A text as it is read, and for each of its characters its place in the text as it was given."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of what is read stands in the text as it was given."""
        return self.places[start], self.places[end - 1] + 1


def visible_text(text: str) -> MappedText:
    """The text as it is read: full-width and other figures as plain ones, nothing invisible."""
    if text.isascii():
        return MappedText(text, range(len(text)))
    kept = [(place, _plain(one)) for place, one in enumerate(text) if one not in _UNSEEN]
    return MappedText("".join(one for _, one in kept), [place for place, _ in kept])


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.digit(letter))
    plain = unicodedata.normalize("NFKC", letter)
    # One for one, so that places stay; a blank that does not break stays as it is.
    return plain if len(plain) == 1 and plain != " " else letter
