"""A few dozen things that are looked through whole, such as measures: ranked as the log is. No Django."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .query import meant, pairs, wanted
from .ranking import Said, score, whole_worth
from .stems import stems

Thing = TypeVar("Thing")


@dataclass
class Shelf(Generic[Thing]):
    """Things with what is said of each: a title, and other words."""

    things: list[tuple[Said, Thing]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def put(self, thing: Thing, title: str, words: str, more: str = "") -> None:
        """Let a thing be found by its title, by other words less, and by more words least."""
        told = Said(*(" ".join(stems(one)) for one in (title, words, more)))
        self.things.append((told, thing))
        self.counts.update({*told.title.split(), *told.questions.split(), *told.answers.split()})

    def nearest(self, text: str, *, limit: int, least: float) -> Iterable[Thing]:
        """The things nearest to a text, the best first, that have at least that share of what it is worth."""
        total = len(self.things)
        counts = {one: self.counts[one] for one in meant(text) if self.counts[one]}
        words, together = wanted(text, counts, total), pairs(text)
        whole = whole_worth(text, words, total)
        ranked = [
            (score(said, words, together) * _named(said, meant(text)), -place)
            for place, (said, _) in enumerate(self.things)
        ]
        ranked.sort(reverse=True)
        return [self.things[-place][1] for worth, place in ranked[:limit] if worth and worth >= least * whole]


def _named(said: Said, stems_meant: Sequence[str]) -> float:
    """Less for a thing whose name says more than was asked: "referrals" means them all, not some of them."""
    title = set(said.title.split())
    return 0.6 + 0.4 * len(title.intersection(stems_meant)) / max(len(title), 1)
