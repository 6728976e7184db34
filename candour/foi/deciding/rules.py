"""What a decision must have before it may stand. No Django."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from candour.foi.requests.objection import Objection
from candour.foi.requests.sections import LawSection, limit_of, section_for, sections
from candour.foi.rules import Law, QuestionOutcome

from .outcomes import OUTCOMES, Need

# The four that may be counted, and no other: SI 2004/3244 reg. 4(3).
ACTIVITIES = (
    "finding out whether it is held",
    "finding it, or a document that may hold it",
    "getting it, or a document that may hold it",
    "taking it out of a document that holds it",
)
# Who investigates cannot say so and also that it does not: 31 is for what 30 does not cover (s.31(1)).
_EITHER_OR = {Law.FOIA: ("30", "31"), Law.FOISA: ("34", "35"), Law.EIR: ("", "")}
# FOISA s.27(1)(a): twelve weeks after the request, which came before any decision.
_SCOTTISH_FUTURE = dt.timedelta(weeks=12)

EstimateLine = tuple[str, float]


@dataclass(frozen=True)
class ProposedDecision:
    """What somebody would decide of one question. `cites` is how many published numbers it cites.

    `estimate` has lines of an activity and its hours. `personal`: it supplies information about a person.
    """

    outcome: QuestionOutcome
    confirms: bool = True
    sections: Sequence[str] = ()
    answer: str = ""
    why: str = ""
    public_interest: str = ""
    holder: str = ""
    holder_address: str = ""
    estimate: Sequence[EstimateLine] = ()
    out_on: dt.date | None = None
    url: str = ""
    advice: str = ""
    personal: bool = False
    cites: int = 0


def relied_on(proposal: ProposedDecision, *, law: Law) -> list[LawSection]:
    """The sections that a decision rests on: those it names, and the one that its outcome is itself."""
    listed = sections(law)
    own = section_for(proposal.outcome, law)
    named = [listed[code] for code in proposal.sections if code in listed]
    return named if own is None or own in named else [own, *named]


def objections(proposal: ProposedDecision, *, law: Law, on: dt.date) -> list[Objection]:
    """Why this decision cannot stand yet, each objection with its box; none where it can.

    `on` is the day on which it is taken.
    """
    objected = [
        *_about_its_outcome(proposal, law, on),
        *_about_its_sections(proposal, law),
        *_about_confirming(proposal, law),
        *_about_the_balance(proposal, law),
    ]
    return list(dict.fromkeys(objected))


def _about_its_outcome(proposal: ProposedDecision, law: Law, on: dt.date) -> Iterator[Objection]:
    needs = OUTCOMES[proposal.outcome].needs
    if needs == "day":
        yield from _about_its_day(proposal, law, on)
    elif needs == "cost":
        yield from _about_its_cost(proposal, law)
    else:
        yield from _about_missing_fields(proposal, needs)


def _about_missing_fields(proposal: ProposedDecision, needs: Sequence[Need]) -> Iterator[Objection]:
    for need in needs:
        if not any(_is_filled(proposal, field) for field in need.either):
            yield Objection(need.either[0], need.words)


def _is_filled(proposal: ProposedDecision, field: str) -> bool:
    return proposal.cites > 0 if field == "cites" else bool(getattr(proposal, field).strip())


def _about_its_day(proposal: ProposedDecision, law: Law, on: dt.date) -> Iterator[Objection]:
    if proposal.out_on is None:
        yield Objection(
            "out_on", "Give the day on which it is to be published: the calendar of figures has it."
        )
    elif proposal.out_on <= on:
        yield Objection("out_on", "The day of publication has come. Answer from what is published.")
    elif law == Law.FOISA and proposal.out_on > on + _SCOTTISH_FUTURE:
        yield Objection(
            "out_on",
            "That day is more than twelve weeks away, and section 27(1) reaches no further than that.",
        )


def _about_its_cost(proposal: ProposedDecision, law: Law) -> Iterator[Objection]:
    limit = limit_of(law)
    if limit is None:
        yield Objection(
            "", "This law has no cost limit. A request that asks too much is refused under 12(4)(b)."
        )
        return
    if not proposal.estimate:
        yield Objection("hours_0", "Give the estimate: what would be done, and the hours it takes.")
        return
    yield from _about_the_estimate(proposal.estimate)
    if not proposal.advice.strip():
        yield Objection("advice", "Say how the question could be made narrower (section 16).")
    total = sum(hours for _, hours in proposal.estimate)
    if total <= limit.hours:
        yield Objection(
            "hours_0",
            f"The estimate is {total:g} hours. The limit is {limit.hours:g} hours (£{limit.pounds} at "
            f"£{limit.pounds_an_hour} an hour): up to that, answer.",
        )


def _about_the_estimate(estimate: Sequence[EstimateLine]) -> Iterator[Objection]:
    if any(activity not in ACTIVITIES for activity, _ in estimate):
        yield Objection(
            "",
            "Only finding out whether it is held, finding, getting and taking out may be counted: not "
            "reading, redacting or weighing.",
        )
    if any(hours <= 0 for _, hours in estimate):
        yield Objection("hours_0", "Each line of the estimate needs its hours.")


def _about_its_sections(proposal: ProposedDecision, law: Law) -> Iterator[Objection]:
    listed, rule = sections(law), OUTCOMES[proposal.outcome]
    if strange := [code for code in proposal.sections if code not in listed]:
        yield Objection(
            "sections", f"This law has no section {', '.join(strange)} in our list. Pick one from it."
        )
    if rule.sections == "named" and not proposal.sections:
        yield Objection("sections", "Name the section that it is withheld under.")
    if rule.sections == "none" and proposal.sections:
        yield Objection(
            "sections",
            "A section withholds something. Take the sections out, or pick another outcome.",
        )
    if rule.sections != "none" and not relied_on(proposal, law=law):
        yield Objection("sections", "This law has no such outcome. Pick another, or name the section.")
    first, second = _EITHER_OR[law]
    begun = {code.partition("(")[0] for code in proposal.sections}
    if first in begun and second in begun:
        yield Objection(
            "sections",
            f"Sections {first} and {second} exclude each other for the same information. Pick one.",
        )


def _about_confirming(proposal: ProposedDecision, law: Law) -> Iterator[Objection]:
    rule = OUTCOMES[proposal.outcome]
    if rule.confirms != "cannot":
        if not proposal.confirms and rule.confirms == "must":
            yield Objection("", "Only “neither confirm nor deny” leaves open whether it is held.")
        return
    if proposal.confirms:
        yield Objection("", "An answer that neither confirms nor denies cannot say that it is held.")
    listed = sections(law)
    for code in proposal.sections:
        if code in listed and not listed[code].ncnd:
            yield Objection(
                "sections", f"Section {code} does not lift the duty to confirm or deny. Name one that does."
            )
    if proposal.answer.strip() or proposal.cites:
        yield Objection("", "An answer would confirm that it is held. Take it out.")


def _about_the_balance(proposal: ProposedDecision, law: Law) -> Iterator[Objection]:
    weighed = [section.code for section in relied_on(proposal, law=law) if section.basis == "qualified"]
    if proposal.public_interest.strip():
        return
    if weighed:
        yield Objection(
            "public_interest",
            f"Section {weighed[0]} is qualified: write how the public interest was weighed.",
        )
    elif law == Law.FOISA and proposal.outcome == QuestionOutcome.NCND:
        yield Objection(
            "public_interest",
            "Section 18(1) needs it under every section: write how the public interest was weighed.",
        )
