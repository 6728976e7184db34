"""Letters are drafted: words from their template, and a PDF. A new draft takes the place of an unsent one."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from candour.audit.actions import note as audit
from candour.foi.models import Decision, InformationRequest, Letter, Question, Requester

from .composing import Composed, compose
from .enclosing import enclosed, pinned
from .typesetting import Sheet, pdf_of


@transaction.atomic
def draft(
    request: InformationRequest,
    kind: str,
    *,
    by: uuid.UUID,
    on: dt.date | None = None,
    decisions: Sequence[tuple[Question, Decision]] = (),
    needs_second: bool = False,
    note: str = "",
    by_others: bool = True,
    **said: Any,
) -> Letter:
    """A letter of that kind with its PDF, not sent. `said` is what its template needs besides.

    `decisions` are those that it tells; `note` is what its step will say once it is sent; `by_others` is
    whether a review may say that nobody looked again who had a part in the answer. The files that are to go
    with it are named in it, and kept: with others it cannot be sent.
    """
    day = on or timezone.localdate()
    files = enclosed(request, kind)
    words = compose(kind, request, files=[one.name for one in files], by_others=by_others, **said)
    request.letters.filter(kind=kind, sent_on=None).delete()
    made = Letter.objects.create(
        request=request, kind=kind, template=words.template, subject=words.subject, body=words.body,
        pdf=pdf_of(words.body, sheet_of(request, words, day)), needs_second=needs_second, drafted_by=by,
        drafted_on=day, decisions=[str(one.pk) for _, one in decisions], note=note,
        files=pinned(files), by_others=by_others,
    )  # fmt: skip
    audit("drafted letter", member=by, kind="letter", row=made.pk)
    return made


def sheet_of(request: InformationRequest, words: Composed | Letter, on: dt.date) -> Sheet:
    """What a letter on paper has besides its words, where it names nobody."""
    return Sheet(
        title=words.subject.partition(":")[0],
        sender=settings.OPERATOR or settings.LINE_NAME,
        reference=request.reference,
        on=on,
        marking=words.marking if isinstance(words, Letter) else "",
    )


def addressed_pdf(letter: Letter) -> bytes:
    """The letter as it is printed for its asker, with their name and address: made anew, kept nowhere."""
    request = letter.request
    plain = sheet_of(request, letter, letter.sent_on or letter.drafted_on)
    asker = asker_of(request)
    if asker is None:
        return pdf_of(letter.body, plain)
    named = Sheet(
        plain.title, plain.sender, plain.reference, plain.on, plain.marking,
        to=f"{asker.name}\n{asker.post}".strip(), salutation=salutation(request),
    )  # fmt: skip
    return pdf_of(letter.body, named)


def salutation(request: InformationRequest) -> str:
    """How a letter begins for its asker."""
    asker = asker_of(request)
    return f"Dear {asker.name}," if asker else ""


def asker_of(request: InformationRequest) -> Requester | None:
    """Who asked; None for a request that was brought in without."""
    return Requester.objects.filter(request=request).first()
