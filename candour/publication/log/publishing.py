"""Putting a request into the disclosure log, correcting its page, and taking it out."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.figures.releasing.numbers import fingerprint
from candour.foi.models import InformationRequest
from candour.foi.requests.steps import post_line, stage_of, take_step
from candour.foi.rules import MOVES, Channel, StepKind
from candour.publication.models import Catalogue, LogEntry
from candour.publication.searching import index
from candour.store.clock import current_day

from . import served_files
from .cleaning import Cleaner, cleaner_of
from .comparing import differences
from .compiling import compile_page
from .document import LogPage, PageCorrection, to_bytes
from .register import newest

TAKEN_OUT = "Taken out of the log"


def in_the_way(request: InformationRequest) -> list[str]:
    """What must be done before this request can be published, in words; nothing where it may be."""
    reasons = []
    if not request.reference:
        reasons.append("It has no reference. Let it in first.")
    if request.channel != Channel.IMPORT and stage_of(request) not in MOVES[StepKind.PUBLISHED][0]:
        reasons.append("It is not answered yet. Send the answer first.")
    if not request.questions.exists():
        reasons.append("It has no question. Write down what was asked.")
    return [*reasons, *served_files.held(request)]


@transaction.atomic
def publish(request: InformationRequest, *, by: uuid.UUID, on: dt.date | None = None) -> LogEntry:
    """Put an answered request into the log as the first version of its page. `on` is the UK day.

    ValidationError for each thing that stands in the way, and if it is in the log already.
    """
    if LogEntry.objects.filter(slug=request.slug).exists():
        raise ValidationError("This request is in the log already. Correct its page instead.")
    if reasons := in_the_way(request):
        raise ValidationError(reasons)
    entry = _freeze(compile_page(request, on=on), request, by=by)
    _step(request, StepKind.PUBLISHED, by=by, on=on)
    _tell(request, on=on)
    audit("published request", member=by, kind="request", row=request.pk)
    return entry


@transaction.atomic
def correct(slug: str, *, changes: str, by: uuid.UUID, on: dt.date | None = None) -> LogEntry:
    """A new version of a page, made from the request as it stands; it says what changed, and why: `changes`.

    ValidationError without a reason, where nothing differs, or once the page was taken out.
    """
    request, was = InformationRequest.objects.get(reference=slug.replace(".", "/")), _standing(slug)
    if not changes.strip():
        raise ValidationError("Say what was wrong and why it is changed. Readers see it.")
    if reasons := in_the_way(request):
        raise ValidationError(reasons)
    now = compile_page(request, version=was.version + 1, on=on)
    changed = differences(was, now)
    if not changed:
        raise ValidationError("Nothing on the page would change. Change the decision or the file first.")
    cleaner = cleaner_of(request)
    correction = PageCorrection(now.version, now.published_on, changes.strip(), changed)
    # Words that are left out today are told by no older correction either.
    corrections = tuple(cleaner.page(each) for each in (*was.corrections, correction))
    now = replace(now, corrections=corrections)
    entry = _freeze(now, request, by=by, changes=corrections[-1].why)
    _step(request, StepKind.CORRECTED, by=by, on=on)
    audit("corrected log page", member=by, kind="request", row=request.pk)
    return entry


@transaction.atomic
def tombstone(slug: str, *, why: str, by: uuid.UUID, on: dt.date | None = None) -> LogEntry:
    """Take a page's content out of the log, of every version. Its address stays, with the reason: `why`.

    ValidationError without a reason, or if it is out already.
    """
    was = _standing(slug)
    if not why.strip():
        raise ValidationError("Say why it is taken out, without saying what was in it. Readers see it.")
    request = InformationRequest.objects.filter(reference=slug.replace(".", "/")).first()
    gone = (cleaner_of(request) if request else Cleaner()).clean(why.strip())
    stub = LogPage(
        reference=was.reference,
        slug=was.slug,
        version=was.version + 1,
        title=TAKEN_OUT,
        published_on=on or current_day(),
        received_on=was.received_on,
        due_on=was.due_on,
        answered_on=was.answered_on,
        gone=gone,
        rehearsal=was.rehearsal,
    )
    entry = _entry(stub, by=by, changes=gone)
    Catalogue.objects.filter(slug=slug).delete()
    index.refresh(slug)
    audit("took out log page", member=by, kind="log entry", row=entry.pk)
    return entry


def _standing(slug: str) -> LogPage:
    """The page as it stands. ValidationError if it is not in the log or was taken out."""
    page = newest(slug)
    if page is None:
        raise ValidationError("This request is not in the log. Publish it first.")
    if page.gone:
        raise ValidationError("This page was taken out of the log. It stays so.")
    return page


def _step(request: InformationRequest, kind: StepKind, *, by: uuid.UUID, on: dt.date | None) -> None:
    # One that was brought in never went through our stages, and its page can be put right in any of them.
    if stage_of(request) in MOVES[kind][0]:
        take_step(request, kind, by=by, on=on)


def _tell(request: InformationRequest, *, on: dt.date | None) -> None:
    """Where the asker comes back with their code, the page's address stands from now on."""
    if request.channel != Channel.IMPORT:
        address = f"{settings.PUBLIC_ORIGIN}/foi/log/{request.slug}"
        post_line(
            request,
            StepKind.PUBLISHED,
            "Your answer is in our log, for everybody to read",
            on=on,
            body=address,
        )


def _freeze(page: LogPage, request: InformationRequest, *, by: uuid.UUID, changes: str = "") -> LogEntry:
    entry = _entry(page, by=by, changes=changes)
    served_files.freeze(request, page.files, version=page.version)
    row = catalogued(page)
    row.save()
    index.refresh(row.slug)
    return entry


def _entry(page: LogPage, *, by: uuid.UUID, changes: str) -> LogEntry:
    content = to_bytes(page)
    return LogEntry.objects.create(
        reference=page.reference,
        slug=page.slug,
        version=page.version,
        title=page.title,
        headline=page.headline,
        topic=page.topic,
        sections=codes_of(page),
        received_on=page.received_on,
        due_on=page.due_on,
        answered_on=page.answered_on,
        published_on=page.published_on,
        content=content,
        sha256=fingerprint(content),
        changes=changes,
        is_tombstone=bool(page.gone),
        published_by=by,
    )


def codes_of(page: LogPage) -> list[str]:
    """Every section that the page's decisions rest on, each once."""
    return list(dict.fromkeys(section.code for question in page.questions for section in question.sections))


def catalogued(page: LogPage) -> Catalogue:
    """The row by which search and lists find the page. It has what the page has, and nothing else."""
    codes = codes_of(page)
    return Catalogue(
        slug=page.slug,
        reference=page.reference,
        version=page.version,
        title=page.title,
        questions="\n".join(question.text for question in page.questions),
        answers="\n".join(_answers(page)),
        thread="\n".join(_thread(page)),
        headline=page.headline,
        topic=page.topic,
        sections=f" {' '.join(codes)} " if codes else "",
        received_on=page.received_on,
        answered_on=page.answered_on,
        published_on=page.published_on,
    )


def _answers(page: LogPage) -> Iterator[str]:
    """What was answered to each question, with the figures cited."""
    for question in page.questions:
        texts = (question.answer, question.why, question.holder, question.advice)
        yield from filter(None, (*texts, *(citation.sentence for citation in question.citations)))


def _thread(page: LogPage) -> Iterator[str]:
    """Whose duty it was, every message with its folded lines, and the names of the files."""
    texts = [page.footing]
    for message in page.thread:
        texts += [message.subject, *(block.text for block in message.blocks)]
    texts += [file.name for file in page.files]
    yield from filter(None, texts)
