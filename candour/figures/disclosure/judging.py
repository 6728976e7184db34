"""Holds what the intruder finds against the rule: which protected counts come out. Needs the true counts."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from candour.figures.cells import Cell
from candour.figures.disclosure.protected import Protected, Registered, protected
from candour.figures.disclosure.reader import Reading
from candour.figures.disclosure.readers import Kind, Readers, codes_seen
from candour.figures.disclosure.systems import Count, System
from candour.figures.disclosure.tables import DAYS, days_of
from candour.figures.measures import measures
from candour.figures.quarters import Span
from candour.figures.rules import LINKS, MAY_BE_HIDDEN, Links, Treat, Treatment, treatment


def usual_treatment(cell: Cell) -> Treatment:
    """The treatment of a cell by the disclosure class of its measure.

    Of a cohort, what no force has answered at all is exempt: it is next to what was sent less what was
    acknowledged, and both of these are exact.
    """
    if (cell.by, cell.code) == ("became", "silent"):
        return Treatment.EXEMPT
    return treatment(measures()[cell.measure].disclosure, cell.by)


@dataclass(frozen=True)
class House:
    """By what everything is protected: the treatments, what the counting rules say, and the fixed codes.

    Without `codes`, those that were ever published of a measure, by a kind, are all that there are.
    """

    treat: Treat = usual_treatment
    links: Links = LINKS
    codes: Mapping[Kind, Collection[str]] | None = None


USUAL = House()


@dataclass(frozen=True)
class Judged:
    """Everything published, as it is read, and the protected counts by the system they are in."""

    reading: Reading
    counts: Mapping[System, Mapping[Count, Protected]]

    def coming_out(self, at_most: int | None = None) -> list[tuple[Protected, Count, System]]:
        """The protected counts for which the rule is broken, `at_most` so many of what hangs together."""
        failing = self.reading.failing(self.counts, at_most)
        return [(self.counts[system][count], count, system) for system, count in failing]


def judged(register: Sequence[Registered], house: House, places: Collection[int] | None = None) -> Judged:
    """Everything published as the intruder reads it, with what is protected of it.

    `places` are those of the cells that are asked about: only what hangs together with them is looked at.
    """
    shown = [item for item, _ in register]
    wanted = range(len(shown)) if places is None else places
    hideable = [position for position, item in enumerate(shown) if house.treat(item.cell) in MAY_BE_HIDDEN]
    reading = Reading(shown, readers_of(register, house), wanted, hideable)
    row_of = reading.knowledge.row_of
    counts: dict[System, dict[Count, Protected]] = {
        reading.system_of_row(row_of[position]): {} for position in wanted if position in row_of
    }
    seen: set[tuple[int, ...]] = set()
    for item in sorted(protected(register, house.treat), key=lambda each: each.number is None):
        unknowns = reading.knowledge.counts(item.key, item.spans, item.code, item.as_at)
        if unknowns and unknowns not in seen and (system := reading.system_of(unknowns[0])) in counts:
            seen.add(unknowns)
            counts[system][Count(unknowns, item.is_small)] = item
    return Judged(reading, counts)


def readers_of(register: Sequence[Registered], house: House) -> Readers:
    """What a reader knows beside the numbers: a note says it where the rows of a table are not all of it."""
    codes = house.codes if house.codes is not None else codes_seen(shown for shown, _ in register)
    return Readers(codes, _partial(register, codes), house.links)


def _partial(register: Iterable[Registered], codes: Mapping[Kind, Collection[str]]) -> set[Kind]:
    """The tables that never had all codes at once, or whose codes were not all of the whole beside them."""
    wholes: dict[tuple[object, ...], int] = {}
    parts: dict[tuple[str, str, Span, dt.date], dict[str, int]] = {}
    for shown, count in register:
        cell = shown.cell
        if not cell.by:
            wholes[cell.measure, days_of(cell), cell.as_at] = count
        elif cell.by != DAYS:
            parts.setdefault((cell.measure, cell.by, days_of(cell), cell.as_at), {})[cell.code] = count
    together, partial = set[Kind](), set[Kind]()
    for (measure, by, span, as_at), counts in parts.items():
        if len(counts) == len(codes.get((measure, by), ())) > 1:
            together.add((measure, by))
            if sum(counts.values()) != wholes.get((measure, span, as_at), sum(counts.values())):
                partial.add((measure, by))
    return (codes.keys() - together) | partial


@dataclass(frozen=True)
class Recovered:
    """A protected count that comes out more closely than the rule allows, and how closely."""

    one: Protected
    low: int
    high: int | None

    @property
    def words(self) -> str:
        """Which count it is, as at which day, and between which numbers it must be."""
        between = f"{self.low} to {self.high}" if self.high is not None else f"{self.low} or more"
        return f"{self.one.words}, as at {self.one.as_at}: {between}"


@dataclass(frozen=True)
class AttackResult:
    """What an attack came to. `answers` and `refused` are ad hoc questions, of invented histories alone."""

    histories: int = 0
    numbers: int = 0
    protected: int = 0
    recovered: tuple[Recovered, ...] = ()
    answers: int = 0
    refused: int = 0

    def __add__(self, other: "AttackResult") -> "AttackResult":
        names = [attribute.name for attribute in fields(self)]
        return AttackResult(**{name: getattr(self, name) + getattr(other, name) for name in names})

    def in_words(self) -> list[str]:
        """Each recovered count in a line of text."""
        return [count.words for count in self.recovered]


def report(register: Sequence[Registered], house: House = USUAL) -> AttackResult:
    """Attack everything that was published, from the published cells alone, and hold it against the truth."""
    judgement = judged(register, house)
    recovered = tuple(
        Recovered(protected_count, *system.bounds(count))
        for protected_count, count, system in judgement.coming_out()
    )
    protected_counts = sum(len(counts) for counts in judgement.counts.values())
    return AttackResult(numbers=len(register), protected=protected_counts, recovered=recovered)
