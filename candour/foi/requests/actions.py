"""What is done with a request as a whole: opened, diverted, withdrawn.

Members are given as their numbers; the desk's pages check their roles.
"""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import Diverted, GivenReference, Heard, InformationRequest, Posted
from candour.foi.rules import MOVES, Footing, Law, Stage, StepKind
from candour.forces.models import Force
from candour.store.clock import current_day

from .forgetting import forget
from .steps import post_line, stage_of, take_step

# 01/FOI/26/000123: the desk's number, the kind, the year, and the place in the year.
OUR_DESK = "01"
DIVERSIONS = ("report", "subject_access", "court_order", "press", "spam", "other")


def _next_reference(on: dt.date) -> str:
    """The next free reference of that year: never one that we gave before, nor one that was imported."""
    year = f"{OUR_DESK}/FOI/{on:%y}/"
    references = GivenReference.objects.filter(reference__startswith=year).order_by("-reference")
    last = references.values_list("reference", flat=True).first()
    number = int(last[-6:]) + 1 if last else 1
    while InformationRequest.objects.filter(reference=f"{year}{number:06d}").exists():
        number += 1
    return GivenReference.objects.create(reference=f"{year}{number:06d}").reference


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
    day = on or current_day()
    take_step(request, StepKind.OPENED, by=by, on=day)
    request.reference = request.reference or _next_reference(day)
    request.footing, request.law, request.force = footing, law, force
    request.answer_by, request.topic = answer_by, topic
    request.title = title.strip()[:200] or request.title
    request.save()
    audit("opened request", member=by, kind="request", row=request.pk)
    return request


@transaction.atomic
def divert(request: InformationRequest, kind: str, *, by: uuid.UUID, on: dt.date | None = None) -> Diverted:
    """Delete what is no request for information, with every word of it; only its day and kind are recorded.

    Whoever wrote is told before: see `triage`. ValidationError for a kind that is not one of DIVERSIONS, once
    it is answered, and, once it was let in, for anything but a report: one person must not undo a request.
    """
    if kind not in DIVERSIONS:
        raise ValidationError(f"Choose what it is: {', '.join(DIVERSIONS)}.")
    stage = stage_of(request)
    if stage not in MOVES[StepKind.DIVERTED][0]:
        raise ValidationError(
            "It is answered or closed. Take its page out of the log, with a reason, instead."
        )
    if stage not in (Stage.NEW, Stage.UNCONFIRMED) and kind != "report":
        raise ValidationError("It was let in before. Answer it, hand it on, or note that it was taken back.")
    diverted = Diverted.objects.create(kind=kind, channel=request.channel, on=on or current_day(), by=by)
    audit("diverted request", member=by, kind="request", row=request.pk)
    for model in (Posted, Heard):
        model.objects.filter(follow_hash=request.follow_hash).delete()
    forget(request.messages.all())
    request.delete()
    return diverted


@transaction.atomic
def withdraw(
    request: InformationRequest, *, by: uuid.UUID | None, note: str, on: dt.date | None = None
) -> None:
    """Note that the asker took their request back; `by` nobody where they did it with their code.

    ValidationError once it is answered.
    """
    take_step(request, StepKind.WITHDRAWN, by=by, on=on, note=note)
    post_line(request, StepKind.WITHDRAWN, "You took your request back", on=on)
    if by is not None:
        audit("withdrew request", member=by, kind="request", row=request.pk)
