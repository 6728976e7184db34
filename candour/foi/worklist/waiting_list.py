"""The desk's list: what waits for whom, the most urgent first."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery

from candour.foi.clock.request_clock import Clock, clocks_of
from candour.foi.letters.readiness import is_out_of_date
from candour.foi.models import InformationRequest, Message, Step
from candour.foi.requests.wording import STAGES
from candour.foi.rules import Footing, Kind, Stage
from candour.foi.triage.forms import FOOTINGS

# After these nothing is left to do, unless something else happens.
_DONE = (Kind.PUBLISHED, Kind.CORRECTED, Kind.WITHDRAWN, Kind.HANDED_ON, Kind.LAPSED, Kind.DIVERTED)
APPROVED, AGAIN = "Approved, to be sent", "The answer has to be drafted again"


@dataclass(frozen=True)
class Row:
    """One request in the list. `who`: "You", "A colleague", or nothing where nobody of ours has acted."""

    request: InformationRequest
    clock: Clock
    received_on: dt.date | None
    stage: str
    who: str
    footing: str
    left: str
    urgency: str = ""


@dataclass(frozen=True)
class Waiting:
    """Everything that the desk's first page shows."""

    triage: list[Row] = field(default_factory=list)
    unconfirmed: list[Row] = field(default_factory=list)
    ours: list[Row] = field(default_factory=list)
    clearance: list[Row] = field(default_factory=list)
    reviews: list[Row] = field(default_factory=list)
    asker: list[Row] = field(default_factory=list)
    to_publish: list[Row] = field(default_factory=list)
    mail: int = 0
    notes: int = 0


_PLACES = {
    Stage.NEW: "triage",
    Stage.UNCONFIRMED: "unconfirmed",
    Stage.OPEN: "ours",
    Stage.CLEARANCE: "clearance",
    Stage.REVIEWING: "reviews",
    Stage.AT_ICO: "reviews",
    Stage.CLARIFYING: "asker",
    Stage.RESPONDED: "to_publish",
}


def waiting(*, member: uuid.UUID, notes: int = 0, today: dt.date | None = None) -> Waiting:
    """What waits, each part overdue first, then by its last day; `notes` of readers wait too."""
    last = Step.objects.filter(request=OuterRef("pk")).order_by("-place").values("kind")[:1]
    standing = InformationRequest.objects.annotate(last=Subquery(last)).exclude(last__in=_DONE)
    rows = [row_of(one, clock, member) for one, clock in clocks_of(_read(standing), today)]
    rows.sort(key=lambda row: (row.clock.due_on or dt.date.max, row.received_on or dt.date.max))
    found = Waiting(mail=unmatched().count(), notes=notes)
    for row in rows:
        # What is approved waits for its officer again, and not for a second person.
        place = "ours" if row.stage in (APPROVED, AGAIN) else _PLACES.get(row.clock.stage or Stage.LAPSED)
        if place and not (place == "to_publish" and _is_published(row.request)):
            getattr(found, place).append(row)
    return found


def done(*, member: uuid.UUID, limit: int = 200) -> list[Row]:
    """The requests that nothing waits for, the newest first."""
    last = Step.objects.filter(request=OuterRef("pk")).order_by("-place")
    standing = InformationRequest.objects.annotate(
        last=Subquery(last.values("kind")[:1]), last_on=Subquery(last.values("on")[:1])
    )
    found = _read(standing.filter(last__in=_DONE).order_by("-last_on", "-reference"))[:limit]
    return [row_of(one, clock, member) for one, clock in clocks_of(found)]


def _read(found: QuerySet[InformationRequest]) -> QuerySet[InformationRequest]:
    return found.select_related("force", "requester").prefetch_related("steps")


def unmatched() -> QuerySet[Message]:
    """Mail that belongs to no request yet and that nobody has set aside."""
    return Message.objects.filter(request=None, set_aside_on=None)


def stage_words(request: InformationRequest, clock: Clock) -> str:
    """Where a request is, in words: of one that is answered, also what the log has of it."""
    if clock.stage is None:
        return "Brought in"
    if clock.stage == Stage.RESPONDED and any(one.kind == Kind.PUBLISHED for one in request.steps.all()):
        return "Published" if _is_published(request) else "Published; what was answered since is to be added"
    if clock.stage == Stage.CLEARANCE:
        return _clearance_words(request)
    return STAGES[clock.stage]


def _clearance_words(request: InformationRequest) -> str:
    letter = request.letters.filter(kind="response", sent_on=None).defer("pdf").first()
    if letter is not None and is_out_of_date(letter):
        return AGAIN
    return APPROVED if letter is not None and letter.approved_by else STAGES[Stage.CLEARANCE]


def _is_published(request: InformationRequest) -> bool:
    """Whether the log has its page, and nothing was answered since."""
    kinds = [one.kind for one in request.steps.all()]
    told = max(
        (at for at, kind in enumerate(kinds) if kind in (Kind.RESPONDED, Kind.REVIEW_RESPONDED)), default=0
    )
    return any(kind in (Kind.PUBLISHED, Kind.CORRECTED) for kind in kinds[told:])


def row_of(request: InformationRequest, clock: Clock, member: uuid.UUID) -> Row:
    """A request as the list and its own page name it. Prefetch `steps`."""
    steps = list(request.steps.all())
    acted = [one.by for one in steps if one.by is not None]
    return Row(
        request=request,
        clock=clock,
        # One that was brought in never waited here, so it has no steps, and no day of ours.
        received_on=steps[0].on if steps else None,
        stage=stage_words(request, clock),
        who="" if not acted else "You" if acted[-1] == member else "A colleague",
        footing=footing_of(request, clock.stage),
        left=left_in_words(clock),
        urgency="overdue" if clock.is_overdue else "soon" if clock.is_due_soon else "",
    )


def footing_of(request: InformationRequest, stage: Stage | None) -> str:
    """Whose duty it is, in words; nothing before triage has settled it."""
    if stage in (Stage.NEW, Stage.UNCONFIRMED, None):
        return ""
    if request.force:
        return f"For {request.force.short_name}"
    return FOOTINGS[Footing(request.footing)]


def left_in_words(clock: Clock) -> str:
    """How many working days are left, or since when it is late; nothing where no day runs for us."""
    if not clock.is_running or clock.left is None:
        return ""
    days = abs(clock.left)
    counted = f"{days} working day{'' if days == 1 else 's'}"
    if clock.is_overdue:
        return f"late by {counted}" if days else "late"
    return f"{counted} left" if clock.left else "today"
