"""What a decision must have before it may stand, and what several add up to in words. No Django."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.foi.requests.sections import Section, limit_of, section_for, sections
from candour.foi.rules import NOT_HELD, POINTED_TO, SUPPLIED, Headline, Law, Outcome, headline

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
_NAMES_SECTIONS = frozenset({Outcome.EXEMPT, Outcome.NCND, Outcome.DISCLOSED_PART})

_ANSWER = (("answer", "cites"), "Write the answer, or tick a published figure that is the answer.")
# What each outcome needs of its own: one of these fields, and what to say where none is filled.
_NEEDS: Mapping[Outcome, Sequence[tuple[Sequence[str], str]]] = {
    Outcome.DISCLOSED_FULL: [_ANSWER],
    Outcome.DISCLOSED_PART: [_ANSWER, (("why",), "Say why the rest is withheld.")],
    Outcome.NOT_HELD: [(("why",), "Say where it was searched for, so that “not held” can be believed.")],
    Outcome.HELD_ELSEWHERE: [(("holder",), "Name who holds it.")],
    Outcome.S21_ACCESSIBLE: [
        (("url", "cites"), "Give the address where it is published, or tick the published figure.")
    ],
}

Line = tuple[str, float]


@dataclass(frozen=True)
class Proposal:
    """What somebody would decide of one question. `cites` is how many published numbers it cites.

    `estimate` has lines of an activity and its hours. `personal`: it supplies information about a person.
    """

    outcome: Outcome
    confirms: bool = True
    sections: Sequence[str] = ()
    answer: str = ""
    why: str = ""
    public_interest: str = ""
    holder: str = ""
    holder_address: str = ""
    estimate: Sequence[Line] = ()
    out_on: dt.date | None = None
    url: str = ""
    advice: str = ""
    personal: bool = False
    cites: int = 0


def relied_on(proposal: Proposal, *, law: Law) -> list[Section]:
    """The sections that a decision rests on: those it names, and the one that its outcome is itself."""
    known = sections(law)
    own = section_for(proposal.outcome, law)
    named = [known[code] for code in proposal.sections if code in known]
    return named if own is None or own in named else [own, *named]


def objections(proposal: Proposal, *, law: Law, on: dt.date) -> list[str]:
    """Why this decision cannot stand yet, in words; nothing where it can. `on` is the day it is taken."""
    found = [
        *_about_its_outcome(proposal, law, on),
        *_about_its_sections(proposal, law),
        *_about_confirming(proposal, law),
        *_about_the_balance(proposal, law),
    ]
    return list(dict.fromkeys(found))


def _about_its_outcome(one: Proposal, law: Law, on: dt.date) -> Iterator[str]:
    if one.outcome == Outcome.S22_FUTURE:
        yield from _about_its_day(one, law, on)
    elif one.outcome == Outcome.S12_COST:
        yield from _about_its_cost(one, law)
    else:
        yield from _what_is_missing(one)


def _what_is_missing(one: Proposal) -> Iterator[str]:
    given = {name: bool(getattr(one, name).strip()) for name in ("answer", "why", "holder", "url")}
    given["cites"] = one.cites > 0
    for either, words in _NEEDS.get(one.outcome, [(("why",), "Say why it is refused.")]):
        if not any(given[name] for name in either):
            yield words


def _about_its_day(one: Proposal, law: Law, on: dt.date) -> Iterator[str]:
    if one.out_on is None:
        yield "Give the day on which it is to be published: the calendar of figures has it."
    elif one.out_on <= on:
        yield "The day of publication has come. Answer from what is published."
    elif law == Law.FOISA and one.out_on > on + _SCOTTISH_FUTURE:
        yield "That day is more than twelve weeks away, and section 27(1) reaches no further than that."


def _about_its_cost(one: Proposal, law: Law) -> Iterator[str]:
    limit = limit_of(law)
    if limit is None:
        yield "This law has no cost limit. A request that asks too much is refused under 12(4)(b)."
        return
    if not one.estimate:
        yield "Give the estimate: what would be done, and the hours it takes."
        return
    if any(activity not in ACTIVITIES for activity, _ in one.estimate):
        yield (
            "Only finding out whether it is held, finding, getting and taking out may be counted: not "
            "reading, redacting or weighing."
        )
    if any(hours <= 0 for _, hours in one.estimate):
        yield "Each line of the estimate needs its hours."
    total = sum(hours for _, hours in one.estimate)
    if not one.advice.strip():
        yield "Say how the question could be made narrower (section 16)."
    if total <= limit.hours:
        yield (
            f"The estimate is {total:g} hours. The limit is {limit.hours:g} hours (£{limit.pounds} at "
            f"£{limit.pounds_an_hour} an hour): up to that, answer."
        )


def _about_its_sections(one: Proposal, law: Law) -> Iterator[str]:
    known = sections(law)
    if strange := [code for code in one.sections if code not in known]:
        yield f"This law has no section {', '.join(strange)} in our list. Pick one from it."
    if one.outcome in _NAMES_SECTIONS and not one.sections:
        yield "Name the section that it is withheld under."
    if one.outcome in NOT_HELD | {Outcome.DISCLOSED_FULL} and one.sections:
        yield "A section withholds something. Take the sections out, or pick another outcome."
    if one.outcome not in NOT_HELD | {Outcome.DISCLOSED_FULL} and not relied_on(one, law=law):
        yield "This law has no such outcome. Pick another, or name the section."
    first, second = _EITHER_OR[law]
    begun = {code.partition("(")[0] for code in one.sections}
    if first in begun and second in begun:
        yield f"Sections {first} and {second} exclude each other for the same information. Pick one."


def _about_confirming(one: Proposal, law: Law) -> Iterator[str]:
    if one.outcome != Outcome.NCND:
        if not one.confirms and one.outcome not in (Outcome.S12_COST, Outcome.S14_VEXATIOUS):
            yield "Only “neither confirm nor deny” leaves open whether it is held."
        return
    if one.confirms:
        yield "An answer that neither confirms nor denies cannot say that it is held."
    known = sections(law)
    for code in one.sections:
        if code in known and not known[code].ncnd:
            yield f"Section {code} does not lift the duty to confirm or deny. Name one that does."
    if one.answer.strip() or one.cites:
        yield "An answer would confirm that it is held. Take it out."


def _about_the_balance(one: Proposal, law: Law) -> Iterator[str]:
    weighed = [section.code for section in relied_on(one, law=law) if section.basis == "qualified"]
    if one.public_interest.strip():
        return
    if weighed:
        yield f"Section {weighed[0]} is qualified: write how the public interest was weighed."
    elif law == Law.FOISA and one.outcome == Outcome.NCND:
        yield "Section 18(1) needs it under every section: write how the public interest was weighed."


_WORDS = {
    Outcome.DISCLOSED_FULL: "disclosed",
    Outcome.DISCLOSED_PART: "disclosed in part",
    Outcome.NOT_HELD: "not held",
    Outcome.HELD_ELSEWHERE: "not held",
    Outcome.S21_ACCESSIBLE: "published already",
    Outcome.S22_FUTURE: "to be published",
    Outcome.EXEMPT: "refused",
    Outcome.NCND: "neither confirmed nor denied",
    Outcome.S12_COST: "over the cost limit",
    Outcome.S14_VEXATIOUS: "refused as vexatious",
    Outcome.S14_REPEATED: "asked before",
}
_HEADS = {
    Headline.FULL: "In full",
    Headline.PART: "Part",
    Headline.NOT_HELD: "Not held",
    Headline.REFUSED: "Refused",
    Headline.NCND: "Neither confirmed nor denied",
}
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(count: int) -> str:
    """A count as prose has it: in words up to nine, then in digits."""
    return _COUNTS[count] if count < len(_COUNTS) else str(count)


def outcome_words(outcome: Outcome) -> str:
    """What became of one question, in two or three words: "not held"."""
    return _WORDS[outcome]


def headline_sentence(outcomes: Sequence[Outcome]) -> str:
    """What the decisions add up to, and how many of each: "Part: one not held, one disclosed".

    In the order of the questions. What is published already is not refused: where it stands beside a refusal,
    the head says only that nothing was sent. ValueError without a decision.
    """
    head = _HEADS[headline(outcomes)]
    if set(outcomes) & POINTED_TO and not set(outcomes) & SUPPLIED:
        head = "Nothing sent"
    counted = Counter(_WORDS[one] for one in outcomes)
    if len(counted) == 1 and next(iter(counted)) == head.lower():
        return head + _all_of_them(len(outcomes))
    return f"{head}: {', '.join(f'{in_words(count)} {words}' for words, count in counted.items())}"


def _all_of_them(count: int) -> str:
    if count == 1:
        return ""
    return ": both questions" if count == 2 else f": all {in_words(count)} questions"
