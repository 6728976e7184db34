"""The first and last names that a name may stand for, as somebody typed it into a form."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .folded_text import fold

TITLES = (
    "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "prof", "professor", "pc", "dc", "ds", "di",
    "cllr", "councillor", "rev", "bnr", "bns",
)  # fmt: skip
# What follows a name and is none: degrees, honours, generations.
_LETTERS_AFTER = frozenset(
    re.findall(
        r"\w+",
        "ba bsc beng bed llb ma msc mphil mba meng med llm mres phd dphil md mbbs mbchb pgce pgdip dip hons "
        "mbe obe cbe kbe dbe bem qpm kc qc jp mp msp frcs frs frsa fca aca acca cipd mcipd rn rgn "
        "jr jnr sr snr ii iii iv esq esquire",
    )
)
# A group that asks is recognised by its whole name; these words of it are common.
_OF_GROUPS = frozenset(
    re.findall(r"\w+", "police constabulary council service group action news limited ltd trust team society "
               "association campaign network union charity foundation media press watch forum party desk")
)  # fmt: skip
# "Jane Okafor, Kent", "Jane Okafor (Kent Action)", "Jane Okafor - Kent Action", "Jane Okafor of Kent".
_BESIDE = re.compile(
    r"\([^)]*\)?|\[[^\]]*\]?|\s(?:[-–—|/]|c/o|at|of|from|for|on behalf of)\s.*|[;|@/].*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_MOST_WORDS = 8


class NameReading(NamedTuple):
    """One way to read a typed name: the first name or its initial (empty for a single name), and the last."""

    first: str
    last: str


def name_words(name: str) -> list[str]:
    """The words that were typed, folded to plain letters; the first eight."""
    return _WORD.findall(fold(name).text)[:_MOST_WORDS]


def name_readings(name: str) -> Iterator[NameReading]:
    """Every reading of a typed name. Titles, letters after it, places and groups are left out."""
    typed = _BESIDE.sub(" ", fold(name).text)
    head, _, tail = typed.partition(",")
    people, others = _people(head), _bare(_WORD.findall(tail))
    if len(people) == 1 and len(people[0]) == 1 and 0 < len(others) <= 3:
        # Asker, Testa
        people = [[*others, *people[0]]]
    for words in people or [name_words(name)]:
        yield from _of_one(words[:_MOST_WORDS])


def _people(head: str) -> list[list[str]]:
    """The words of each person's name: both with the last name for "Testa and Fake Asker"."""
    people = [_bare(_WORD.findall(words)) for words in re.split(r"\s(?:and|&|a)\s", head)]
    people = [words for words in people if words]
    return [
        [*words, people[-1][-1]] if len(words) == 1 and len(people[-1]) > 1 else words for words in people
    ]


def _of_one(words: list[str]) -> Iterator[NameReading]:
    if not words or words[-1].lower() in _OF_GROUPS:
        return
    first, last = ("", words[0]) if len(words) == 1 else (words[0], words[-1])
    yield NameReading(first, last)
    parts = re.split(r"[-‐‑]", last)
    yield from (NameReading(first, part) for part in parts if len(parts) > 1 and first and len(part) > 1)
    # Letters that we do not know may be a degree, or the last name in capitals.
    is_shouted = all(word.isupper() for word in words)
    if len(words) > 2 and last.isupper() and len(last) < 7 and not is_shouted:
        yield NameReading(first, words[-2])


def _bare(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0].lower() in TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in _LETTERS_AFTER:
        words = words[:-1]
    return words
