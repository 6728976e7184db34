"""What each law says of time and fees, read from data/laws.csv with its sources. No database."""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass

from candour.codes.tables import read_rows
from candour.foi.rules import Law

from .counting import Closed, CountedTime, Holidays, Within, count


@dataclass(frozen=True)
class LawRule:
    """One thing that a law says: its value, where that stands, and whether we are sure of it."""

    value: str
    source: str
    is_sure: bool


@dataclass(frozen=True)
class LawsRules:
    """One law: its name, whose holidays it leaves out, and the times it gives."""

    law: Law
    rules: Mapping[str, LawRule]

    def says(self, rule_name: str) -> str:
        """A rule in words, such as `name`, `commissioner`, `fee`; empty where the law has none."""
        return self.rules[rule_name].value

    @property
    def name(self) -> str:
        """As "Freedom of Information Act 2000"."""
        return self.says("name")

    def within(self, rule_name: str) -> Within | None:
        """A time, such as `answer`, `review` or `complaint_window`; None where the law gives none."""
        number, _, unit = self.says(rule_name).partition(" ")
        return Within(int(number), unit) if number else None

    def own(self, holidays: Holidays) -> dict[dt.date, Closed]:
        """The holidays that this law does not count as working days: for FOISA, Scotland's alone."""
        nations = set(self.says("nations").split())
        return {day: closed for day, closed in holidays.items() if nations & set(closed.nations)}

    def count(self, rule_name: str, since: dt.date, holidays: Holidays) -> CountedTime | None:
        """The last day of one of its times, with its working; None where the law gives no such time."""
        within = self.within(rule_name)
        return count(since, self.own(holidays), within) if within else None


@functools.cache
def rules_of(law: Law | str) -> LawsRules:
    """One law's rules. ValueError for a law that there is not."""
    named = Law(law)
    return LawsRules(named, {rule_name: rule for (of, rule_name), rule in _rules().items() if of == named})


def law_names() -> dict[str, str]:
    """The codes of the laws with their full names, such as "Freedom of Information Act 2000"."""
    return {law: rules_of(law).name for law in Law}


@functools.cache
def _rules() -> dict[tuple[str, str], LawRule]:
    return {
        (row["law"], row["what"]): LawRule(row["value"], row["source"], row["is_sure"] == "yes")
        for row in read_rows("candour.foi", "laws.csv")
    }
