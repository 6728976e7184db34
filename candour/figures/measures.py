"""What each number counts: all the counting rules of data/counting_rules.csv, as things that code can use.

No Django here. Units are never mixed, and each measure has one date basis. Whatever people read about one
(docs/figures.md, the page *How we count*, the notes of every file) is made from this: explained.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from candour.codes.categories import categories
from candour.codes.channels import channels
from candour.codes.languages import languages
from candour.codes.listed import ListedCode, counted_in
from candour.codes.outcomes import OutcomeCode, investigation_kinds, outcomes
from candour.codes.reasons import closing_reasons, reasons_not_to_refer
from candour.codes.tables import read_rows

# An event table counts what happened in the period; a cohort, what has become by the as-at day of things
# that began in the period; a stock, what there was at the end of one day. Stocks are never summed.
Kind = Literal["event", "cohort", "stock"]
# How far its numbers may be broken down and how exactly they are shown (docs/disclosure.md).
Disclosure = Literal["exact-by-channel", "exact-by-month", "exact", "rounded", "national"]

STATED = "outcome.recorded"


@dataclass(frozen=True)
class Measure:
    """One counting rule.

    `words` says it plainly. `counts` and `leaves_out` are sentences. `by` are the kinds of code it may be
    broken down by, `events` the ledger's events it is made from, the first of them the one it counts, and
    `reasons` the codes it is confined to, if it is. `rule` says how it must be read or printed.
    """

    code: str
    name: str
    words: str
    unit: str
    definition: str
    counts: str
    leaves_out: str
    date_basis: str
    kind: Kind
    by: tuple[str, ...]
    disclosure: Disclosure
    events: tuple[str, ...]
    reasons: tuple[str, ...]
    rule: str
    source: str

    @property
    def event(self) -> str:
        """The event whose days decide the period."""
        return self.events[0]


def packaged(name: str) -> list[dict[str, str]]:
    """The rows of one of this room's data files."""
    return read_rows("candour.figures", name)


def listed_codes(measure: str, by: str) -> Mapping[str, ListedCode]:
    """The codes of one kind that a measure's tables have a row for, by code; none for forces and for days."""
    return counted_in(measure, *(codes() for codes in _LISTS.get(by, ())))


def sentence_part(by: str, code: str) -> str:
    """The words of a code as they follow what is counted: "by phone"; empty where it has none."""
    listed = (codes().get(code) for codes in _LISTS.get(by, ()))
    return next((match.sentence_part for match in listed if match and match.sentence_part), "")


def outcome_codes() -> Mapping[str, OutcomeCode]:
    """Every outcome that a force may state, by code, in the order of the work."""
    return outcomes()


def codes_of(measure: str) -> tuple[str, ...]:
    """The outcome codes that a measure counts, in the order of the work."""
    return tuple(counted_in(measure, outcomes()))


# The lists that the codes of one kind stand in. A measure has its reasons from one of the three.
_LISTS: Mapping[str, Sequence[Callable[[], Mapping[str, ListedCode]]]] = {
    "channel": (channels,),
    "category": (categories,),
    "language": (languages,),
    "kind": (investigation_kinds,),
    "reason": (closing_reasons, reasons_not_to_refer, outcomes),
}

# Channels that are counted in figures of their own (M40 to M43), outside M01 and M03.
OUTSIDE_M01 = tuple(code for code, channel in channels().items() if "M01" not in channel.measures)

# The measures whose national totals are exact by month.
BY_MONTH = ("M01", "M04", "M07", "M08")


@cache
def measures() -> Mapping[str, Measure]:
    """Every counting rule, by code, in their order."""
    return {row["measure"]: _measure(row) for row in packaged("counting_rules.csv")}


def _measure(row: dict[str, str]) -> Measure:
    events = tuple(row["events"].split())
    return Measure(
        code=row["measure"],
        name=row["name"],
        words=row["words"],
        unit=row["unit"],
        definition=row["definition"],
        counts=row["counts"],
        leaves_out=row["leaves_out"],
        date_basis=row["date_basis"],
        kind=cast(Kind, row["kind"]),
        by=tuple(row["by"].split()),
        disclosure=cast(Disclosure, row["disclosure"]),
        events=events,
        reasons=codes_of(row["measure"]) if events[0] == STATED else (),
        rule=row["rule"],
        source=row["source"],
    )


def labels(kind: str) -> Mapping[str, str]:
    """The words in a table for every code of one kind, whatever the measure."""
    return {code: listed.row_label for codes in _LISTS[kind] for code, listed in codes().items()}
