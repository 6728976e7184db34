"""Letters are drafted: words from their template, and a PDF. A new draft takes the place of an unsent one."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import InformationRequest, QuestionDecision, Requester, RequestLetter, RequestQuestion
from candour.foi.requests.letter_kinds import LETTER_KINDS
from candour.store.clock import current_day

from .composing import Composed, compose
from .enclosing import enclosed, pinned
from .typesetting import LetterSheet, pdf_of


@transaction.atomic
def draft(
    request: InformationRequest,
    kind: str,
    *,
    by: uuid.UUID,
    on: dt.date | None = None,
    decisions: Sequence[tuple[RequestQuestion, QuestionDecision]] = (),
    needs_second: bool = False,
    note: str = "",
    by_others: bool = True,
    **values: Any,
) -> RequestLetter:
    """A letter of that kind with its PDF, not sent. `values` are what its template needs besides.

    `decisions` are those that it tells; `note` is what its step will say once it is sent; `by_others` is
    whether a review may say that nobody looked again who had a part in the answer. The files that are to go
    with it are named in it, and kept: with others it cannot be sent.
    """
    day = on or current_day()
    files = enclosed(request, kind)
    words = compose(kind, request, files=[file.name for file in files], by_others=by_others, **values)
    request.letters.filter(kind=kind, sent_on=None).delete()
    letter = RequestLetter.objects.create(
        request=request,
        kind=kind,
        template=words.template,
        subject=words.subject,
        body=words.body,
        pdf=pdf_of(words.body, sheet_of(request, words, day)),
        needs_second=needs_second or LETTER_KINDS[kind].needs_second,
        drafted_by=by,
        drafted_on=day,
        decisions=[str(decision.pk) for _, decision in decisions],
        note=note,
        files=pinned(files),
        by_others=by_others,
    )
    audit("drafted letter", member=by, kind="letter", row=letter.pk)
    return letter


def sheet_of(request: InformationRequest, words: Composed | RequestLetter, on: dt.date) -> LetterSheet:
    """What a letter on paper has besides its words, where it names nobody."""
    return LetterSheet(
        title=words.subject.partition(":")[0],
        sender=settings.OPERATOR or settings.LINE_NAME,
        reference=request.reference,
        on=on,
        marking=words.marking if isinstance(words, RequestLetter) else "",
    )


def addressed_pdf(letter: RequestLetter) -> bytes:
    """The letter as it is printed for its asker, with their name and address: made anew, kept nowhere."""
    request = letter.request
    plain = sheet_of(request, letter, letter.sent_on or letter.drafted_on)
    asker = asker_of(request)
    if asker is None:
        return pdf_of(letter.body, plain)
    named = LetterSheet(
        plain.title,
        plain.sender,
        plain.reference,
        plain.on,
        plain.marking,
        to=f"{asker.name}\n{asker.post}".strip(),
        salutation=salutation(request),
    )
    return pdf_of(letter.body, named)


def salutation(request: InformationRequest) -> str:
    """How a letter begins for its asker."""
    asker = asker_of(request)
    return f"Dear {asker.name}," if asker else ""


def asker_of(request: InformationRequest) -> Requester | None:
    """Who asked; None for a request that was brought in without."""
    return Requester.objects.filter(request=request).first()
