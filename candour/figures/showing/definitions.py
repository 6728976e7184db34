"""The counting rules as the page *How we count* shows them: in groups, in the words of a release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candour.figures.counting import queries
from candour.figures.measures import Measure, measures
from candour.figures.releasing import explained
from candour.figures.releasing.numbers import Document
from candour.figures.releasing.plan import HEADS

GROUPS = (
    ("Contacts", ("M01", "M02", "M03")),
    ("Reports", ("M04", "M05", "M06")),
    ("Referrals", ("M07", "M08", "M08a", "M09", "M10", "M11", "M32")),
    ("What forces say they did with referrals", ("M12", "M13", "M14", "M15", "M16", "M31")),
    (
        "What forces say came of it for people",
        (
            "M17",
            "M18",
            "M19",
            "M20",
            "M20p",
            "M21",
            "M22",
            "M23",
            "M24",
            "M25",
            "M26",
            "M27",
            "M28",
            "M29",
            "M30",
        ),
    ),
    ("The workforce check", ("M40", "M41", "M42", "M43")),
)
KINDS = {
    "event": "What happened in the period.",
    "cohort": "What had become, by the as-at day, of what began in the period.",
    "stock": "What there was at the end of one day. Never added up over days.",
}
CLASSES = {
    "exact-by-channel": "The whole country: exact, by the month and by how they came. Parts: see below.",
    "exact-by-month": "The whole country: exact, by the month. Parts: see below.",
    "exact": "The whole country: exact, by the quarter and the year. Parts: see below.",
    "rounded": "Under 10 is not shown; the rest to the nearest 5. Once a year.",
    "national": "The whole country only, never by force. Under 10 is not shown; the rest to the nearest 5.",
}

# What each part of "what had become of them" means. Each referral is in one: the first that fits.
BECAME = {
    "investigated": "A force says that it opened an investigation because of it, or added it to one.",
    "intelligence": "A force says that it keeps the referral as intelligence, and names no investigation.",
    "closed": "A force says that it has closed the referral, and names no investigation.",
    "acting": "A force has confirmed that it came, or told us of a step, and has not closed it.",
    "silent": "No force has told us anything of it yet, not even that it came.",
}


@dataclass(frozen=True)
class RuleView:
    """One counting rule, with each field as text for the page."""

    code: str
    name: str
    words: str
    definition: str
    counts: str
    leaves_out: str
    unit: str
    date_basis: str
    kind: str
    disclosure: str
    parts: str
    entries: str
    queries: Sequence[tuple[str, str]]


def defined(document: Document | None) -> Mapping[str, Mapping[str, Any]]:
    """Every counting rule by code: as the release has it, else as it stands today."""
    return {**explained.metadata(), **(document.measures if document else {})}


def groups(rules_by_code: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, Sequence[RuleView]]]:
    """The rules in groups with their headings, in the order of the work; empty groups are left out."""
    grouped = [
        (name, [_rule(code, rules_by_code[code]) for code in codes if code in rules_by_code])
        for name, codes in GROUPS
    ]
    return [(name, rules) for name, rules in grouped if rules]


def _rule(code: str, rule: Mapping[str, Any]) -> RuleView:
    return RuleView(
        code=code,
        name=str(rule.get("name", code)),
        words=str(rule.get("words", "")),
        definition=str(rule.get("definition", "")),
        counts=_joined(rule.get("counts", "")),
        leaves_out=_joined(rule.get("leaves_out", "")),
        unit=str(rule.get("unit", "")),
        date_basis=str(rule.get("date_basis", "")),
        kind=KINDS.get(str(rule.get("kind", "")), ""),
        disclosure=CLASSES.get(str(rule.get("disclosure", "")), ""),
        parts=_parts(rule.get("by", ())),
        entries=_joined(rule.get("events", rule.get("event", ""))),
        queries=_queries(measures()[code]) if code in measures() else (),
    )


def _queries(measure: Measure) -> list[tuple[str, str]]:
    """Headings with the SQL that counts a measure today: by all codes, then what has a query of its own."""
    alone = [by for by in measure.by if by in queries.ALONE]
    heads = [(f"The query for {HEADS[by].lower()}", queries.query(measure, by)) for by in alone]
    return [("The query that counts them", queries.query(measure)), *heads]


def _joined(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(str(item) for item in value)


def _parts(kinds: Any) -> str:
    chosen = kinds.split() if isinstance(kinds, str) else list(kinds)
    return ", ".join(HEADS[kind].lower() for kind in chosen if kind in HEADS)
