"""What each number counts: the counting rules of data/counting_rules.csv, and the entries they are made from.

No Django here. The nine units are never mixed, and each measure has one date basis (docs/figures.md).
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

# An event table counts what happened in the period; a cohort, what has become by the as-at day of things
# that began in the period; a stock, what there was at the end of the period. Stocks are never summed.
Kind = Literal["event", "cohort", "stock"]


@dataclass(frozen=True)
class Source:
    """Which entries a measure is made from, what sort of table it is, and how it may be broken down."""

    event: str
    kind: Kind
    by: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """One counting rule; `words` says it plainly.

    `event` is the ledger event it counts, and `reasons` the codes it is confined to, if it is.
    """

    code: str
    name: str
    words: str
    unit: str
    definition: str
    date_basis: str
    rule: str
    event: str
    kind: Kind
    by: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeCode:
    """What a force may state: its label, the unit it counts, and whether it closes the referral."""

    code: str
    label: str
    unit: str
    closing: bool


def packaged(name: str) -> list[dict[str, str]]:
    """The rows of one of this room's data files."""
    text = files("candour.figures").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def outcome_codes() -> Mapping[str, OutcomeCode]:
    """Every outcome that a force may state, by code, in the order of the work."""
    return {
        row["code"]: OutcomeCode(row["code"], row["label"], row["unit"], row["closing"] == "yes")
        for row in packaged("outcome_codes.csv")
    }


def codes_of(measure: str) -> tuple[str, ...]:
    """The outcome codes that a measure counts."""
    return tuple(row["code"] for row in packaged("outcome_codes.csv") if row["measure"] == measure)


# Channels that are counted in figures of their own (data/counting_rules.csv, M40 to M43), outside M01.
OUTSIDE_M01 = ("historic_review", "workforce_check")

# The measures that a real installation shows before there are releases: national totals by month.
BY_MONTH = ("M01", "M04", "M07", "M08")

_EVERYTHING = ("channel", "category", "force", "month")


@cache
def sources() -> Mapping[str, Source]:
    """The measures that are counted so far, and what each is made from. The other rules wait for theirs."""
    return {
        "M01": Source("contact.received", "event", _EVERYTHING),
        "M02": Source("letter.received", "event", ("month",)),
        "M03": Source("contact.closed", "cohort", ("reason", *_EVERYTHING)),
        "M04": Source("report.completed", "event", _EVERYTHING),
        "M05": Source("report.assessed", "event", _EVERYTHING),
        "M06": Source("report.not_referred", "event", ("reason", "channel", "category", "month")),
        "M07": Source("referral.sent", "event", _EVERYTHING),
        "M08": Source("referral.transferred", "event", (*_EVERYTHING, "to_force")),
        "M08a": Source("referral.sent", "cohort", _EVERYTHING),
        "M09": Source("referral.acknowledged", "cohort", ("force", "month", "days")),
        "M10": Source("referral.sent", "stock", ("force",)),
        "M11": Source("question.released", "event", ("force", "month")),
        "M14": Source("outcome.recorded", "event", ("force", "category", "month"), codes_of("M14")),
        "M31": Source("outcome.recorded", "event", ("reason", "force", "category", "month"), codes_of("M31")),
    }


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure that is counted so far, by code, in the order of the counting rules."""
    plain = {row["measure"]: row["words"] for row in packaged("in_plain_words.csv")}
    return {
        row["measure"]: Measure(
            code=row["measure"],
            name=row["name"],
            words=plain[row["measure"]],
            unit=row["unit"],
            definition=row["definition"],
            date_basis=row["date_basis"],
            rule=row["rule"],
            event=made.event,
            kind=made.kind,
            by=made.by,
            reasons=made.reasons,
        )
        for row in packaged("counting_rules.csv")
        if (made := sources().get(row["measure"]))
    }


@cache
def labels(kind: str) -> Mapping[str, str]:
    """The words for the codes of one kind: channel, category, closing or not_referred."""
    return {row["code"]: row["label"] for row in packaged("labels.csv") if row["kind"] == kind}
