"""Whether a number is provisional or revised, and against what. No Django."""

from collections.abc import Sequence
from dataclasses import replace

from candour.figures.measures import measures
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, PROVISIONAL, REVISED, Document, Number


def status_of(number: Number, earlier: Sequence[Document], *, is_annual: bool) -> Number:
    """The same number with its status: provisional until an annual release covers its days, revised where an
    earlier release printed another value for it.

    What has become of a cohort, and what is open on a day, changes by its nature: that is no revision. A
    suppressed cell shown later, or the other way about, is none either: it says nothing of the count.
    """
    was, document = _before(number, earlier)
    if was is not None and document is not None and _is_revised(number, was):
        why = f"Entries were written down or put right after {document.as_at.day} {document.as_at:%B %Y}."
        return replace(number, status=REVISED, was=was.text, why=why)
    if is_annual or any(annual.kind == ANNUAL and number.until <= annual.until for annual in earlier):
        return number
    return replace(number, status=PROVISIONAL)


def _is_revised(number: Number, was: Number) -> bool:
    if measures()[number.measure].kind != "event" or number.by in ("became", "days"):
        return False
    return number.value is not None and was.value is not None and number.value != was.value


def _before(number: Number, earlier: Sequence[Document]) -> tuple[Number | None, Document | None]:
    """The newest earlier print of the same number."""
    for document in reversed(earlier):
        if document.kind == AD_HOC:
            continue
        number_before = document.find(
            number.measure, since=number.since, until=number.until, by=number.by, code=number.code
        )
        if number_before:
            return number_before, document
    return None, None
