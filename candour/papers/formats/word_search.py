"""Finding words in text as it is printed: across lines, hyphens, ligatures and case."""

import unicodedata
from collections.abc import Iterator, Sequence

LONG_WORD = 4  # signs from which a word is also taken out where it is part of a longer one


def normalised(text: str) -> str:
    """Letters and figures alone, all alike: "Smi-\\nth" and "ﬁ" as "smith" and "fi"."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _mapped(signs: Sequence[str]) -> tuple[str, list[int]]:
    letters, places = [], []
    for place, sign in enumerate(signs):
        for letter in normalised(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def find_word(word: str, signs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a word stands in signs: the first and the last of them, each time.

    A word of `LONG` signs or more is found within longer words too; a shorter one only by itself.
    """
    looked_for = normalised(word)
    if not looked_for:
        return
    text, places = _mapped(signs)
    start = text.find(looked_for)
    while start >= 0:
        first, last = places[start], places[start + len(looked_for) - 1]
        if len(looked_for) >= LONG_WORD or _by_itself(signs, first, last):
            yield first, last
        start = text.find(looked_for, start + 1)


def _by_itself(signs: Sequence[str], first: int, last: int) -> bool:
    before = signs[first - 1] if first else " "
    after = signs[last + 1] if last + 1 < len(signs) else " "
    return not before[-1:].isalnum() and not after[:1].isalnum()


def contains_word(word: str, text: str) -> bool:
    """Whether a word stands anywhere in a text."""
    return next(find_word(word, text), None) is not None


def byte_forms(word: str) -> set[bytes]:
    """The bytes a word may lie in: as UTF-8 and UTF-16 of either order, and those in hexadecimal figures.

    All in small letters, as the bytes they are looked for in must be.
    """
    written = {word.casefold(), unicodedata.normalize("NFKC", word).casefold()}
    raw = {one.encode(code) for one in written for code in ("utf-8", "utf-16-be", "utf-16-le")}
    return raw | {one.hex().encode() for one in raw}
