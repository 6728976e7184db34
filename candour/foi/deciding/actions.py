"""Recording a decision on one question. A decision is never altered: a new one follows the last."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import Citation, QuestionDecision, RequestQuestion
from candour.foi.requests.refusing import ObjectedTo
from candour.foi.requests.steps import stage_of
from candour.foi.rules import QuestionOutcome, Stage
from candour.store.clock import current_day

from .citing import cite
from .last_decisions import law_of
from .outcomes import OUTCOMES
from .rules import EstimateLine, ProposedDecision, objections

# Before an answer; and after it, for a review, for the Commissioner's decision, or to put something right.
MAY_DECIDE = frozenset(
    {Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE, Stage.RESPONDED, Stage.REVIEWING, Stage.AT_ICO}
)


class DecisionFields(TypedDict, total=False):
    """What a decision may say besides its outcome; see `rules.ProposedDecision`."""

    sections: Sequence[str]
    answer: str
    why: str
    public_interest: str
    holder: str
    holder_address: str
    estimate: Sequence[EstimateLine]
    out_on: dt.date | None
    url: str
    advice: str
    personal: bool


@transaction.atomic
def decide(
    question: RequestQuestion,
    *,
    outcome: QuestionOutcome,
    by: uuid.UUID,
    on: dt.date | None = None,
    citations: Sequence[tuple[str, int]] = (),
    confirms: bool | None = None,
    **fields: Unpack[DecisionFields],
) -> QuestionDecision:
    """Record a decision on a question. `citations` are (release, place) of published numbers.

    Whether it confirms that the information is held follows from the outcome unless it is said.
    ObjectedTo with every objection; ValidationError or if the request is not where anything is decided.
    """
    day, law = on or current_day(), law_of(question.request)
    if stage_of(question.request) not in MAY_DECIDE:
        raise ValidationError("This request is not open. Look at it, let it in, and then decide.")
    says = OUTCOMES[outcome].confirms != "cannot" if confirms is None else confirms
    cites = [(number.release, number.place) for number in (cite(*pair) for pair in dict.fromkeys(citations))]
    proposal = ProposedDecision(outcome=outcome, confirms=says, cites=len(cites), **fields)
    if objected := objections(proposal, law=law, on=day):
        raise ObjectedTo(objected)
    decision = _written(question, proposal, by=by, on=day)
    Citation.objects.bulk_create(
        Citation(decision=decision, release=release, place=number) for release, number in cites
    )
    audit("decided question", member=by, kind="decision", row=decision.pk)
    return decision


def _written(
    question: RequestQuestion, proposal: ProposedDecision, *, by: uuid.UUID, on: dt.date
) -> QuestionDecision:
    # One after the other: two who decide at once must not both be the third.
    RequestQuestion.objects.select_for_update().get(pk=question.pk)
    last = question.decisions.order_by("-place").first()
    return QuestionDecision.objects.create(
        question=question,
        place=last.place + 1 if last else 1,
        outcome=proposal.outcome,
        confirms=proposal.confirms,
        sections=list(proposal.sections),
        answer=proposal.answer.strip(),
        why=proposal.why.strip(),
        public_interest=proposal.public_interest.strip(),
        holder=proposal.holder.strip(),
        holder_address=proposal.holder_address.strip(),
        estimate=[list(line) for line in proposal.estimate],
        out_on=proposal.out_on,
        url=proposal.url.strip(),
        advice=proposal.advice.strip(),
        personal=proposal.personal,
        by=by,
        on=on,
    )
