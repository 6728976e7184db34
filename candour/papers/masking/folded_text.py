"""Text as a name is looked for in it: without accents, apostrophes and marks that stand over letters."""

import re
import unicodedata
from functools import lru_cache

from .visible_text import MappedText

# Within a name: O'Brien is O’Brien and OBrien. "Asker's" keeps its own, so that the name ends before it.
_WITHIN = re.compile(r"(?<=[^\W\d_])['’‘ʼ`´′](?=[^\W\d_])(?![sS](?![^\W_]))")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}


def fold(text: str) -> MappedText:
    """The text with plain letters, in the case it has, and each one's place in the text as it was given."""
    gone = {found.start() for found in _WITHIN.finditer(text)}
    if text.isascii() and not gone:
        return MappedText(text, range(len(text)))
    kept = [(letter, place) for place, one in enumerate(text) if place not in gone for letter in _plain(one)]
    return MappedText("".join(letter for letter, _ in kept), [place for _, place in kept])


def include_accents(text: str, end: int) -> int:
    """The end of a span, with the marks that stand over its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.lower() in _LETTERS:
        other = _LETTERS[letter.lower()]
        return other if letter.islower() else other.capitalize()
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(one for one in apart if not unicodedata.combining(one))
