"""The words of each letter, from a template with a version. What a letter says is drawn from rows, not typed.

The body names nobody: the salutation is put before it when it is mailed or printed for its asker.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import capfirst

from candour.figures.showing.marks import in_day
from candour.foi.clock import calendar
from candour.foi.clock.laws import rules_of
from candour.foi.deciding.citing import Cited, cite
from candour.foi.deciding.last_decisions import outcomes, proposal_of
from candour.foi.deciding.rules import headline_sentence, outcome_words
from candour.foi.models import Decision, InformationRequest, Question, Requester
from candour.foi.requests.letter_parts import quoted, tidy
from candour.foi.rules import NOT_HELD, REFUSED, Channel, Footing, Law, Outcome

from .wording import Duty, cost_lines, is_held_words, section_lines

# The template of each kind of letter. A changed wording is a new file with the next version, so that every
# letter kept says by which it was written.
TEMPLATES: Mapping[str, str] = {
    "acknowledgement": "acknowledgement-1",
    "clarification": "clarification-1",
    "extension": "extension-1",
    "response": "response-1",
    "review": "review-1",
    "correction": "correction-1",
    "handed_on": "handed_on-1",
    "handing": "handing-1",
    "search_order": "search_order-1",
    "received_review": "received_review-1",
}
# Those to somebody else than the asker.
TO_OTHERS = ("handing", "search_order")
SUBJECTS: Mapping[str, str] = {
    "acknowledgement": "We have your request",
    "clarification": "We need to ask you something",
    "extension": "We need more time",
    "response": "Our answer to your request",
    "review": "We have looked at your request again",
    "correction": "A correction of our answer",
    "handed_on": "Your request was handed on",
    "handing": "A request for information that you hold",
    "search_order": "A search for a request for information",
    "received_review": "We will look at your request again",
}


@dataclass(frozen=True)
class Told:
    """One question with its decision, as a letter tells it. Whatever the asker wrote is quoted."""

    number: int
    question: str
    decided: str
    answer: str
    figures: Sequence[Cited]
    is_held: str
    holder: str
    holder_address: str
    knows_holder: bool
    why: str
    sections: Sequence[str]
    public_interest: str
    cost: Sequence[str]
    url: str
    out_on: str
    advice: str


@dataclass(frozen=True)
class Composed:
    """A letter's words: its template's name with the version, its subject and its body."""

    template: str
    subject: str
    body: str


def duty_of(request: InformationRequest) -> Duty:
    """Law and footing of a request, with the name of the force it is answered for."""
    force = request.force.name if request.force else ""
    return Duty(Law(request.law), Footing(request.footing), force)


def compose(kind: str, request: InformationRequest, **said: Any) -> Composed:
    """A letter of that kind about a request; `said` is what its template needs besides."""
    name = TEMPLATES[kind]
    context = {
        "request": request,
        "questions": [(one.number, quoted(one.text)) for one in request.questions.all()],
        "duty": duty_of(request),
        "law": rules_of(request.law),
        "line": settings.LINE_NAME,
        "contact": contact(),
        "follow": "" if kind in TO_OTHERS else follow_page(request),
        **said,
    }
    body = tidy(render_to_string(f"foi/letters/{name}.txt", context))
    return Composed(name, f"{SUBJECTS[kind]}: {request.reference}", body)


def contact() -> str:
    """Who to write to, and where: the desk's own address, else the charity's."""
    return settings.FOI_ADDRESS or settings.OPERATOR_CONTACT or settings.PUBLIC_ORIGIN


def follow_page(request: InformationRequest) -> str:
    """Where an asker who has nothing but a code writes to us; empty for those who can write elsewhere.

    Where this line has no address at all, everybody who asked on the site has a code.
    """
    by_code = Requester.objects.filter(request=request, answer_to="code").exists()
    has_address = bool(settings.FOI_ADDRESS or settings.OPERATOR_CONTACT)
    has_code = request.channel == Channel.WEB
    return f"{settings.PUBLIC_ORIGIN}/foi/follow" if by_code or (has_code and not has_address) else ""


def answered(request: InformationRequest, pairs: Sequence[tuple[Question, Decision]]) -> dict[str, Any]:
    """What a letter that tells decisions needs: the headline, each question's answer, and the notice."""
    duty, given = duty_of(request), outcomes(pairs)
    return {
        "headline": headline_sentence(given),
        "told": [told(question, one, duty) for question, one in pairs],
        "refuses": any(one in _refusals(duty.law) for one in given),
    }


def _refusals(law: Law) -> frozenset[Outcome]:
    """What needs a notice of refusal. Under EIR reg. 12(4)(a) even what is not held does."""
    return REFUSED | {Outcome.DISCLOSED_PART} | (NOT_HELD if law == Law.EIR else frozenset())


def review_days(request: InformationRequest, on: dt.date) -> dict[str, Any]:
    """By when a review can be asked for, and how long it takes; `on` is the day of the letter."""
    law = rules_of(request.law)
    counted = law.count("review_window", on, calendar.holidays())
    return {
        "review_by": in_day(counted.due_on) if counted else "",
        "review_window": law.says("review_window"),
        "review_within": law.says("review"),
        "review_longer": ""
        if law.says("review_at_most") == law.says("review")
        else law.says("review_at_most"),
    }


def told(question: Question, one: Decision, duty: Duty) -> Told:
    """One question with its answer, drawn from its decision and from the releases that it cites."""
    says = proposal_of(one)
    return Told(
        number=question.number,
        question=quoted(question.text),
        decided=capfirst(outcome_words(says.outcome)),
        answer=says.answer,
        figures=[cite(row.release, row.place) for row in one.citations.all()],
        is_held=is_held_words(says, duty),
        holder=says.holder,
        holder_address=says.holder_address,
        knows_holder=bool(says.holder) or says.outcome != Outcome.NOT_HELD,
        why=says.why,
        sections=section_lines(says, duty),
        public_interest=says.public_interest,
        cost=cost_lines(says, duty),
        # On paper, a path of ours leads nowhere.
        url=f"{settings.PUBLIC_ORIGIN}{says.url}" if says.url.startswith("/") else says.url,
        out_on=in_day(says.out_on) if says.out_on else "",
        advice=says.advice,
    )
