"""Reads the rehearsal's phrase books and fills the gaps in a phrase.

A phrase book is a text file of lines, in sections headed [like this]; a line may have parts divided by " | ".
A gap is written {thus}. One account fills the same gap the same way throughout, so that what a reporter says
and what an assessor writes of it name the same street.
"""

import random
import re
from functools import cache
from pathlib import Path

BOOKS = Path(__file__).parent / "data"
GAP = re.compile(r"\{(\w+)\}")
# Of the words that can follow "a" only through a gap: the ranks and roles that begin with a vowel sound.
AN = re.compile(r"\b([Aa]) (?=(?:inspector|officer|analyst|intelligence|IT)\b)")
SENTENCE_START = re.compile(r"(^|[.!?]\s+)([a-z])")

Lines = tuple[tuple[str, ...], ...]


@cache
def book(name: str) -> dict[str, Lines]:
    """The sections of one phrase book, by heading; lines before any heading are under ""."""
    sections: dict[str, list[tuple[str, ...]]] = {"": []}
    heading = ""
    for line in (BOOKS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
            sections[heading] = []
        elif line and not line.startswith("#"):
            sections[heading].append(tuple(part.strip() for part in line.split(" | ")))
    return {heading: tuple(lines) for heading, lines in sections.items()}


@cache
def gap_fillers() -> dict[str, Lines]:
    """What may stand in each gap, from the phrase books that hold single words."""
    fillers = {**book("slots"), **book("not_reports"), "nick": book("subject")["nick"]}
    fillers["seconds"] = tuple((str(count),) for count in range(4, 60))
    fillers["wait"] = tuple((str(count),) for count in range(11, 90))
    fillers["digits"] = tuple((f"{count:02d}",) for count in range(100))
    return fillers


class AccountWords:
    """The words of one account: what has been put into a gap once stays the same."""

    def __init__(self, rng: random.Random, fillers: dict[str, str] | None = None) -> None:
        self.rng = rng
        self.fillers = dict(fillers or {})

    def pick(self, lines: Lines) -> tuple[str, ...]:
        """One line with its parts still unfilled."""
        return self.rng.choice(lines)

    def fill(self, phrase: str) -> str:
        """The phrase with every gap filled, and each sentence begun with a capital."""
        for _ in range(3):  # a filling may have a gap of its own: a description, then the words in it
            if "{" not in phrase:
                break
            phrase = GAP.sub(self._word, phrase)
        phrase = AN.sub(r"\1n ", phrase)
        return SENTENCE_START.sub(lambda start: start[1] + start[2].upper(), phrase)

    def _word(self, gap: re.Match[str]) -> str:
        name = gap[1]
        if name not in self.fillers:
            self.fillers[name] = self.rng.choice(gap_fillers()[name])[0]
        return self.fillers[name]
