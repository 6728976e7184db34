"""Letters to others: questions are passed on to whoever holds the answer, and a force is told to search."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.figures.showing.marks import in_day
from candour.foi.clock.request_clock import clock_of
from candour.foi.deciding.actions import decide
from candour.foi.deciding.last_decisions import decided_questions
from candour.foi.models import InformationRequest, QuestionDecision, RequestLetter, RequestQuestion
from candour.foi.requests.letter_parts import quoted
from candour.foi.requests.steps import post_line, stage_of
from candour.foi.rules import QuestionOutcome, Stage
from candour.store.clock import current_day

from .despatching import dispatch, dispatch_to
from .drafting import asker_of, draft

Pairs = list[tuple[RequestQuestion, QuestionDecision]]
_UNDER_WAY = (Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE)


@transaction.atomic
def hand_on(
    request: InformationRequest,
    *,
    to_name: str,
    to_address: str,
    by: uuid.UUID,
    on: dt.date | None = None,
    with_address: bool = False,
) -> RequestLetter:
    """Pass on the questions that somebody else holds the answer to. Returns the letter that tells the asker.

    Where they hold every question, the request ends here; else only those questions go, and the rest is
    answered. `with_address`: the asker agreed that their address goes too. ValidationError without a name.
    """
    if not to_name.strip() or not to_address.strip():
        raise ValidationError("Say who it goes to, and where.")
    day = on or current_day()
    _decide_as_held_by(request, to_name.strip(), to_address.strip(), by=by, on=day)
    held, is_whole_request = _questions_held_by(request, to_name.strip())
    handed = [(question.number, quoted(question.text)) for question, _ in held]
    first = request.steps.first()
    asker = asker_of(request)
    reach = (asker.email or asker.post.replace("\n", ", ")) if asker else ""
    order = draft(
        request,
        "handing",
        by=by,
        on=day,
        handed=handed,
        reach=reach if with_address else "",
        received_on=in_day(first.on) if first else "",
    )
    dispatch_to(order, to_address.strip(), by=by, on=day)
    telling = draft(
        request,
        "handed_on",
        by=by,
        on=day,
        decisions=held,
        handed=handed,
        note=f"to {to_name.strip()}",
        to_name=to_name.strip(),
        to_address=to_address.strip(),
    )
    audit("handed request on", member=by, kind="request", row=request.pk)
    return dispatch(telling, by=by, on=day, takes_step=is_whole_request)


def _questions_held_by(request: InformationRequest, name: str) -> tuple[Pairs, bool]:
    """The questions that this holder has, and whether the request ends with them."""
    pairs = decided_questions(request)
    held = [
        pair for pair in pairs if pair[1].outcome == QuestionOutcome.HELD_ELSEWHERE and pair[1].holder == name
    ]
    if not held:
        raise ValidationError(f"No question was decided as held by {name}. Decide that first.")
    return held, stage_of(request) in _UNDER_WAY and len(held) == request.questions.count()


def _decide_as_held_by(
    request: InformationRequest, name: str, address: str, *, by: uuid.UUID, on: dt.date
) -> None:
    """Where no question is decided yet, decide all of them as held by this holder."""
    if decided_questions(request) or stage_of(request) not in _UNDER_WAY:
        return
    for question in request.questions.all():
        decide(
            question,
            outcome=QuestionOutcome.HELD_ELSEWHERE,
            holder=name,
            holder_address=address,
            by=by,
            on=on,
        )


@transaction.atomic
def search_order(
    request: InformationRequest,
    *,
    to_address: str,
    answer_by: dt.date,
    by: uuid.UUID,
    note: str = "",
    on: dt.date | None = None,
) -> RequestLetter:
    """Have the force for which a request is answered search for it, by a short day.

    ValidationError for another footing, or a day that leaves no time to answer.
    """
    if request.force is None:
        raise ValidationError("This is not answered for a force. Only then can one be told to search.")
    clock, day = clock_of(request, on), on or current_day()
    if answer_by <= day or (clock.due_on and answer_by > clock.due_on):
        raise ValidationError("Give a day after today and before our own answer is due.")
    letter = draft(
        request,
        "search_order",
        by=by,
        on=day,
        force=request.force.name,
        answer_by=in_day(answer_by),
        due_on=in_day(clock.due_on) if clock.due_on else "",
        for_force=note.strip(),
    )
    post_line(request, "search", f"We asked {request.force.name} to search", on=day)
    return dispatch_to(letter, to_address, by=by, on=day)
