"""Finding words that a member of the desk wants left out, however their lines are broken."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .folded_text import fold, include_accents

_SPACE = r"(?:[\s_>]{1,12}|%20)"


def split_phrases(lines: str) -> tuple[str, ...]:
    """The phrases of a box, one a line."""
    return tuple(dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip()))


def find_phrases(text: str, phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The spans of these phrases, as whole words, in any case, also over the end of a line."""
    if phrases:
        folded = fold(text)
        for match in _pattern(tuple(phrases)).finditer(folded.text):
            start, end = folded.span(*match.span())
            yield start, include_accents(text, end)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    patterns = (_SPACE.join(map(re.escape, fold(phrase).text.split())) for phrase in phrases)
    longest_first = "|".join(sorted(patterns, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{longest_first})(?![^\W_])", re.IGNORECASE)
