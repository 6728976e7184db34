"""Keeping what was brought in as a request of ours, once, with nothing in it that its source does not say."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.deciding.outcomes import NOT_HELD
from candour.foi.models import (
    Citation,
    Fold,
    InformationRequest,
    Message,
    QuestionDecision,
    Requester,
    RequestQuestion,
)
from candour.foi.rules import Channel, Footing, Law, QuestionOutcome
from candour.forces.models import Force
from candour.post.folding.folds import fold
from candour.post.keyed_codes import follow_hash, new_follow_code
from candour.publication.models import Annotation
from candour.store.clock import current_day

from .brought import ASKER, NAME, SUBJECT, BroughtRequest, SourceMessage
from .published_now import published_now

# Who decided what was brought in: nobody of ours. An id that no member has.
NOBODY = uuid.UUID(int=0)
# The number before "FOI" of a request that came without a reference of its own; our desk's is 01.
WITHOUT_REFERENCE = "00"
NO_YEAR = "00"
NAMELESS = "The asker"


@dataclass(frozen=True)
class BroughtIn:
    """A request that is in now, and whether it was before."""

    request: InformationRequest
    was_there: bool


@transaction.atomic
def bring_in(
    brought: BroughtRequest, *, by: uuid.UUID = NOBODY, source_url: str = "", on: dt.date | None = None
) -> BroughtIn:
    """Keep a request that was answered elsewhere. The same again changes nothing.

    `on` is the UK day it is brought in. ValidationError if the reference is here with other content, or if
    nothing was asked in it.
    """
    address = (source_url or brought.source_url)[:200]
    there = _there(brought, address)
    if there:
        _must_be_same(there, brought)
        return BroughtIn(there, True)
    if not any(question.strip() for question in brought.questions):
        raise ValidationError("We find no question in this file. Look whether it is the whole page.")
    request = _request(brought, address)
    _people(request, brought)
    _thread(request, brought)
    _decisions(request, brought, on or current_day())
    _notes(request, brought, on or current_day())
    audit("brought in request", member=by, kind="request", row=request.pk)
    return BroughtIn(request, False)


def _there(brought: BroughtRequest, address: str) -> InformationRequest | None:
    """The request as it is here already: by its reference, else by its page."""
    if brought.reference:
        return InformationRequest.objects.filter(reference=brought.reference).first()
    brought_in = InformationRequest.objects.filter(channel=Channel.IMPORT)
    if address:
        return brought_in.filter(source_url=address).first()
    return brought_in.filter(title=brought.title[:200], source_url="").first()


def _must_be_same(there: InformationRequest, brought: BroughtRequest) -> None:
    questions = [question.text for question in there.questions.all()]
    messages = [(message.writer, message.text) for message in there.messages.order_by("place")]
    if questions != list(brought.questions) or messages != [
        (message.writer, message.text) for message in brought.said
    ]:
        another = "" if brought.reference else " If this is another request, give its page with --source-url."
        raise ValidationError(
            f"{there.reference} is here already, with other words. Nothing was changed. Compare the two, and "
            f"correct its page in the log if this file is right.{another}"
        )


def _request(brought: BroughtRequest, address: str) -> InformationRequest:
    return InformationRequest.objects.create(
        reference=brought.reference or _reference(brought),
        title=(brought.title or brought.questions[0])[:200],
        channel=Channel.IMPORT,
        law=brought.law or Law.FOIA,
        footing=Footing.OWN,
        force=_force(brought),
        # Nobody follows it with a code, so none is kept or told.
        follow_hash=follow_hash(new_follow_code()),
        source_url=address,
    )


def _reference(brought: BroughtRequest) -> str:
    # A year of ours would read as if it had been asked then.
    day = next((message.on for message in brought.said if message.on), None)
    start = f"{WITHOUT_REFERENCE}/FOI/{f'{day:%y}' if day else NO_YEAR}/"
    taken = InformationRequest.objects.filter(reference__startswith=start).order_by("-reference")
    last = taken.values_list("reference", flat=True).first()
    return f"{start}{int(last[-6:]) + 1 if last else 1:06d}"


def _force(brought: BroughtRequest) -> Force | None:
    """The force that answered: by its name; else the one that the answers name most, and more than once.

    Whoever an answer names as the holder is another body than the one that answers. None where it is not
    plain: a page that put words into the wrong force's mouth would be worse than one that names none.
    """
    name = re.sub(r"\s*\([^)]*\)$", "", brought.body).strip()
    if name:
        return Force.objects.filter(name__iexact=name).first()
    text = " ".join(message.text for message in brought.said)
    holders = {decision.holder.casefold() for decision in brought.judged.values() if decision.holder}
    counted = {
        force: len(re.findall(rf"\b(?:{re.escape(force.name)}|{re.escape(force.short_name)})\b", text))
        for force in Force.objects.exclude(short_name="")
        if not {force.name.casefold(), force.short_name.casefold()} & holders
    }
    most = max(counted.values(), default=0)
    most_named = [force for force, times in counted.items() if times == most]
    return most_named[0] if most > 1 and len(most_named) == 1 else None


def _people(request: InformationRequest, brought: BroughtRequest) -> None:
    # A name is published here only where its source has published it.
    Requester.objects.create(
        request=request, name=(brought.asker or NAMELESS)[:120], publish_name=bool(brought.asker)
    )


def _thread(request: InformationRequest, brought: BroughtRequest) -> None:
    for number, message in enumerate(brought.said, start=1):
        row = _message(request, message, number)
        Fold.objects.bulk_create(
            Fold(
                message=row,
                first=lines.first,
                last=lines.last,
                kind=lines.kind,
                proposed_by=lines.proposed_by,
            )
            for lines in fold(message.text, asker_name=brought.asker)
        )


def _message(request: InformationRequest, message: SourceMessage, number: int) -> Message:
    return Message.objects.create(
        request=request,
        place=number,
        direction="in" if message.writer == ASKER else "out",
        kind="auto_reply" if message.is_auto_reply else "message",
        writer=message.writer,
        writer_name=message.name[:NAME],
        received_on=message.on,
        subject=message.subject[:SUBJECT],
        text=message.text,
        matched_by="import",
    )


def _decisions(request: InformationRequest, brought: BroughtRequest, on: dt.date) -> None:
    """Each question with what the source decided of it. Nothing is decided where it does not say."""
    for number, text in enumerate(brought.questions, start=1):
        question = RequestQuestion.objects.create(request=request, number=number, text=text)
        source_decision = brought.judged.get(number)
        if source_decision is None:
            continue
        figure = (
            published_now(text, holder=source_decision.holder)
            if source_decision.outcome in NOT_HELD
            else None
        )
        decision = QuestionDecision.objects.create(
            question=question,
            place=1,
            outcome=source_decision.outcome,
            confirms=source_decision.outcome != QuestionOutcome.NCND,
            sections=list(source_decision.sections),
            answer=source_decision.answer,
            why=source_decision.why,
            holder=source_decision.holder,
            advice=figure.words if figure else "",
            by=NOBODY,
            on=on,
        )
        if figure:
            Citation.objects.create(decision=decision, release=figure.release, place=figure.place)


def _notes(request: InformationRequest, brought: BroughtRequest, on: dt.date) -> None:
    Annotation.objects.bulk_create(
        Annotation(
            slug=request.slug,
            place=number,
            name=note.name[:120],
            text=note.text,
            source_name=note.source_name,
            source_date=note.source_date,
            published_on=on,
            by=None,
        )
        for number, note in enumerate(brought.noted, start=1)
    )
