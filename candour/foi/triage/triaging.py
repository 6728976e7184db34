"""What is done at triage: questions are split, and what is no request is sent elsewhere."""

import datetime as dt
import uuid
from collections.abc import Sequence
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.clock.calendar import holidays
from candour.foi.clock.counting import Within, count
from candour.foi.deciding.same_asker import received_on
from candour.foi.models import Diverted, InformationRequest, Posted, RequestQuestion
from candour.foi.requests import actions
from candour.foi.requests.outgoing import queue
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Stage, StepKind
from candour.store.clock import current_day

from .diversion_letters import DiversionLetter, diversion_letter

# UK GDPR art. 12(3): without undue delay, and within one month of receipt.
SUBJECT_ACCESS = Within(1, "months")
BEFORE_TRIAGE = (Stage.NEW, Stage.UNCONFIRMED)


@transaction.atomic
def split_questions(request: InformationRequest, texts: Sequence[str], *, by: uuid.UUID) -> None:
    """Put the questions as they are to be decided, in this order. ValidationError once it is let in."""
    questions = [text.strip() for text in texts if text.strip()]
    if not questions:
        raise ValidationError("Leave at least one question.")
    if questions == [question.text for question in request.questions.all()]:
        return
    if stage_of(request) not in BEFORE_TRIAGE:
        raise ValidationError("It is let in already: its questions stay as the asker was told them.")
    request.questions.all().delete()
    for number, text in enumerate(questions, start=1):
        RequestQuestion.objects.create(request=request, number=number, text=text)
    audit("split questions", member=by, kind="request", row=request.pk)


def subject_access_due(request: InformationRequest) -> dt.date:
    """The last day to answer it as a request for somebody's own data."""
    return count(received_on(request), holidays(), SUBJECT_ACCESS).due_on


@transaction.atomic
def divert_and_tell(
    request: InformationRequest, kind: str, *, by: uuid.UUID, on: dt.date | None = None
) -> Diverted:
    """Tell its writer where to go, then delete every word of it here; the day and kind are recorded.

    What is told repeats none of their words, and hangs on no request: it goes out although that is gone.
    """
    letter, day = diversion_letter(kind), on or current_day()
    address, follow_hash = request.requester.email, request.follow_hash
    diverted = actions.divert(request, kind, by=by, on=day)
    if letter is not None and address:
        _mail(letter, address)
    if (shown := diversion_letter(kind, on_page=True)) is not None:
        Posted.objects.create(
            follow_hash=follow_hash,
            place=1,
            on=day,
            kind=StepKind.DIVERTED,
            heading=shown.subject,
            body=shown.body,
        )
    return diverted


def _mail(letter: DiversionLetter, address: str) -> None:
    """Queue the letter; nothing is queued for a text that is no address, as the sender of a mail can be."""
    with suppress(ValidationError):
        queue(None, to=address, subject=letter.subject, body=letter.body, is_automatic=True)
