"""Messages that askers sent with their codes are moved into their requests, with the steps that follow."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from candour.foi.letters import answering, reviewing
from candour.foi.models import Heard, InformationRequest, Message, Posted
from candour.foi.requests.actions import withdraw
from candour.foi.requests.receiving import confirm_address
from candour.foi.requests.steps import post_line
from candour.foi.rules import StepKind

SUBJECTS = {
    "clarified": "An answer to our question",
    "more": "A message",
    "review": "A review is asked for",
    "withdraw": "The request is taken back",
    "confirm": "The code of our e-mail",
}


def take_in_heard() -> int:
    """Take in everything that waits; returns how many messages. One whose request is deleted is deleted too.

    What is of a kind that nobody knows is left for `not_understood` to count: it keeps nothing else waiting.
    Called when an officer opens the desk, and by the mail command.
    """
    waiting = list(Heard.objects.filter(kind__in=SUBJECTS))
    for heard in waiting:
        _take_in(heard)
    return len(waiting)


def not_understood() -> int:
    """How many things wait that are of no kind that we know: no page of ours writes such a thing."""
    return Heard.objects.exclude(kind__in=SUBJECTS).count()


@transaction.atomic
def _take_in(heard: Heard) -> None:
    """Take one message in, once, also where two officers open the desk at the same moment."""
    gone, _ = Heard.objects.filter(pk=heard.pk).delete()
    request = InformationRequest.objects.filter(follow_hash=heard.follow_hash).first()
    if not gone:
        return
    if request is None:
        # Said in the moment when it was diverted: no word of it stays on the page of their code either.
        shown = Posted.objects.filter(follow_hash=heard.follow_hash, place=heard.place)
        shown.exclude(kind=StepKind.DIVERTED).delete()
        return
    if heard.kind == "confirm":
        _confirm(request, heard)
        return
    message = _message(request, heard)
    try:
        with transaction.atomic():
            _step(request, heard, message)
    except ValidationError as refused:
        # The request moved on meanwhile. What was said stays in its thread, and says why nothing followed.
        message.trouble = refused.messages[0][:200]
        message.save()


def _message(request: InformationRequest, heard: Heard) -> Message:
    last = request.messages.aggregate(last=Max("place"))["last"] or 0
    return Message.objects.create(
        request=request,
        place=last + 1,
        direction="in",
        writer="asker",
        writer_name=request.requester.name,
        received_on=heard.on,
        subject=SUBJECTS[heard.kind],
        text=heard.text,
        matched_by="follow",
    )


def _step(request: InformationRequest, heard: Heard, message: Message) -> None:
    """Take the step that this message asks for. ValidationError if the request cannot take it now."""
    if heard.kind == "clarified":
        answering.clarified(request, by=None, on=heard.on)
    elif heard.kind == "review":
        reviewing.request_review(request, note=heard.text, by=None, on=heard.on)
    elif heard.kind == "withdraw":
        withdraw(request, by=None, note=heard.text or "with the follow code", on=heard.on)


def _confirm(request: InformationRequest, heard: Heard) -> None:
    try:
        confirm_address(request.pk, heard.text, on=heard.on)
    except ValidationError:
        post_line(
            request,
            "wrong_code",
            "That was not the code of our e-mail",
            body="Copy it from our e-mail again, or press the link there.",
            on=heard.on,
        )
    else:
        post_line(request, "confirmed", "Your e-mail address is confirmed", on=heard.on)
