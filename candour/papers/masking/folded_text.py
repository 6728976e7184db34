"""Text folded to search it for names: without accents, and without apostrophes within words."""

import re
import unicodedata
from functools import lru_cache

from .visible_text import MappedText

# Within a name: O'Brien is O’Brien and OBrien. "Asker's" keeps its own, so that the name ends before it.
_WITHIN = re.compile(r"(?<=[^\W\d_])['’‘ʼ`´′](?=[^\W\d_])(?![sS](?![^\W_]))")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}


def fold(text: str) -> MappedText:
    """The text with plain letters, in their case, mapped to the indexes of the original."""
    apostrophes = {match.start() for match in _WITHIN.finditer(text)}
    if text.isascii() and not apostrophes:
        return MappedText(text, range(len(text)))
    letters = [
        (letter, index)
        for index, character in enumerate(text)
        if index not in apostrophes
        for letter in _plain(character)
    ]
    return MappedText("".join(letter for letter, _ in letters), [index for _, index in letters])


def include_accents(text: str, end: int) -> int:
    """The end of a span, moved past the combining marks of its last letter."""
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
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
