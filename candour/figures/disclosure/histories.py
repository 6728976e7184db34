"""Invented histories of a line, published from first to last, for the intruder to try himself on.

Each has one large force and many small ones, rare kinds of conduct and rare channels; quarterly and annual
releases, answers to questions, entries that come late, codes put right, and new versions of releases.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from candour.figures.cells import Cell, Counted
from candour.figures.disclosure.judging import House
from candour.figures.disclosure.protected import Registered
from candour.figures.disclosure.protecting import WouldUnpick, protect
from candour.figures.quarters import Span, last_of_month, months, quarters, years

FIRST, NEVER, _DAY = dt.date(2030, 12, 1), dt.date.max, dt.timedelta(days=1)


class InventedEntry(NamedTuple):
    """One thing that a measure counts: its codes by kind, its month, and the days on which it stood."""

    measure: str
    codes: dict[str, str]
    month: dt.date
    known_on: dt.date
    until: dt.date = NEVER


class InventedOrder(NamedTuple):
    """What is published on one day: measures by kinds over periods. `is_answer` may be refused."""

    tables: Sequence[tuple[str, str, Span]]
    as_at: dt.date
    is_answer: bool = False


class History:
    """An invented line: its codes, its entries, and what is to be published of it, in order."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)  # noqa: S311 (the same seed must give the same history)
        dice = self.dice
        self.last = last_of_month(FIRST + dt.timedelta(days=30 * dice.choice((11, 14, 17))))
        self.codes = {
            "channel": _names("channel", dice.randint(4, 6)),
            "category": _names("category", dice.randint(4, 7)),
            "language": ["en", "cy", "other"],
            "reason": _names("reason", 4),
            "kind": ["criminal", "misconduct", "both"],
            "force": _names("force", dice.randint(5, 12)),
            "became": ["investigated", "intelligence", "closed", "acting", "silent"],
        }
        self.codes["to_force"] = self.codes["force"]
        self._steep = {by: dice.uniform(1.0, 2.5) for by in self.codes}
        self.entries: list[InventedEntry] = []
        self.stays: list[tuple[str, dt.date, dt.date]] = []
        busy = dice.choice((15, 40, 90))
        for month in months(FIRST, self.last):
            for _ in range(dice.randint(busy // 2, busy * 2)):
                self._live(month)

    def _live(self, month: Span) -> None:
        """One contact and, now and then, what came of it."""
        dice = self.dice
        on = month.since + dt.timedelta(days=dice.randrange(28))
        known_on = on if dice.random() > 0.02 else on + dt.timedelta(days=dice.randint(60, 300))
        codes = {by: self._pick(by) for by in ("channel", "category", "force", "language")}
        self._stand("M01", codes, month.since, known_on)
        if dice.random() < 0.4:
            closed = known_on + dt.timedelta(days=dice.randint(1, 90))
            self._stand("M03", {**codes, "reason": self._pick("reason")}, month.since, closed)
        elif dice.random() < 0.6:
            self._refer(codes, month.since, known_on)

    def _refer(self, codes: dict[str, str], month: dt.date, on: dt.date) -> None:
        dice = self.dice
        force = codes["force"]
        self._stand("M07", {**codes, "became": "silent"}, month, on, is_watched=True)
        answered = on + dt.timedelta(days=dice.randint(1, 200))
        if dice.random() < 0.8:
            self._stand("M09", {"force": force}, month, on + dt.timedelta(days=dice.randint(0, 40)))
        if dice.random() < 0.12:
            goal = self._pick("force")
            if goal != force:
                moved = on + dt.timedelta(days=dice.randint(1, 60))
                self._stand("M08", {"force": force, "to_force": goal}, moved.replace(day=1), moved)
                self._stand("M08a", {"force": force}, month, moved)
        if dice.random() < 0.7 and not force.endswith(("5", "8")):
            self._answer(force, answered)
        self.stays.append((force, on, answered if dice.random() < 0.7 else NEVER))

    def _answer(self, force: str, on: dt.date) -> None:
        dice, month = self.dice, on.replace(day=1)
        measure = dice.choice(("M13", "M14", "M31", "M12"))
        kind = {"M14": "kind", "M31": "reason"}.get(measure)
        self._stand(measure, {"force": force, **({kind: self._pick(kind)} if kind else {})}, month, on)
        if measure == "M14" and dice.random() < 0.5:
            self._stand("M24", {"reason": self._pick("reason")}, month, on)

    def _stand(
        self, measure: str, codes: dict[str, str], month: dt.date, on: dt.date, *, is_watched: bool = False
    ) -> None:
        """An entry from the day it was written down; one in fifty is put right later, or withdrawn."""
        dice = self.dice
        if is_watched and dice.random() < 0.8:
            changes = on + dt.timedelta(days=dice.randint(5, 250))
            self.entries.append(InventedEntry(measure, codes, month, on, changes))
            self.entries.append(
                InventedEntry(measure, {**codes, "became": self._pick("became")}, month, changes)
            )
        elif dice.random() < 0.02:
            changes = on + dt.timedelta(days=dice.randint(20, 300))
            self.entries.append(InventedEntry(measure, codes, month, on, changes))
            if dice.random() < 0.7:
                by = dice.choice(sorted(codes))
                self.entries.append(InventedEntry(measure, {**codes, by: self._pick(by)}, month, changes))
        else:
            self.entries.append(InventedEntry(measure, codes, month, on))

    def _pick(self, by: str) -> str:
        codes = self.codes[by]
        return self.dice.choices(
            codes, [1 / (position + 1) ** self._steep[by] for position in range(len(codes))]
        )[0]

    def counts(self, as_at: dt.date) -> Callable[[str, str, str, Span], int]:
        """How many of a measure, of a code of one kind, in a period, as at a day."""
        numbers: Counter[tuple[str, str, str, dt.date]] = Counter()
        for entry in self.entries:
            if entry.known_on <= as_at < entry.until:
                numbers[entry.measure, "", "", entry.month] += 1
                for by, code in entry.codes.items():
                    numbers[entry.measure, by, code, entry.month] += 1

        def count(measure: str, by: str, code: str, span: Span) -> int:
            if measure == "M10":
                here = [entry for entry in self.stays if entry[1] <= span.until < entry[2]]
                return sum(not by or entry[0] == code for entry in here)
            return sum(numbers[measure, by, code, month.since] for month in months(*span))

        return count

    def orders(self) -> list[InventedOrder]:
        """Everything that is to be published, in its order."""
        dice, orders = self.dice, []
        ended = quarters(FIRST, self.last)
        for position, quarter in enumerate(ended):
            as_at = quarter.until + dt.timedelta(days=dice.randint(10, 40))
            orders.append(InventedOrder(_quarterly(ended[: position + 1]), as_at))
            if quarter in ended[3::4]:
                year = years(FIRST, quarter.until)[-1]
                yearly = as_at + dt.timedelta(days=dice.choice((0, 15)))
                orders.append(InventedOrder(_annual(ended[: position + 1], year), yearly))
                as_at = yearly
            orders += self._questions(quarter, as_at)
            if dice.random() < 0.3:
                again = dice.choice([order for order in orders if not order.is_answer])
                orders.append(InventedOrder(again.tables, as_at + dt.timedelta(days=dice.randint(5, 40))))
        return orders

    def _questions(self, quarter: Span, as_at: dt.date) -> Iterator[InventedOrder]:
        dice = self.dice
        half = Span(max(FIRST, (quarter.since - 92 * _DAY).replace(day=1)), quarter.until)
        for _ in range(dice.choice((0, 1, 1, 2))):
            measure, by = dice.choice(_ASKED)
            span = dice.choice((quarter, half, Span(FIRST, quarter.until)))
            by_month = measure in _SERIES and dice.random() < 0.3
            spans = months(*span) if by_month else [span]
            yield InventedOrder([(measure, by, part) for part in spans], as_at, is_answer=True)


# What may be asked for parts of a year (rules.objections).
_ASKED = (("M01", "language"), ("M01", "channel"), ("M07", "became"))
_SERIES, _EXACT = ("M01", "M07", "M08"), ("M03", "M08a", "M09")
_YEARLY = (
    ("M01", "category"), ("M01", "force"), ("M03", "reason"), ("M03", "category"), ("M07", "force"),
    ("M07", "category"), ("M08", "force"), ("M08", "to_force"), ("M08a", "force"), ("M09", "force"),
    ("M12", ""), ("M13", ""), ("M13", "force"), ("M14", ""), ("M14", "force"), ("M14", "kind"),
    ("M24", ""), ("M24", "reason"), ("M31", ""), ("M31", "reason"),
)  # fmt: skip


def _names(kind: str, many: int) -> list[str]:
    return [f"{kind} {number}" for number in range(1, many + 1)]


def _quarterly(ended: Sequence[Span]) -> list[tuple[str, str, Span]]:
    last, start = ended[-1], Span(ended[0].since, ended[-1].until)
    day = Span(last.until, last.until)
    return [
        *((measure, "", month) for measure in _SERIES for month in months(*start)),
        *((measure, "", quarter) for measure in (*_SERIES, *_EXACT) for quarter in ended),
        *((measure, "", start) for measure in (*_SERIES, *_EXACT)),
        *(("M01", "channel", span) for span in dict.fromkeys((last, start))),
        *(("M07", "became", quarter) for quarter in ended),
        ("M10", "", day),
    ]


def _annual(ended: Sequence[Span], year: Span) -> list[tuple[str, str, Span]]:
    day = Span(year.until, year.until)
    yearly = [(measure, by, year) for measure, by in _YEARLY]
    yearly += [(measure_code, "", year) for measure_code in (*_SERIES, *_EXACT)]
    return list(dict.fromkeys([*_quarterly(ended), *yearly, ("M10", "force", day)]))


def published(history: History, *, secondary: bool = True) -> tuple[list[Registered], int, int]:
    """Everything as it is published, with the true counts; how many questions were asked, and refused."""
    register: list[Registered] = []
    answers = refused = 0
    house = house_of(history)
    for order in history.orders():
        wanted, silent = _counted(history, order)
        answers += order.is_answer
        try:
            shown = protect(
                wanted,
                register,
                silent=silent,
                whole=order.is_answer,
                without_secondary=not secondary,
                house=house,
            )
        except WouldUnpick:
            refused += 1  # a correction, too, is refused where no hiding makes it safe
            continue
        register += [(cell_shown, count.number) for cell_shown, count in zip(shown, wanted, strict=True)]
    return register, answers, refused


def house_of(history: History) -> House:
    """The usual rules, with the codes of an invented line."""
    kinds = {*_ASKED, *_YEARLY, ("M10", "force")}
    return House(codes={kind: history.codes[kind[1]] for kind in kinds if kind[1]})


def _counted(history: History, order: InventedOrder) -> tuple[list[Counted], list[Cell]]:
    count = history.counts(order.as_at)
    wanted = [
        Counted(Cell(measure, by, code, *span, order.as_at), count(measure, by, code, span))
        for measure, by, span in order.tables
        for code in (history.codes[by] if by else ("",))
    ]
    stated_entries = (entry for entry in history.entries if entry.measure in ("M12", "M13", "M14", "M31"))
    spoke = {entry.codes["force"] for entry in stated_entries if entry.known_on <= order.as_at}
    stated = [cell for cell, _ in wanted if cell.measure in ("M13", "M14") and cell.by == "force"]
    return wanted, [cell for cell in stated if cell.code not in spoke]
