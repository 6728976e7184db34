"""What is decided of one question is written down, and never altered: a new decision follows the last."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from candour.audit.actions import note as audit
from candour.foi.models import Citation, Decision, Question
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Outcome, Stage

from .citing import cite
from .last_decisions import law_of
from .rules import Line, Proposal, objections

# Before an answer; and after it, for a review, for the Commissioner's decision, or to put something right.
MAY_DECIDE = frozenset(
    {Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE, Stage.RESPONDED, Stage.REVIEWING, Stage.AT_ICO}
)


class Fields(TypedDict, total=False):
    """What a decision may say besides its outcome; see `rules.Proposal`."""

    sections: Sequence[str]
    answer: str
    why: str
    public_interest: str
    holder: str
    holder_address: str
    estimate: Sequence[Line]
    out_on: dt.date | None
    url: str
    advice: str
    personal: bool


@transaction.atomic
def decide(
    question: Question,
    *,
    outcome: Outcome,
    by: uuid.UUID,
    on: dt.date | None = None,
    citations: Sequence[tuple[str, int]] = (),
    confirms: bool | None = None,
    **fields: Unpack[Fields],
) -> Decision:
    """Write down what is decided of a question. `citations` are releases and places of published numbers.

    Whether it confirms that the information is held follows from the outcome unless it is said.
    ValidationError with every objection, or if the request is not where anything is decided.
    """
    day, law = on or timezone.localdate(), law_of(question.request)
    if stage_of(question.request) not in MAY_DECIDE:
        raise ValidationError("This request is not open. Look at it, let it in, and then decide.")
    says = outcome != Outcome.NCND if confirms is None else confirms
    cites = [(one.release, one.place) for one in (cite(*pair) for pair in dict.fromkeys(citations))]
    proposal = Proposal(outcome=outcome, confirms=says, cites=len(cites), **fields)
    if found := objections(proposal, law=law, on=day):
        raise ValidationError(found)
    made = _written(question, proposal, by=by, on=day)
    Citation.objects.bulk_create(
        Citation(decision=made, release=release, place=place) for release, place in cites
    )
    audit("decided question", member=by, kind="decision", row=made.pk)
    return made


def _written(question: Question, one: Proposal, *, by: uuid.UUID, on: dt.date) -> Decision:
    # One after the other: two who decide at once must not both be the third.
    Question.objects.select_for_update().get(pk=question.pk)
    last = question.decisions.order_by("-place").first()
    return Decision.objects.create(
        question=question, place=last.place + 1 if last else 1, outcome=one.outcome, confirms=one.confirms,
        sections=list(one.sections), answer=one.answer.strip(), why=one.why.strip(),
        public_interest=one.public_interest.strip(), holder=one.holder.strip(),
        holder_address=one.holder_address.strip(), estimate=[list(line) for line in one.estimate],
        out_on=one.out_on, url=one.url.strip(), advice=one.advice.strip(), personal=one.personal, by=by,
        on=on,
    )  # fmt: skip
