"""What is done with a request as a whole: received, confirmed, opened, diverted, withdrawn, handed on.

Members are given as their numbers; the desk's pages check their roles.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from candour.audit.actions import note as audit
from candour.forces.models import Force

from .keyed import follow_hash, is_code_of, new_follow_code
from .mail.forgetting import forget
from .models import Diverted, Heard, InformationRequest, Posted, Question, Requester, Step
from .references import slug_of as slug_of
from .rules import Channel, Footing, Kind, Law
from .steps import post, take_step

# 01/FOI/26/000123: the desk's number, the kind, the year, and the place in the year.
OUR_DESK = "01"
DIVERSIONS = ("report", "subject_access", "court_order", "press", "spam", "other")


@dataclass(frozen=True)
class Asker:
    """Who asks, and how the answer is to reach them: "email", "post" or "code"."""

    name: str
    email: str = ""
    post: str = ""
    publish_name: bool = False
    answer_to: str = "email"


@transaction.atomic
def receive_request(
    *,
    questions: Sequence[str],
    asker: Asker,
    channel: Channel,
    title: str = "",
    language: str = "en",
    on: dt.date | None = None,
    needs_confirming: bool = False,
    code: str = "",
) -> tuple[InformationRequest, str]:
    """Take a request in, and give it with the code by which its asker comes back. Nothing of it is public.

    `on` is the UK day of receipt; `code`, one that a form brought back, stands in for a fresh one.
    ValidationError without a question.
    """
    asked = [one.strip() for one in questions if one.strip()]
    if not asked:
        raise ValidationError("Write at least one question.")
    code, day = code or new_follow_code(), on or timezone.localdate()
    request = InformationRequest.objects.create(
        title=(title.strip() or asked[0])[:200], channel=channel, language=language,
        follow_hash=follow_hash(code), needs_confirming=needs_confirming,
    )  # fmt: skip
    Requester.objects.create(
        request=request, name=asker.name, email=asker.email, post=asker.post,
        publish_name=asker.publish_name, answer_to=asker.answer_to,
    )  # fmt: skip
    for number, text in enumerate(asked, start=1):
        Question.objects.create(request=request, number=number, text=text)
    # Written directly: the public door's role may add steps and read none of them.
    Step.objects.create(request=request, place=1, kind=Kind.RECEIVED, on=day)
    Posted.objects.create(
        follow_hash=request.follow_hash, place=1, on=day, kind=Kind.RECEIVED, heading="We have your request",
        body="A person has not read it yet.",
    )  # fmt: skip
    return request, code


def confirm_address(number: uuid.UUID, code: str, *, on: dt.date | None = None) -> None:
    """Note that whoever asked reads the mail of the address they gave. ValidationError for a wrong code.

    Only writes: the desk sees whether the request is there. Twice is once.
    """
    if not is_code_of(code, "confirm", number):
        raise ValidationError("This code does not belong to this request. Copy it from our e-mail again.")
    Step.objects.bulk_create(
        [Step(request_id=number, place=2, kind=Kind.CONFIRMED, on=on or timezone.localdate())],
        ignore_conflicts=True,
    )


def _next_reference(on: dt.date) -> str:
    start = f"{OUR_DESK}/FOI/{on:%y}/"
    taken = InformationRequest.objects.filter(reference__startswith=start).order_by("-reference")
    last = taken.values_list("reference", flat=True).first()
    return f"{start}{int(last[-6:]) + 1 if last else 1:06d}"


@transaction.atomic
def open_request(
    request: InformationRequest,
    *,
    by: uuid.UUID,
    footing: Footing,
    law: Law = Law.FOIA,
    force: Force | None = None,
    answer_by: dt.date | None = None,
    topic: str = "",
    title: str = "",
    on: dt.date | None = None,
) -> InformationRequest:
    """Let a request in after triage: it gets its reference, and a footing that its clock and letters follow.

    ValidationError if it answers for a force that is not named, or was not waiting for triage.
    """
    if (footing == Footing.BEHALF) != (force is not None):
        raise ValidationError("Name the force on whose behalf this is answered, and for that footing only.")
    day = on or timezone.localdate()
    take_step(request, Kind.OPENED, by=by, on=day)
    request.reference = request.reference or _next_reference(day)
    request.footing, request.law, request.force = footing, law, force
    request.answer_by, request.topic = answer_by, topic
    request.title = title.strip()[:200] or request.title
    request.save()
    audit("opened request", member=by, kind="request", row=request.pk)
    return request


@transaction.atomic
def divert(request: InformationRequest, kind: str, *, by: uuid.UUID, on: dt.date | None = None) -> Diverted:
    """Take out of this desk what is no request for information, with every word of it; keep the day and kind.

    Whoever wrote is told before: see `letters`. ValidationError for a kind that is not one of DIVERSIONS.
    """
    if kind not in DIVERSIONS:
        raise ValidationError(f"Choose what it is: {', '.join(DIVERSIONS)}.")
    made = Diverted.objects.create(kind=kind, channel=request.channel, on=on or timezone.localdate(), by=by)
    audit("diverted request", member=by, kind="request", row=request.pk)
    for told in (Posted, Heard):
        told.objects.filter(follow_hash=request.follow_hash).delete()
    forget(request.messages.all())
    request.delete()
    return made


@transaction.atomic
def withdraw(
    request: InformationRequest, *, by: uuid.UUID | None, note: str, on: dt.date | None = None
) -> None:
    """Note that the asker took their request back; `by` nobody where they did it with their code.

    ValidationError once it is answered.
    """
    take_step(request, Kind.WITHDRAWN, by=by, on=on, note=note)
    post(request, Kind.WITHDRAWN, "You took your request back", on=on)
    if by is not None:
        audit("withdrew request", member=by, kind="request", row=request.pk)
