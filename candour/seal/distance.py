"""Spelling suggestions: the words of a list with the smallest edit distance to a word that is not on it."""

from functools import lru_cache
from typing import Final

FARTHEST: Final = 2
MOST: Final = 3


def nearest(typed: str, words: tuple[str, ...]) -> list[str]:
    """Up to three of `words` with an edit distance of two or less from `typed`, the smallest distance first.

    Of words with the same distance, those with the same first letter come first. Anybody can call this at
    the public door, so words whose length or letters differ too much are left out before the slow comparison.
    """
    candidates = _candidates(typed, words)
    matches = [
        (slips, word[:1] != typed[:1], word)
        for word in candidates
        if (slips := _slips(typed, word)) <= FARTHEST
    ]
    return [word for _, _, word in sorted(matches)[:MOST]]


def _candidates(typed: str, words: tuple[str, ...]) -> list[str]:
    """The words to compare in full: at most two letters differ, and one third of `typed` stands in the word.

    Two edits can change two of the thirds at most, so nothing is missed. (Two transpositions can change all
    three; such a word gets no suggestion.)
    """
    letters = _letters(typed)
    cut, next_cut = len(typed) // 3, len(typed) * 2 // 3
    first, second, last = typed[:cut], typed[cut:next_cut], typed[next_cut:]
    return [
        word
        for word, own in _by_length(words, len(typed))
        if (own & ~letters).bit_count() <= FARTHEST
        and (letters & ~own).bit_count() <= FARTHEST
        and (first in word or second in word or last in word)
    ]


@lru_cache(maxsize=16)
def _by_length(words: tuple[str, ...], length: int) -> tuple[tuple[str, int], ...]:
    """The words within FARTHEST of this length, each with its letters. The cache holds words of the list
    only,
    nothing that was typed.
    """
    return tuple((word, _letters(word)) for word in words if abs(len(word) - length) <= FARTHEST)


def _letters(word: str) -> int:
    """A bit set of the letters in the word: one edit sets at most one bit and clears at most one."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 32
    return bits


def _slips(typed: str, word: str) -> int:
    """The Damerau-Levenshtein distance: deletions, insertions, substitutions and transpositions of
    neighbours.

    Any distance above FARTHEST is returned as FARTHEST + 1.
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
