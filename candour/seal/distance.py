"""Which words of a list are spelt most like a word that is not on it."""

from functools import lru_cache
from typing import Final

FARTHEST: Final = 2
MOST: Final = 3


def nearest(typed: str, words: tuple[str, ...]) -> list[str]:
    """Up to three of `words` within two slips of the pen, nearest first.

    Among words equally near, those with the same first letter come first. The public door calls this, so
    words of another length or with too many other letters are passed over cheaply.
    """
    like = _like(typed, words)
    near = [
        (slips, word[:1] != typed[:1], word) for word in like if (slips := _slips(typed, word)) <= FARTHEST
    ]
    return [word for _, _, word in sorted(near)[:MOST]]


def _like(typed: str, words: tuple[str, ...]) -> list[str]:
    """The words worth a closer look: they lack few letters, and hold one third of what was typed as it is.

    Two slips can spoil two of the thirds. (Two pairs of neighbours changed about can spoil all three, and
    such a word goes without a suggestion.)
    """
    letters = _letters(typed)
    third, two_thirds = len(typed) // 3, len(typed) * 2 // 3
    one, two, three = typed[:third], typed[third:two_thirds], typed[two_thirds:]
    return [
        word
        for word, own in _by_length(words, len(typed))
        if (own & ~letters).bit_count() <= FARTHEST
        and (letters & ~own).bit_count() <= FARTHEST
        and (one in word or two in word or three in word)
    ]


@lru_cache(maxsize=16)
def _by_length(words: tuple[str, ...], length: int) -> tuple[tuple[str, int], ...]:
    """The words near this length, with their letters. Kept for the list alone: what people typed is not."""
    return tuple((word, _letters(word)) for word in words if abs(len(word) - length) <= FARTHEST)


def _letters(word: str) -> int:
    """One bit for each letter that occurs: a slip adds at most one and takes at most one."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 32
    return bits


def _slips(typed: str, word: str) -> int:
    """The edit distance: letters missed, added, changed, or two neighbours that changed places.

    Beyond FARTHEST it stops counting.
    """
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > FARTHEST and min(before) > FARTHEST:
            return FARTHEST + 1
    return row[-1]
