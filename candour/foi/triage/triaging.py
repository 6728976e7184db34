"""What is done at triage: questions are split, requests connected, what is none is sent elsewhere."""

import datetime as dt
import uuid
from collections.abc import Sequence
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from candour.audit.actions import note as audit
from candour.foi import actions
from candour.foi.clock.calendar import holidays
from candour.foi.clock.counting import Within, count, days_between
from candour.foi.mail.sending import queue
from candour.foi.models import Connection, Diverted, InformationRequest, Posted, Question
from candour.foi.references import slug_of
from candour.foi.rules import Channel, Kind, Stage
from candour.foi.steps import stage_of

from .diverting import Told, what_is_told

# The cost of one person's requests is added up where they come within sixty consecutive working days, the
# first and the last included (Freedom of Information and Data Protection (Appropriate Limit and Fees)
# Regulations 2004, reg. 5(2)(b)).
ADDED_UP = 60
# UK GDPR art. 12(3): without undue delay, and within one month of receipt.
SUBJECT_ACCESS = Within(1, "months")
BEFORE_TRIAGE = (Stage.NEW, Stage.UNCONFIRMED)


@transaction.atomic
def split_questions(request: InformationRequest, texts: Sequence[str], *, by: uuid.UUID) -> None:
    """Put the questions as they are to be decided, in this order. ValidationError once it is let in."""
    asked = [one.strip() for one in texts if one.strip()]
    if not asked:
        raise ValidationError("Leave at least one question.")
    if asked == [one.text for one in request.questions.all()]:
        return
    if stage_of(request) not in BEFORE_TRIAGE:
        raise ValidationError("It is let in already: its questions stand as the asker was told them.")
    request.questions.all().delete()
    for number, text in enumerate(asked, start=1):
        Question.objects.create(request=request, number=number, text=text)
    audit("split questions", member=by, kind="request", row=request.pk)


def received_on(request: InformationRequest) -> dt.date:
    """The UK day on which it came."""
    return request.steps.get(kind=Kind.RECEIVED).on


def subject_access_due(request: InformationRequest) -> dt.date:
    """The last day to answer it as a request for somebody's own data."""
    return count(received_on(request), holidays(), SUBJECT_ACCESS).due_on


@transaction.atomic
def divert_and_tell(
    request: InformationRequest, kind: str, *, by: uuid.UUID, on: dt.date | None = None
) -> Diverted:
    """Tell whoever wrote where to go, then delete every word of it from this side; the day and kind are kept.

    What is told repeats none of their words, and hangs on no request: it goes out although that is gone.
    """
    letter, day = what_is_told(kind), on or timezone.localdate()
    address, follow_hash = request.requester.email, request.follow_hash
    made = actions.divert(request, kind, by=by, on=day)
    if letter is not None and address:
        _mail(letter, address)
    if (shown := what_is_told(kind, on_page=True)) is not None:
        Posted.objects.create(
            follow_hash=follow_hash, place=1, on=day, kind=Kind.DIVERTED, heading=shown.subject,
            body=shown.body,
        )  # fmt: skip
    return made


def _mail(letter: Told, address: str) -> None:
    """A mail can come from what is no address. Nobody can be told there, and its words go all the same."""
    with suppress(ValidationError):
        queue(None, to=address, subject=letter.subject, body=letter.body, is_automatic=True)


@transaction.atomic
def connect(
    request: InformationRequest, reference: str, kind: str, *, by: uuid.UUID, on: dt.date | None = None
) -> Connection:
    """Note how this request stands to another. ValidationError for itself, or one that is not there."""
    slug = slug_of(reference)
    found = InformationRequest.objects.filter(reference=(slug or "").replace(".", "/"))
    other = found.exclude(reference="").first()
    if other is None:
        raise ValidationError("There is no request with this reference. Copy it again: 01/FOI/26/000123.")
    if other == request:
        raise ValidationError("That is this request itself. Write the other one’s reference.")
    made, _ = Connection.objects.update_or_create(
        request=request, other=other, defaults={"kind": kind, "on": on or timezone.localdate(), "by": by}
    )
    audit("connected request", member=by, kind="request", row=request.pk)
    return made


def of_the_same_asker(request: InformationRequest) -> list[tuple[InformationRequest, bool]]:
    """Their other requests, the newest first, and whether each came within sixty working days of this one."""
    asker = getattr(request, "requester", None)
    # Of one that was brought in nobody knows the day, nor more of its asker than a name.
    if asker is None or request.channel == Channel.IMPORT:
        return []
    known = holidays()
    day = received_on(request)
    return [(one, abs(days_between(day, received_on(one), known)) < ADDED_UP) for one in _others(request)]


def _others(request: InformationRequest) -> QuerySet[InformationRequest]:
    """By address where one is given; a name alone is shared by many, and counts only without one."""
    asker = request.requester
    same = (
        InformationRequest.objects.filter(requester__email__iexact=asker.email)
        if asker.email
        else InformationRequest.objects.filter(requester__name__iexact=asker.name, requester__email="")
    )
    return same.exclude(pk=request.pk).filter(steps__kind=Kind.RECEIVED).order_by("-steps__on")
