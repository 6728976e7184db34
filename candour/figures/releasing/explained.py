"""The measures in words, made from the counting rules alone. No Django.

The texts stand in docs/figures.md, on the page *How we count* and in every release.
"""

from collections.abc import Iterator
from typing import Any

from candour.figures.measures import Measure, measures

KINDS = {
    "event": "What happened in the period.",
    "cohort": "What had become, by the as-at day, of what began in the period. Later days than the last "
    "of the period count too.",
    "stock": "What there was at the end of the last day. Stocks are never summed.",
}
DISCLOSURE = {
    "exact-by-channel": "For the whole country exact, by month and by any whole months, and by channel: how "
    "a contact came is about nobody. By anything else by the 10-5 rule, for whole years.",
    "exact-by-month": "For the whole country exact, by month and by any whole months. By channel exact from "
    "10. By anything else by the 10-5 rule, for whole years.",
    "exact": "For the whole country exact, by quarter and by year. By channel exact from 10. By anything "
    "else by the 10-5 rule, for whole years.",
    "rounded": "By the 10-5 rule, for whole years.",
    "national": "For the whole country only and never by force. By the 10-5 rule, for whole years.",
}
BREAKDOWNS = {
    "channel": "channel",
    "category": "kind of conduct",
    "force": "force",
    "to_force": "force it was moved to",
    "reason": "reason",
    "kind": "kind",
    "language": "language",
    "became": "what had become of them",
    "days": "days waited (half, and nine in ten)",
}


def metadata() -> dict[str, dict[str, Any]]:
    """Every measure by code, as a release and its files have it: values are strings and lists of strings."""
    return {code: _fields(measure) for code, measure in measures().items()}


def _fields(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "words": measure.words,
        "unit": measure.unit,
        "definition": measure.definition,
        "counts": measure.counts,
        "leaves_out": measure.leaves_out,
        "date_basis": measure.date_basis,
        "kind": measure.kind,
        "by": list(measure.by),
        "disclosure": measure.disclosure,
        "events": list(measure.events),
        "reasons": list(measure.reasons),
        "rule": measure.rule,
        "source": measure.source,
    }


def note(code: str) -> str:
    """One line for the head of a column: what the numbers below it count. KeyError for an unknown code."""
    measure = measures()[code]
    counted = f"Counted in: {measure.unit}. By: {measure.date_basis}."
    return f"{measure.code} {measure.name}: {measure.words} {counted}"


def ways(measure: Measure) -> str:
    """How a measure may be broken down, in words; "nothing" if it may not."""
    return ", ".join(BREAKDOWNS[by] for by in measure.by) or "nothing"


def in_markdown() -> str:
    """The chapter on the measures in docs/figures.md, from its first line to its last."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from ("Three kinds of table are kept apart:", "")
    yield from (f"- **{kind}**: {words}" for kind, words in KINDS.items())
    yield from ("", "How exactly a number is shown goes by its class (`docs/disclosure.md`):", "")
    yield from (f"- **{name}**: {words}" for name, words in DISCLOSURE.items())
    yield from ("", "| code | name | unit | kind | counted by | shown | broken down by | made from |")
    yield "|---|---|---|---|---|---|---|---|"
    yield from (_row(measure) for measure in measures().values())
    for measure in measures().values():
        yield from ("", *_paragraph(measure))


def _row(measure: Measure) -> str:
    events = ", ".join(f"`{event}`" for event in measure.events)
    cells = (
        measure.code,
        measure.name,
        measure.unit,
        measure.kind,
        measure.date_basis,
        measure.disclosure,
        ways(measure),
        events,
    )
    return f"| {' | '.join(cells)} |"


def _paragraph(measure: Measure) -> Iterator[str]:
    yield f"### {measure.code} {measure.name}"
    yield ""
    yield measure.words
    yield ""
    yield f"- Definition: {measure.definition}"
    yield f"- Counts: {measure.counts}"
    yield f"- Leaves out: {measure.leaves_out}"
    if measure.reasons:
        yield f"- Codes: {', '.join(f'`{code}`' for code in measure.reasons)}"
    if measure.rule:
        yield f"- Rule: {measure.rule}"
    yield f"- Source: {measure.source}"
