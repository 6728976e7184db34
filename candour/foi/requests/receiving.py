"""Storing a request, and that its asker's address is confirmed. The public door adds both, and reads none."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.foi.models import InformationRequest, Posted, Requester, RequestQuestion, RequestStep
from candour.foi.rules import Channel, StepKind
from candour.post.keyed_codes import follow_hash, is_code_of, new_follow_code
from candour.store.clock import current_day


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
    """Store a request. Returns it with the code by which its asker comes back. None of it is public.

    `on` is the UK day of receipt; `code`, one that a form brought back, stands in for a fresh one.
    ValidationError without a question.
    """
    texts = [text.strip() for text in questions if text.strip()]
    if not texts:
        raise ValidationError("Write at least one question.")
    code, day = code or new_follow_code(), on or current_day()
    request = InformationRequest.objects.create(
        title=(title.strip() or texts[0])[:200],
        channel=channel,
        language=language,
        follow_hash=follow_hash(code),
        needs_confirming=needs_confirming,
    )
    Requester.objects.create(
        request=request,
        name=" ".join(asker.name.split()),
        email=asker.email,
        post=asker.post,
        publish_name=asker.publish_name,
        answer_to=asker.answer_to,
    )
    for number, text in enumerate(texts, start=1):
        RequestQuestion.objects.create(request=request, number=number, text=text)
    # Written directly: the public door's role may add steps and read none of them.
    RequestStep.objects.create(request=request, place=1, kind=StepKind.RECEIVED, on=day)
    Posted.objects.create(
        follow_hash=request.follow_hash,
        place=1,
        on=day,
        kind=StepKind.RECEIVED,
        heading="We have your request",
        body="A person has not read it yet.",
        needs_confirming=needs_confirming,
    )
    return request, code


def confirm_address(number: uuid.UUID, code: str, *, on: dt.date | None = None) -> None:
    """Note that whoever asked reads the mail of the address they gave. ValidationError for a wrong code.

    Only writes: the desk sees whether the request is there. Twice is once.
    """
    if not is_code_of(code, "confirm", number):
        raise ValidationError("This code does not belong to this request. Copy it from our e-mail again.")
    RequestStep.objects.bulk_create(
        [RequestStep(request_id=number, place=2, kind=StepKind.CONFIRMED, on=on or current_day())],
        ignore_conflicts=True,
    )
