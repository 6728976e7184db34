"""What a typed text wants: its words, what else may be meant by each, and how rare they are. No Django."""

import csv
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .stems import stem, stems, words

# Whoever types an essay is found by its rarest words.
MOST_WORDS = 16
# A word of an entry's title stands in the index with this before it as well.
TITLE = "zt"
# One entry in so many: a word that is rarer still is worth no more, or one chance word would decide alone.
_RAREST = 2_000
# Another word that may be meant is worth this much of the word itself.
_GUESSED = 0.95


@dataclass(frozen=True)
class Key:
    """A way to look for one word in the index: entries that have one of these; and how many there are."""

    stem: str
    any_of: tuple[str, ...]
    entries: int


@dataclass(frozen=True)
class Wanted:
    """One word of a text: its stem, the stems that may be meant by it, and what a match is worth.

    `worth` is that of the word itself, or of the best of the others where nothing has it; `others` has that
    of each other one. `widest` finds each entry that has one of them; `keys` are the narrower ways: in its
    title, and the word itself.
    """

    stem: str
    others: Mapping[str, float]
    worth: float
    widest: Key
    keys: tuple[Key, ...]


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """What may be meant by a stem, by stem (data/synonyms.csv: words in one row mean much the same)."""
    text = files("candour.store").joinpath("data", "synonyms.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(text.splitlines()):
        group = {stem(word) for word in row["words"].split()}
        for one in group:
            found[one] |= group - {one}
    return {one: frozenset(others) for one, others in found.items()}


@cache
def phrases() -> Mapping[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """What is meant by words that stand together, by the first of them (data/phrases.csv)."""
    text = files("candour.store").joinpath("data", "phrases.csv").read_text(encoding="utf-8")
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        said, told = tuple(words(row["said"])), tuple(words(row["meant"]))
        found[said[0]].append((said, told))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}


def heard(text: str) -> str:
    """A text with what its phrases mean: "hung up" as "abandoned", and "DPIA" with its words beside it."""
    told, place, made = words(text), 0, list[str]()
    while place < len(told):
        for said, instead in phrases().get(told[place], ()):
            if tuple(told[place : place + len(said)]) == said:
                # A single word may stand in an entry as it is.
                made += [*said, *instead] if len(said) == 1 else instead
                place += len(said)
                break
        else:
            made.append(told[place])
            place += 1
    return " ".join(made)


def meant(text: str) -> list[str]:
    """Every stem to count before a text can be looked for: its own, and what may be meant."""
    own = dict.fromkeys(stems(heard(text)))
    every = {*own, *(other for one in own for other in synonyms().get(one, ()))}
    return sorted(every | {f"{TITLE}{one}" for one in every})


def wanted(text: str, counts: Mapping[str, int], total: int) -> list[Wanted]:
    """The words of a text that any entry has, the rarest first; at most MOST_WORDS.

    `counts` is in how many of the `total` entries each stem of `meant(text)` is.
    """
    found = [_wanted(one, counts, total) for one in dict.fromkeys(stems(heard(text)))]
    known = sorted((one for one in found if one.widest.entries), key=lambda one: (-one.worth, one.stem))
    return known[:MOST_WORDS]


def _wanted(own: str, counts: Mapping[str, int], total: int) -> Wanted:
    others = sorted(one for one in synonyms().get(own, ()) if counts.get(one))

    def key(*any_of: str) -> Key:
        return Key(own, any_of, min(total, sum(counts.get(one, 0) for one in any_of)))

    widest = key(own, *others)
    narrower = [key(*(f"{TITLE}{one}" for one in (own, *others)))] + ([key(own)] if others else [])
    worth = rarity(counts.get(own, 0), total)
    # Another word is a guess at what was meant, and never worth more than the word itself.
    guessed = {one: _GUESSED * min(worth, rarity(counts[one], total)) for one in others}
    if not counts.get(own):
        worth = max(guessed.values(), default=worth)
    keys = tuple(one for one in narrower if one.entries)
    return Wanted(own, guessed, worth, widest, keys)


def rarity(entries: int, total: int) -> float:
    """What a word is worth that so many of the entries have: little if most do, never nothing."""
    return math.log(1 + total / (entries + 0.5 + total / _RAREST))


def pairs(text: str) -> Sequence[tuple[str, str]]:
    """Stems that follow one another in a text: an entry with them side by side is nearer to it."""
    found = stems(heard(text))
    return list(dict.fromkeys(zip(found, found[1:], strict=False)))[: 2 * MOST_WORDS]
