"""A few dozen items, such as measures, looked through whole for those nearest to a text. No Django."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from .stems import stems

Item = TypeVar("Item")
Texts = Sequence[Collection[str]]
# What a stem counts in an item's title, in its words, and in what else is said of it.
WEIGHTS = (1.0, 0.8, 0.6)
# How much of an item's nearness depends on its title saying no more than was asked.
_TITLE_SHARE = 0.4


def rarity(entries: int, total: int) -> float:
    """What a stem is worth that so many of `total` entries have: at most if none has it, never nothing."""
    return math.log(1 + total / (entries + 0.5))


def nearness(worth: Mapping[str, float], texts: Texts) -> float:
    """The share, from 0 to 1, that an entry has of the stems asked for.

    `worth` is what each stem counts; `texts` are the stems of the entry's texts, the weightiest text first.
    """
    best = {
        stem: max((weight for weight, text in zip(WEIGHTS, texts, strict=False) if stem in text), default=0.0)
        for stem in worth
    }
    return sum(worth[stem] * best[stem] for stem in worth) / (sum(worth.values()) or 1)


class SmallIndex(Generic[Item]):
    """Items that are found by their words."""

    def __init__(self) -> None:
        self._items: list[tuple[Item, Texts]] = []
        self._counts: Counter[str] = Counter()

    def put(self, item: Item, title: str, words: str, more: str = "") -> None:
        """Add an item with its title, its words, and what else is said of it."""
        texts = [frozenset(stems(text)) for text in (title, words, more)]
        self._items.append((item, texts))
        self._counts.update(frozenset[str]().union(*texts))

    def nearest(self, text: str, *, limit: int, least: float) -> Iterable[Item]:
        """At most `limit` items, the nearest first, whose nearness is `least` or more and not 0."""
        worth = {stem: rarity(self._counts[stem], len(self._items)) for stem in stems(text)}
        ranked = sorted(
            ((self._score(worth, texts), item) for item, texts in self._items),
            key=lambda pair: -pair[0],
        )
        return [item for score, item in ranked[: max(limit, 0)] if score and score >= least]

    @staticmethod
    def _score(worth: Mapping[str, float], texts: Texts) -> float:
        """Nearness, and less where the title says more: "referrals" means them all, not some of them."""
        title = texts[0]
        covered = sum(stem in worth for stem in title) / max(len(title), 1)
        return nearness(worth, texts) * (1 - _TITLE_SHARE + _TITLE_SHARE * covered)
