"""A letter goes out: it is marked as sent, its step is taken, and it is put where its asker finds it."""

import datetime as dt
import uuid

from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import Attachment, RequestLetter
from candour.foi.requests.letter_kinds import LETTER_KINDS
from candour.foi.requests.outgoing import queue
from candour.foi.requests.steps import post_files, post_line, take_step
from candour.store.clock import current_day

from .dating import date_as_sent
from .drafting import asker_of, salutation


@transaction.atomic
def dispatch(
    letter: RequestLetter,
    *,
    by: uuid.UUID,
    on: dt.date | None = None,
    takes_step: bool = True,
    until: dt.date | None = None,
    due_on: dt.date | None = None,
) -> RequestLetter:
    """Send a letter to its asker: by e-mail, or on the page of their code. The desk prints one on paper.

    Its request takes the step of its kind, unless `takes_step` is false. ValidationError if that cannot be
    taken. What may stand in the way is asked before: see `answering`.
    """
    day, request, kind = on or current_day(), letter.request, LETTER_KINDS[letter.kind]
    step = kind.step if takes_step else None
    if step is not None:
        take_step(request, step, by=by, on=day, until=until, note=letter.note)
    letter.sent_on = day
    date_as_sent(letter, day)
    letter.save(update_fields=["sent_on", "body", "pdf"])
    posted = post_line(
        request,
        step or kind.posted_as or letter.kind,
        kind.subject,
        on=day,
        body=letter.body,
        due_on=due_on,
        file=bytes(letter.pdf) if letter.pdf else None,
    )
    files = _files(letter)
    post_files(posted, files)
    asker = asker_of(request)
    if asker and asker.answer_to == "email" and asker.email:
        queue(
            request,
            to=asker.email,
            subject=letter.subject,
            letter=letter,
            files=files,
            body=f"{salutation(request)}\n\n{letter.body}",
        )
    audit("sent letter", member=by, kind="letter", row=letter.pk)
    return letter


@transaction.atomic
def dispatch_to(
    letter: RequestLetter, address: str, *, by: uuid.UUID, on: dt.date | None = None
) -> RequestLetter:
    """Send a letter to somebody else: by e-mail where the address is one; else the desk prints it."""
    letter.sent_on = on or current_day()
    letter.save(update_fields=["sent_on"])
    if "@" in address:
        queue(letter.request, to=address, subject=letter.subject, body=letter.body, letter=letter)
    audit("sent letter", member=by, kind="letter", row=letter.pk)
    return letter


def _files(letter: RequestLetter) -> list[Attachment]:
    """What goes out with an answer: the files that were checked and passed for it."""
    if not LETTER_KINDS[letter.kind].takes_files:
        return []
    return list(Attachment.objects.filter(request=letter.request, goes_out=True))
