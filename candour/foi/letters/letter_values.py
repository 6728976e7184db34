"""What the templates of answers need: what was decided, in words, and the days counted from a letter's own.

All of it is drawn from rows, so that the same letter can be composed again for another day.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from candour.figures.showing.marks import in_day
from candour.foi.clock import calendar
from candour.foi.clock.laws import rules_of
from candour.foi.deciding.citing import CitedNumber, cite
from candour.foi.deciding.headlines import headline_sentence
from candour.foi.deciding.last_decisions import decided_questions, outcomes, proposal_of, sent_decisions
from candour.foi.deciding.outcomes import OUTCOMES, outcome_words
from candour.foi.models import InformationRequest, QuestionDecision, RequestLetter, RequestQuestion
from candour.foi.requests.letter_parts import quoted
from candour.foi.rules import Law, QuestionOutcome

from .composing import duty_of
from .wording import Duty, cost_lines, is_held_words, section_lines

Values = dict[str, Any]
Decided = tuple[RequestQuestion, QuestionDecision]


@dataclass(frozen=True)
class QuestionAnswer:
    """One question with its decision, as a letter tells it. Whatever the asker wrote is quoted."""

    number: int
    question: str
    decided_questions: str
    answer: str
    figures: Sequence[CitedNumber]
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


def answer_values(request: InformationRequest, pairs: Sequence[Decided]) -> dict[str, Any]:
    """What a letter that tells decisions needs: the headline, each question's answer, and the notice."""
    duty, decided_as = duty_of(request), outcomes(pairs)
    return {
        "headline": headline_sentence(decided_as),
        "told": [question_answer(question, decision, duty) for question, decision in pairs],
        "refuses": any(_is_refusal(outcome, duty.law) for outcome in decided_as),
    }


def _is_refusal(outcome: QuestionOutcome, law: Law) -> bool:
    """Whether it needs a notice of refusal. Under EIR reg. 12(4)(a) even what is not held does."""
    rule = OUTCOMES[outcome]
    return rule.withholds or (law == Law.EIR and rule.gives == "not held")


def review_days(request: InformationRequest, on: dt.date) -> dict[str, Any]:
    """By when a review can be asked for, and how long it takes; `on` is the day of the letter."""
    law = rules_of(request.law)
    counted = law.count("review_window", on, calendar.holidays())
    longest = law.says("review_at_most")
    return {
        "review_by": in_day(counted.due_on) if counted else "",
        "review_window": law.says("review_window"),
        "review_within": law.says("review"),
        "review_longer": longest if longest != law.says("review") else "",
    }


def question_answer(question: RequestQuestion, decision: QuestionDecision, duty: Duty) -> QuestionAnswer:
    """One question with its answer, drawn from its decision and from the releases that it cites."""
    says = proposal_of(decision)
    return QuestionAnswer(
        number=question.number,
        question=quoted(question.text),
        decided_questions=capfirst(outcome_words(says.outcome)),
        answer=says.answer,
        figures=[cite(row.release, row.place) for row in decision.citations.all()],
        is_held=is_held_words(says, duty),
        holder=says.holder,
        holder_address=says.holder_address,
        knows_holder=bool(says.holder) or says.outcome != QuestionOutcome.NOT_HELD,
        why=says.why,
        sections=section_lines(says, duty),
        public_interest=says.public_interest,
        cost=cost_lines(says, duty),
        # On paper, a path of ours leads nowhere.
        url=f"{settings.PUBLIC_ORIGIN}{says.url}" if says.url.startswith("/") else says.url,
        out_on=in_day(says.out_on) if says.out_on else "",
        advice=says.advice,
    )


def response_values(request: InformationRequest, on: dt.date) -> Values:
    """What the answer's template needs, for a letter of that day."""
    return answer_values(request, decided_questions(request)) | review_days(request, on)


def correction_values(request: InformationRequest, on: dt.date, *, reasons: str) -> Values:
    """What a correction's template needs: what was sent and what stands now, for a letter of that day."""
    sent, duty = dict(sent_decisions(request)), duty_of(request)
    pairs = decided_questions(request)
    changes = [
        (question_answer(question, sent[question], duty), question_answer(question, decision, duty))
        for question, decision in pairs
        if question in sent and sent[question] != decision
    ]
    return {"reasons": reasons, "changes": changes} | answer_values(request, pairs) | review_days(request, on)


# The drafted letters that count days from the day on which they go, and what their templates need for it.
COUNTED_FROM_ITS_DAY: Mapping[str, Callable[[RequestLetter, dt.date], Values]] = {
    "response": lambda letter, on: response_values(letter.request, on),
    "correction": lambda letter, on: correction_values(letter.request, on, reasons=letter.note),
}
