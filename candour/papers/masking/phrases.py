"""Finding words that a member of the desk wants left out, however their lines are broken."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .folded_text import fold, include_accents

_SPACE = r"(?:[\s_>]{1,12}|%20)"


def split_phrases(lines: str) -> tuple[str, ...]:
    """The phrases of a box, one a line."""
    return tuple(dict.fromkeys(one.strip() for one in lines.splitlines() if one.strip()))


def find_phrases(text: str, phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where these phrases stand as whole words, in any case, also over the end of a line."""
    if phrases:
        read = fold(text)
        for found in _pattern(tuple(phrases)).finditer(read.text):
            start, end = read.span(*found.span())
            yield start, include_accents(text, end)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    written = (_SPACE.join(map(re.escape, fold(one).text.split())) for one in phrases)
    longest_first = "|".join(sorted(written, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{longest_first})(?![^\W_])", re.IGNORECASE)
