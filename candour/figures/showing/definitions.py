"""The counting rules as the page *How we count* shows them: in groups, as a release itself says them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candour.figures.files import explained
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
            "M17", "M18", "M19", "M20", "M20p", "M21", "M22", "M23", "M24", "M25", "M26", "M27", "M28", "M29",
            "M30",
        ),
    ),
    ("The workforce check", ("M40", "M41", "M42", "M43")),
)  # fmt: skip
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
class Rule:
    """One counting rule with everything that a reader may want to know of it."""

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


def defined(document: Document | None) -> Mapping[str, Mapping[str, Any]]:
    """Every counting rule: a release's own words where it has them, else today's."""
    return {**explained.metadata(), **(document.measures if document else {})}


def groups(known: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, Sequence[Rule]]]:
    """The rules in groups, in the order of the work."""
    found = [(name, [_rule(code, known[code]) for code in codes if code in known]) for name, codes in GROUPS]
    return [(name, rules) for name, rules in found if rules]


def _rule(code: str, said: Mapping[str, Any]) -> Rule:
    return Rule(
        code=code,
        name=str(said.get("name", code)),
        words=str(said.get("words", "")),
        definition=str(said.get("definition", "")),
        counts=_joined(said.get("counts", "")),
        leaves_out=_joined(said.get("leaves_out", "")),
        unit=str(said.get("unit", "")),
        date_basis=str(said.get("date_basis", "")),
        kind=KINDS.get(str(said.get("kind", "")), ""),
        disclosure=CLASSES.get(str(said.get("disclosure", "")), ""),
        parts=_parts(said.get("by", ())),
        entries=_joined(said.get("events", said.get("event", ""))),
    )


def _joined(said: Any) -> str:
    return said if isinstance(said, str) else ", ".join(str(one) for one in said)


def _parts(kinds: Any) -> str:
    chosen = kinds.split() if isinstance(kinds, str) else list(kinds)
    return ", ".join(HEADS[kind].lower() for kind in chosen if kind in HEADS)
