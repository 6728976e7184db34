"""A letter goes out: it is marked as sent, its step is taken, and it is put where its asker finds it."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from candour.audit.actions import note as audit
from candour.foi.models import Attachment, Letter
from candour.foi.requests.outgoing import queue
from candour.foi.requests.steps import post, post_files, take_step
from candour.foi.rules import Kind

from .composing import SUBJECTS
from .dating import date_as_sent
from .drafting import asker_of, salutation

# What is posted for a letter that takes no step.
_POSTED: dict[str, str] = {"acknowledgement": Kind.OPENED, "received_review": Kind.REVIEW_REQUESTED}


@transaction.atomic
def dispatch(
    letter: Letter,
    *,
    by: uuid.UUID,
    on: dt.date | None = None,
    step: Kind | None = None,
    until: dt.date | None = None,
    due_on: dt.date | None = None,
) -> Letter:
    """Send a letter to its asker: by e-mail, or on the page of their code. The desk prints one on paper.

    ValidationError if its step cannot be taken. What may stand in the way is asked before: see `answering`.
    """
    day, request = on or timezone.localdate(), letter.request
    if step is not None:
        take_step(request, step, by=by, on=day, until=until, note=letter.note)
    letter.sent_on = day
    date_as_sent(letter, day)
    letter.save(update_fields=["sent_on", "body", "pdf"])
    kind: str = step or _POSTED.get(letter.kind, letter.kind)
    posted = post(
        request, kind, SUBJECTS[letter.kind], on=day, body=letter.body, due_on=due_on,
        file=bytes(letter.pdf) if letter.pdf else None,
    )  # fmt: skip
    files = _files(letter)
    post_files(posted, files)
    asker = asker_of(request)
    if asker and asker.answer_to == "email" and asker.email:
        queue(request, to=asker.email, subject=letter.subject, letter=letter, files=files,
              body=f"{salutation(request)}\n\n{letter.body}")  # fmt: skip
    audit("sent letter", member=by, kind="letter", row=letter.pk)
    return letter


@transaction.atomic
def dispatch_to(letter: Letter, address: str, *, by: uuid.UUID, on: dt.date | None = None) -> Letter:
    """Send a letter to somebody else: by e-mail where the address is one; else the desk prints it."""
    letter.sent_on = on or timezone.localdate()
    letter.save(update_fields=["sent_on"])
    if "@" in address:
        queue(letter.request, to=address, subject=letter.subject, body=letter.body, letter=letter)
    audit("sent letter", member=by, kind="letter", row=letter.pk)
    return letter


def _files(letter: Letter) -> list[Attachment]:
    """What goes out with an answer: the files that were checked and passed for it."""
    if letter.kind not in ("response", "review", "correction"):
        return []
    return list(Attachment.objects.filter(request=letter.request, goes_out=True))
