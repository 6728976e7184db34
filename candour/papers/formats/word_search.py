"""Finding words in text as it is printed: across lines, hyphens, ligatures and case."""

import unicodedata
from collections.abc import Iterator, Sequence

LONG_WORD = 4  # characters from which a word is also found within a longer one


def normalised(text: str) -> str:
    """Letters and digits alone, in small letters: "Smi-\\nth" and "ﬁ" as "smith" and "fi"."""
    return "".join(
        character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum()
    )


def _letters_with_indexes(characters: Sequence[str]) -> tuple[str, list[int]]:
    letters, indexes = [], []
    for index, character in enumerate(characters):
        for letter in normalised(character):
            letters.append(letter)
            indexes.append(index)
    return "".join(letters), indexes


def find_word(word: str, characters: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The index of the first and the last character of a word, each time that it occurs.

    A word of `LONG_WORD` characters or more is found within longer words too; a shorter one only by itself.
    """
    needle = normalised(word)
    if not needle:
        return
    text, indexes = _letters_with_indexes(characters)
    start = text.find(needle)
    while start >= 0:
        first, last = indexes[start], indexes[start + len(needle) - 1]
        if len(needle) >= LONG_WORD or _is_whole_word(characters, first, last):
            yield first, last
        start = text.find(needle, start + 1)


def _is_whole_word(characters: Sequence[str], first: int, last: int) -> bool:
    before = characters[first - 1] if first else " "
    after = characters[last + 1] if last + 1 < len(characters) else " "
    return not before[-1:].isalnum() and not after[:1].isalnum()


def contains_word(word: str, text: str) -> bool:
    """Whether `find_word` finds the word in a text."""
    return next(find_word(word, text), None) is not None


def byte_forms(word: str) -> set[bytes]:
    """The bytes of a word: in UTF-8 and UTF-16 of either byte order, and each of them in hexadecimal digits.

    All in small letters, as the bytes that are searched must be.
    """
    spellings = {word.casefold(), unicodedata.normalize("NFKC", word).casefold()}
    raw = {
        spelling.encode(encoding)
        for spelling in spellings
        for encoding in ("utf-8", "utf-16-be", "utf-16-le")
    }
    return raw | {form.hex().encode() for form in raw}
