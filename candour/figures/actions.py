"""Writes releases: compiles drafts, publishes them by a second person, corrects them.

Members are passed as their ids; the desk's pages check their roles.
"""

import datetime as dt
import json
import uuid
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from candour.audit.actions import note as audit
from candour.figures.cells import Cell
from candour.figures.disclosure.protecting import WouldUnpick
from candour.figures.files.bundle import all_files
from candour.figures.quarters import Span
from candour.figures.releasing import attack, checking, naming, register
from candour.figures.releasing.announcing import half_past_nine, require_day
from candour.figures.releasing.compiling import Compiled, Order, Register, compile_release
from candour.figures.releasing.known_codes import unknown_codes
from candour.figures.releasing.numbers import AD_HOC, Document, fingerprint, from_bytes
from candour.figures.releasing.plan import in_words
from candour.store.clock import current_day, current_time

from .measures import measures
from .models import Announcement, Draft, Publication, PublishedFile

# How many of the cells that stand in its way a refusal names.
CELLS_NAMED = 8


def compile_draft(
    announced: Announcement,
    *,
    by: uuid.UUID,
    as_at: dt.date,
    note: str = "",
    today: dt.date | None = None,
) -> Draft:
    """Compile the first version of an announced release, as at a day that is over.

    Compiling again adds a newer draft. ValidationError if the release is published already, or the as-at day
    is not over.
    """
    if Publication.objects.filter(number=announced.number).exists():
        raise ValidationError("This release has been published already. To change it, make a correction.")
    order = Order(
        number=announced.number,
        version=1,
        kind=announced.kind,
        title=announced.title,
        since=announced.since,
        until=announced.until,
        as_at=as_at,
        goes_public=half_past_nine(announced.on),
        note=note.strip(),
    )
    return compile_version(order, by=by, today=today)


def correct(
    number: int, *, changes: str, as_at: dt.date, on: dt.date, by: uuid.UUID, today: dt.date | None = None
) -> Draft:
    """Compile a new version of a release, public on the day `on`. `changes` says what it changes, and why.

    ValidationError if the release is not public yet, `changes` is empty, or the day is not later than today.
    """
    today = today or current_day()
    last = Publication.objects.filter(number=number).order_by("-version").first()
    if last is None:
        raise ValidationError("This release has not been published yet. Compile it instead.")
    if last.goes_public >= half_past_nine(today):
        raise ValidationError("This release is not public yet. Correct it once it is.")
    if not changes.strip():
        raise ValidationError("Say what this version changes, and why. It is shown on the release's page.")
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    before = from_bytes(bytes(Draft.objects.get(pk=last.draft).content))
    order = Order(
        number=number,
        version=last.version + 1,
        kind=last.kind,
        title=last.title,
        since=last.since,
        until=last.until,
        as_at=as_at,
        goes_public=half_past_nine(on),
        note=before.note,
        changes=changes.strip(),
        asked=before.asked,
    )
    return compile_version(order, by=by, today=today)


def compile_version(
    order: Order,
    *,
    by: uuid.UUID,
    today: dt.date | None = None,
    announced: Announcement | None = None,
) -> Draft:
    """Compile, check and store a draft; with it `announced`, the announcement of a new answer, if given.

    ValidationError where the release cannot be compiled, or would let a protected number be worked out.
    Earlier drafts of the version stay; the newest counts. No lock is held while counting, since reports could
    not come in meanwhile on SQLite.
    """
    today = today or current_day()
    if order.as_at >= today or order.as_at < order.until:
        raise ValidationError("Choose an as-at day that is over, and not before the last day of the release.")
    published = Publication.objects.count()
    before = Register(register.published_cells(published), register.approved_documents(published))
    try:
        compiled = compile_release(order, before)
    except WouldUnpick as refused:
        raise ValidationError([str(refused), *map(_named, refused.cells[:CELLS_NAMED])]) from refused
    findings = _findings(compiled, before)
    with transaction.atomic():
        if announced is not None:
            announced.save(force_insert=True)
        drafted = Draft.objects.filter(number=order.number, version=order.version)
        draft = Draft.objects.create(
            number=order.number,
            version=order.version,
            place=(drafted.aggregate(last=Max("place"))["last"] or 0) + 1,
            register=published,
            content=compiled.content,
            held_back=compiled.held_back_bytes,
            findings=findings,
            sha256=fingerprint(compiled.content),
            compiled_by=by,
            compiled_on=today,
        )
        audit("compiled release", member=by, kind="release", row=draft.pk)
    return draft


def _named(cell: Cell) -> str:
    measure = measures()[cell.measure]
    whom = naming.label(measure, cell.by, cell.code) if cell.by else "the whole country"
    return f"{measure.name} ({measure.code}), {whom}, {in_words(Span(cell.since, cell.until))}"


def _findings(compiled: Compiled, before: Register) -> bytes:
    shown = register.with_truth(compiled.document, compiled.held_back)
    recovered = attack.attack_published([*before.cells, *shown]).in_words()
    unknown = unknown_codes(compiled.document.as_at)
    findings = checking.findings(compiled.document, before.documents, recovered, compiled.parts, unknown)
    return json.dumps([asdict(finding) for finding in findings]).encode()


def findings_of(draft: Draft) -> list[checking.Finding]:
    """The results of the checks that ran when the draft was compiled."""
    return [checking.Finding(**fields) for fields in json.loads(bytes(draft.findings))]


@transaction.atomic
def publish_release(draft: Draft, *, by: uuid.UUID, now: dt.datetime | None = None) -> Publication:
    """Publish a draft, as the second person `by`: its files are frozen, and public at 9.30 on its day.

    ValidationError for the person who compiled it, and for a draft that is not the newest, was checked
    against fewer releases than there are now, failed a check, or whose time is past.
    """
    document = from_bytes(bytes(draft.content))
    _require_ready(draft, by=by, late=(now or current_time()) >= document.goes_public)
    publication = _frozen(draft, document, by=by)
    for name, content in all_files(document).items():
        PublishedFile.objects.create(
            publication=publication,
            name=name,
            goes_public=publication.goes_public,
            content=content,
            sha256=fingerprint(content),
        )
    audit("published release", member=by, kind="release", row=publication.pk)
    return publication


def _frozen(draft: Draft, document: Document, *, by: uuid.UUID) -> Publication:
    if fingerprint(bytes(draft.content)) != draft.sha256:
        raise ValidationError("This draft is not what was compiled. Compile it again.")
    try:
        with transaction.atomic():
            return Publication.objects.create(
                place=draft.register,
                draft=draft.pk,
                number=draft.number,
                version=draft.version,
                kind=document.kind,
                title=document.title,
                since=document.since,
                until=document.until,
                goes_public=document.goes_public,
                sha256=draft.sha256,
                changes=document.changes,
                compiled_by=draft.compiled_by,
                published_by=by,
            )
    except IntegrityError as raced:
        raise ValidationError("Somebody released at the same moment. Open this page again.") from raced


def _is_of_its_day(draft: Draft) -> bool:
    """Whether a first version goes public on its announced day; always true of other drafts."""
    document = from_bytes(bytes(draft.content))
    if draft.version > 1 or document.kind == AD_HOC:
        return True
    announced = Announcement.objects.get(number=draft.number, replaced_by=None)
    return document.goes_public == half_past_nine(announced.on)


def _require_ready(draft: Draft, *, by: uuid.UUID, late: bool) -> None:
    if draft.compiled_by == by:
        raise ValidationError("You compiled this draft. Ask a second person to read and release it.")
    newest = Draft.objects.filter(number=draft.number, version=draft.version).order_by("-place").first()
    if Publication.objects.filter(number=draft.number, version=draft.version).exists():
        raise ValidationError("This version has been released already.")
    if newest != draft:
        raise ValidationError("A newer draft was compiled since. Open that one.")
    if not _is_of_its_day(draft):
        raise ValidationError("Its day was moved since it was compiled. Compile it again, then release it.")
    if Publication.objects.count() != draft.register:
        raise ValidationError("Another release was published since. Compile this one again, then release it.")
    if late:
        raise ValidationError("Half past nine of its day is past. Move the day, then compile it again.")
    if words := checking.stands_in_the_way(findings_of(draft)):
        raise ValidationError([*words])
