"""One period's whole account: every figure, the sums that must come out, and the words for each code."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from candour.forces.models import Force

from . import counting
from .counts import UNKNOWN, Balance, Figure, Period
from .measures import labels, measures, outcome_codes
from .published import PUBLISHED, origin

UNKNOWN_WORDS = {"force": "No force named", "category": "No kind of conduct named", "channel": "Not known"}


@dataclass(frozen=True)
class Row:
    """One line of a table or one bar: its words, its number, and whether it was published in life."""

    label: str
    value: int
    origin: str


@dataclass(frozen=True)
class Account:
    """All that the ledger says about one period."""

    period: Period
    figures: Sequence[Figure]
    contacts: Balance
    reports: Balance
    outcomes: Mapping[str, int]
    forces: Mapping[str, str]

    def total(self, measure: str) -> int:
        """A measure's number for the whole period."""
        return self.figure(measure).value

    def figure(self, measure: str, by: str = "") -> Figure:
        """One figure. KeyError if nothing was counted under that code."""
        found = next((one for one in self.figures if (one.measure, one.by) == (measure, by)), None)
        if found is None:
            raise KeyError(f"{measure} {by}")
        return found

    def days(self, share: str) -> int | None:
        """The median or 90th percentile of M09; None while nothing has been acknowledged."""
        return next((one.value for one in self.figures if one.by == f"days={share}"), None)

    def rows(self, measure: str, by: str) -> list[Row]:
        """A breakdown: months in their order, anything else from the most to the fewest, the unknown last."""
        found = [one for one in self.figures if one.measure == measure and one.by.startswith(f"{by}=")]
        if by != "month":
            found.sort(key=lambda one: (one.by.endswith(f"={UNKNOWN}"), -one.value, one.by))
        return [Row(self.words(by, one.by.partition("=")[2]), one.value, origin(one)) for one in found]

    def published(self) -> list[Row]:
        """The figures of this period that were published in life, in the order of the counting rules."""
        return [
            Row(self._name(one), one.value, PUBLISHED) for one in self.figures if origin(one) == PUBLISHED
        ]

    def _name(self, one: Figure) -> str:
        by, _, code = one.by.partition("=")
        part = f", {self.words(by, code)}" if by else ""
        return f"{measures()[one.measure].name}{part} ({one.measure})"

    def words(self, by: str, code: str) -> str:
        """A code as people say it."""
        if by == "month":
            return month_in_words(code)
        kind = "force" if by == "to_force" else by
        if code == UNKNOWN:
            return UNKNOWN_WORDS.get(kind, "Not known")
        if kind == "force":
            return self.forces.get(code, code)
        return _reason(code) if kind == "reason" else labels(kind).get(code, code)

    @property
    def is_published(self) -> bool:
        """Whether the period is the one that was published in life."""
        return origin(self.figure("M01")) == PUBLISHED


def marked(label: str, origin: str) -> str:
    """A bar's words, with the mark of a number that was published in life."""
    return f"{label} (published)" if origin == PUBLISHED else label


def month_in_words(code: str) -> str:
    """2022-11 as November 2022."""
    return f"{dt.date.fromisoformat(code + '-01'):%B %Y}"


def _reason(code: str) -> str:
    if code in outcome_codes():
        return outcome_codes()[code].label.removeprefix("No further action: ").capitalize()
    return labels("closing").get(code) or labels("not_referred").get(code, code)


@lru_cache(maxsize=16)
def account(mark: Any, period: Period) -> Account:
    """The account of a period. `mark` names the state of the ledger: a page read often is counted once."""
    return Account(
        period=period,
        figures=tuple(counting.all_figures(period)),
        contacts=counting.contacts_add_up(period),
        reports=counting.reports_add_up(period),
        outcomes=counting.outcomes_stated(period),
        forces=dict(Force.objects.values_list("slug", "name")),
    )
