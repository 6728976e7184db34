"""The codes that a table always has, and their words."""

from collections.abc import Sequence
from functools import cache

from candour.figures.counting.counts import UNKNOWN
from candour.figures.measures import OUTSIDE_M01, Measure, labels, outcome_codes
from candour.forces.models import Force

UNKNOWN_WORDS = {
    "force": "No force named",
    "to_force": "No force named",
    "category": "No kind of conduct named",
}
BODIES = {
    "iopc": "Independent Office for Police Conduct",
    "pirc": "Police Investigations and Review Commissioner",
    "poni": "Police Ombudsman for Northern Ireland",
}
INVESTIGATION_KINDS = {"criminal": "Criminal", "misconduct": "Misconduct", "both": "Criminal and misconduct"}
LANGUAGES = {"en": "English", "cy": "Welsh", "other": "Another language, through an interpreter"}
# What had become of a referral, as at a day: each referral once.
BECAME = {
    "investigated": "Investigated",
    "intelligence": "Kept as intelligence",
    "closed": "Closed in another way",
    "acting": "Receipt confirmed, or a step told; not closed",
    "silent": "Nothing heard, not even that it came",
}
DAYS = {"median": "Half within, in days", "p90": "Nine in ten within, in days"}
_FIXED = {"language": LANGUAGES, "became": BECAME, "days": DAYS}


def codes(measure: Measure, by: str) -> Sequence[tuple[str, str]]:
    """Every code of one kind that a table of this measure has, with its words, in a fixed order.

    The same codes stand there whatever was counted: that a code is listed tells nobody anything.
    """
    if by in ("force", "to_force"):
        return [*_forces(), (UNKNOWN, UNKNOWN_WORDS[by])] if measure.code in ("M01", "M04") else _forces()
    if by == "kind":
        return list((BODIES if measure.code == "M16" else INVESTIGATION_KINDS).items())
    if by == "reason":
        return _reasons(measure)
    known = dict(_FIXED.get(by) or labels(by))
    if by == "channel":
        return [(code, words) for code, words in known.items() if code not in OUTSIDE_M01]
    return [*known.items(), (UNKNOWN, UNKNOWN_WORDS[by])] if by in UNKNOWN_WORDS else list(known.items())


def _forces() -> list[tuple[str, str]]:
    return list(Force.objects.order_by("name").values_list("slug", "name"))


@cache
def _reasons(measure: Measure) -> Sequence[tuple[str, str]]:
    if measure.code in ("M03", "M06"):
        return list(labels("closing" if measure.code == "M03" else "not_referred").items())
    return [(code, outcome_codes()[code].label) for code in measure.reasons]


def label(measure: Measure, by: str, code: str) -> str:
    """The words for one code; the code itself where it has none."""
    return dict(codes(measure, by)).get(code, code)
