"""The codes that a table always has, and their words."""

from collections.abc import Sequence

from candour.figures.counting.counts import UNKNOWN
from candour.figures.measures import Measure, listed_codes
from candour.forces.models import Force

UNKNOWN_WORDS = {
    "force": "No force named",
    "to_force": "No force named",
    "category": "No kind of conduct named",
}
# What had become of a referral, as at a day: each referral once.
BECAME = {
    "investigated": "Investigated",
    "intelligence": "Kept as intelligence",
    "closed": "Closed in another way",
    "acting": "Receipt confirmed, or a step told; not closed",
    "silent": "Nothing heard, not even that it came",
}
DAYS = {"median": "Half within, in days", "p90": "Nine in ten within, in days"}
_WORKED_OUT = {"became": BECAME, "days": DAYS}


def codes(measure: Measure, by: str) -> Sequence[tuple[str, str]]:
    """Every code of one kind that a table of this measure has, with its words, in a fixed order.

    The same codes stand there whatever was counted: that a code is listed tells nobody anything.
    """
    if by in ("force", "to_force"):
        return [*_forces(), (UNKNOWN, UNKNOWN_WORDS[by])] if measure.code in ("M01", "M04") else _forces()
    words_by_code = _WORKED_OUT.get(by) or {
        code: listed.row_label for code, listed in listed_codes(measure.code, by).items()
    }
    return (
        [*words_by_code.items(), (UNKNOWN, UNKNOWN_WORDS[by])]
        if by in UNKNOWN_WORDS
        else list(words_by_code.items())
    )


def _forces() -> list[tuple[str, str]]:
    return list(Force.objects.order_by("name").values_list("slug", "name"))


def label(measure: Measure, by: str, code: str) -> str:
    """The words for one code; the code itself where it has none."""
    return dict(codes(measure, by)).get(code, code)
