"""A few dozen things that are looked through whole, such as measures: ranked as the log is. No Django."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .ranking import Said, score
from .stems import stems
from .wanting import meant, pairs, wanted

Thing = TypeVar("Thing")


@dataclass
class Shelf(Generic[Thing]):
    """Things with what is said of each: a title, and other words."""

    things: list[tuple[Said, Thing]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def put(self, thing: Thing, title: str, words: str) -> None:
        """Let a thing be found by its title, and by other words less."""
        told = Said(" ".join(stems(title)), " ".join(stems(words)))
        self.things.append((told, thing))
        self.counts.update({*told.title.split(), *told.questions.split()})

    def nearest(self, text: str, *, limit: int, least: float) -> Iterable[Thing]:
        """The things nearest to a text, the best first, that have at least that share of what it is worth."""
        total = len(self.things)
        counts = {one: self.counts[one] for one in meant(text) if self.counts[one]}
        words, together = wanted(text, counts, total), pairs(text)
        # What no thing has counts too: a question about dogs is not answered by "how many".
        whole = sum(word.worth for word in words) + 2.0 * (len(set(stems(text))) - len(words))
        ranked = [(score(said, words, together), -place) for place, (said, _) in enumerate(self.things)]
        ranked.sort(reverse=True)
        return [self.things[-place][1] for worth, place in ranked[:limit] if worth and worth >= least * whole]
