"""What is done with releases: announced, compiled, released by a second person, corrected, answered ad hoc.

Members are given as their numbers; the desk's pages check their roles.
"""

import datetime as dt
import json
import uuid
from dataclasses import asdict
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from candour.audit.actions import note as audit

from . import attack, checking, naming, register
from .bundle import all_files
from .cells import Cell
from .compiling import Compiled, Order, Register, compile_release
from .measures import measures
from .models import Announcement, Draft, Publication, PublishedFile
from .numbers import fingerprint, from_bytes
from .plan import fits, in_words
from .protecting import WouldUnpick
from .quarters import Span

LONDON = ZoneInfo("Europe/London")
# The standard time of the Code of Practice for Statistics, at which everybody gets a release at once.
STANDARD_TIME = dt.time(9, 30)
# The Code asks for the exact day at least four weeks ahead (practice T3).
DAYS_AHEAD = 28
# A refusal names so many of the cells that stand in its way.
CELLS_NAMED = 8


def half_past_nine(day: dt.date) -> dt.datetime:
    """9.30 in the morning of a day, in the United Kingdom."""
    return dt.datetime.combine(day, STANDARD_TIME, LONDON)


@transaction.atomic
def announce(
    kind: str,
    span: Span,
    *,
    title: str,
    on: dt.date,
    by: uuid.UUID,
    first: dt.date,
    today: dt.date | None = None,
) -> Announcement:
    """Put a quarterly or annual release into the calendar. `first` is the line's first day.

    ValidationError unless the days are one of the line's quarters or years, they are over before `on`, and
    `on` is a weekday four weeks ahead or more.
    """
    today = today or timezone.localdate()
    if not fits(kind, first, span):
        raise ValidationError(
            "Those days are not one of the line's quarters or years. Choose one of the list."
        )
    if span.until >= on:
        raise ValidationError("The days are not over by then. Choose a later day of release.")
    require_day(on, today + dt.timedelta(days=DAYS_AHEAD), "four weeks from today or later")
    made = Announcement.objects.create(
        number=next_number(), kind=kind, title=title, since=span.since, until=span.until, on=on,
        announced_on=today, by=by,
    )  # fmt: skip
    audit("announced release", member=by, kind="release", row=made.pk)
    return made


def require_day(on: dt.date, earliest: dt.date, words: str) -> None:
    """ValidationError unless `on` is a weekday from `earliest` on; `words` say what that is."""
    if on < earliest or on.weekday() > 4:
        raise ValidationError(f"Choose a day from Monday to Friday, {words}.")


def next_number() -> int:
    """The number of the next release or answer to be announced."""
    return (Announcement.objects.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def move_day(
    announced: Announcement, *, on: dt.date, reason: str, by: uuid.UUID, today: dt.date | None = None
) -> Announcement:
    """Announce another day for a release, with the reason; the old day stays in the calendar, struck out.

    ValidationError without a reason, or once the release has been published.
    """
    today = today or timezone.localdate()
    if not reason.strip():
        raise ValidationError("Say why the day is moved. The reason stands in the calendar.")
    if Publication.objects.filter(number=announced.number).exists():
        raise ValidationError("This release has been published already. Its day cannot be moved.")
    if Announcement.objects.filter(replaces=announced).exists():
        raise ValidationError("This day has been moved already. Open the newer one.")
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    made = Announcement.objects.create(
        number=announced.number, kind=announced.kind, title=announced.title, since=announced.since,
        until=announced.until, on=on, announced_on=today, replaces=announced, reason=reason.strip(), by=by,
    )  # fmt: skip
    audit("moved release", member=by, kind="release", row=made.pk)
    return made


@transaction.atomic
def compile_draft(
    announced: Announcement,
    *,
    by: uuid.UUID,
    as_at: dt.date,
    note: str = "",
    today: dt.date | None = None,
) -> Draft:
    """Compile the first version of an announced release, as at a day that is over. Compiling again makes a
    newer draft. ValidationError if it is published already, or the as-at day is not over."""
    if Publication.objects.filter(number=announced.number).exists():
        raise ValidationError("This release has been published already. To change it, make a correction.")
    order = Order(
        number=announced.number, version=1, kind=announced.kind, title=announced.title,
        since=announced.since, until=announced.until, as_at=as_at,
        goes_public=half_past_nine(announced.on), note=note.strip(),
    )  # fmt: skip
    return compile_version(order, by=by, today=today)


@transaction.atomic
def correct(
    number: int, *, changes: str, as_at: dt.date, on: dt.date, by: uuid.UUID, today: dt.date | None = None
) -> Draft:
    """Compile a new version of a published release. ValidationError unless `changes` says what changed."""
    today = today or timezone.localdate()
    last = Publication.objects.filter(number=number).order_by("-version").first()
    if last is None:
        raise ValidationError("This release has not been published yet. Compile it instead.")
    if not changes.strip():
        raise ValidationError("Say what this version changes, and why. It stands on the release's page.")
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    before = from_bytes(bytes(Draft.objects.get(pk=last.draft).content))
    order = Order(
        number=number, version=last.version + 1, kind=last.kind, title=last.title, since=last.since,
        until=last.until, as_at=as_at, goes_public=half_past_nine(on), note=before.note,
        changes=changes.strip(), asked=before.asked,
    )  # fmt: skip
    return compile_version(order, by=by, today=today)


def compile_version(order: Order, *, by: uuid.UUID, today: dt.date | None = None) -> Draft:
    """Compile, check and keep a draft. ValidationError in words where it cannot be made.

    Everything else of this version's drafts stays; the newest is meant.
    """
    today = today or timezone.localdate()
    if order.as_at >= today or order.as_at < order.until:
        raise ValidationError("Choose an as-at day that is over, and not before the last day of the release.")
    known = Publication.objects.count()
    before = Register(register.published_cells(), register.approved_documents())
    try:
        compiled = compile_release(order, before)
    except WouldUnpick as refused:
        raise ValidationError([str(refused), *map(_named, refused.cells[:CELLS_NAMED])]) from refused
    drafted = Draft.objects.filter(number=order.number, version=order.version)
    made = Draft.objects.create(
        number=order.number,
        version=order.version,
        place=(drafted.aggregate(last=Max("place"))["last"] or 0) + 1,
        register=known,
        content=compiled.content,
        held_back=compiled.held_back_bytes,
        findings=_findings(compiled, before),
        sha256=fingerprint(compiled.content),
        compiled_by=by,
        compiled_on=today,
    )
    audit("compiled release", member=by, kind="release", row=made.pk)
    return made


def _named(cell: Cell) -> str:
    measure = measures()[cell.measure]
    whom = naming.label(measure, cell.by, cell.code) if cell.by else "the whole country"
    return f"{measure.name} ({measure.code}), {whom}, {in_words(Span(cell.since, cell.until))}"


def _findings(compiled: Compiled, before: Register) -> bytes:
    shown = register.with_truth(compiled.document, compiled.held_back)
    recovered = attack.attack_published([*before.cells, *shown]).in_words()
    found = checking.findings(compiled.document, before.documents, recovered)
    return json.dumps([asdict(one) for one in found]).encode()


def findings_of(draft: Draft) -> list[checking.Finding]:
    """What was checked when the draft was compiled."""
    return [checking.Finding(**one) for one in json.loads(bytes(draft.findings))]


@transaction.atomic
def publish_release(draft: Draft, *, by: uuid.UUID, now: dt.datetime | None = None) -> Publication:
    """Release a draft, as the second person. It is frozen from here on, and public at 9.30 on its day.

    ValidationError for the person who compiled it, for a draft that is not the newest, that was checked
    against fewer releases than there are now, whose checks did not come out, or whose time is past.
    """
    document = from_bytes(bytes(draft.content))
    _require_ready(draft, by=by, late=(now or timezone.now()) >= document.goes_public)
    made = Publication.objects.create(
        place=draft.register, draft=draft.pk, number=draft.number, version=draft.version, kind=document.kind,
        title=document.title, since=document.since, until=document.until, goes_public=document.goes_public,
        sha256=draft.sha256, changes=document.changes, compiled_by=draft.compiled_by, published_by=by,
    )  # fmt: skip
    for name, content in all_files(document).items():
        PublishedFile.objects.create(
            publication=made, name=name, goes_public=made.goes_public, content=content,
            sha256=fingerprint(content),
        )  # fmt: skip
    audit("published release", member=by, kind="release", row=made.pk)
    return made


def _require_ready(draft: Draft, *, by: uuid.UUID, late: bool) -> None:
    if draft.compiled_by == by:
        raise ValidationError("You compiled this draft. Ask a second person to read and release it.")
    newest = Draft.objects.filter(number=draft.number, version=draft.version).order_by("-place").first()
    if Publication.objects.filter(number=draft.number, version=draft.version).exists():
        raise ValidationError("This version has been released already.")
    if newest != draft:
        raise ValidationError("A newer draft was compiled since. Open that one.")
    if Publication.objects.count() != draft.register:
        raise ValidationError("Another release was published since. Compile this one again, then release it.")
    if late:
        raise ValidationError("Half past nine of its day is past. Move the day, then compile it again.")
    if words := checking.stands_in_the_way(findings_of(draft)):
        raise ValidationError([*words])
