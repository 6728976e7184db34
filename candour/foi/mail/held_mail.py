"""What a person does with mail that waits: a new request, somebody's reply, nothing, or no request at all."""

import datetime as dt
import uuid
from collections.abc import Sequence
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import Diverted, InformationRequest, Message
from candour.foi.requests.forgetting import forget
from candour.foi.requests.outgoing import queue
from candour.foi.requests.receiving import Asker, receive_request
from candour.foi.rules import Channel
from candour.foi.triage.diversion_letters import diversion_letter
from candour.post.automatic import MESSAGE
from candour.store.clock import current_day

from .receiving import add_to_thread

DIVERSIONS = ("report", "spam")
DEALT_WITH = "Somebody else has dealt with this mail. Open the list again."


def _held(message: Message) -> Message:
    """The row, locked. ValidationError if it was matched to a request or deleted meanwhile."""
    held = Message.objects.select_for_update().filter(pk=message.pk, request=None, direction="in").first()
    if held is None:
        raise ValidationError(DEALT_WITH)
    return held


@transaction.atomic
def make_request(
    message: Message,
    *,
    questions: Sequence[str],
    asker: Asker,
    by: uuid.UUID,
    title: str = "",
    language: str = "en",
) -> InformationRequest:
    """Make a request of a mail, received on the day the mail came; it waits for triage like any other.

    ValidationError without a question, or if somebody was quicker.
    """
    held = _held(message)
    request, _ = receive_request(
        questions=questions,
        asker=asker,
        channel=Channel.EMAIL,
        title=title,
        language=language,
        on=held.received_on,
    )
    add_to_thread(held, request, matched_by="person")
    audit("made a request of a mail", member=by, kind="message", row=held.pk)
    return request


@transaction.atomic
def match(message: Message, request: InformationRequest, *, by: uuid.UUID) -> None:
    """Put a mail into a request's thread. ValidationError if somebody was quicker."""
    held = _held(message)
    add_to_thread(held, request, matched_by="person")
    audit("matched a mail", member=by, kind="message", row=held.pk)


@transaction.atomic
def set_aside(message: Message, *, by: uuid.UUID, on: dt.date | None = None) -> None:
    """Note that a mail answers nothing; it is kept. ValidationError if somebody was quicker."""
    held = _held(message)
    held.set_aside_on = on or current_day()
    held.save()
    audit("set a mail aside", member=by, kind="message", row=held.pk)


@transaction.atomic
def divert_mail(message: Message, kind: str, *, by: uuid.UUID, on: dt.date | None = None) -> Diverted:
    """Delete a mail that is no request, with every byte, and keep the day and the kind.

    Whoever wrote a report is told where to go, in words that give nothing away, and their address is deleted
    with that mail. ValidationError for another kind than those of DIVERSIONS, or if somebody was quicker.
    """
    if kind not in DIVERSIONS:
        raise ValidationError(f"Choose what it is: {', '.join(DIVERSIONS)}.")
    held = _held(message)
    if held.kind == MESSAGE and held.writer_address:
        _tell_where_to_go(held.writer_address, kind)
    diverted = Diverted.objects.create(kind=kind, channel=Channel.EMAIL, on=on or current_day(), by=by)
    audit("diverted a mail", member=by, kind="message", row=held.pk)
    forget([held])
    return diverted


def _tell_where_to_go(address: str, kind: str) -> None:
    letter = diversion_letter(kind)
    with suppress(ValidationError):  # an address that was invented or cut short: there is nobody to tell
        if letter is not None:
            queue(None, to=address, subject=letter.subject, body=letter.body, is_automatic=True)


@transaction.atomic
def mark_read(message: Message, *, by: uuid.UUID) -> None:
    """Note that a person has read what came for a request, so that it waits no longer."""
    Message.objects.filter(pk=message.pk, request__isnull=False).update(trouble="")
    audit("read a mail", member=by, kind="message", row=message.pk)
