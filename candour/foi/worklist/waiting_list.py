"""The desk's list: what waits for whom, the most urgent first."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery

from candour.foi.clock.request_clock import RequestClock, clocks_of
from candour.foi.letters.readiness import is_out_of_date
from candour.foi.models import InformationRequest, Message, RequestStep
from candour.foi.requests.wording import STAGES
from candour.foi.rules import Footing, Stage, StepKind
from candour.foi.triage.forms import FOOTINGS

# After these nothing is left to do, unless something else happens.
_DONE = (
    StepKind.PUBLISHED,
    StepKind.CORRECTED,
    StepKind.WITHDRAWN,
    StepKind.HANDED_ON,
    StepKind.LAPSED,
    StepKind.DIVERTED,
)
APPROVED, AGAIN = "Approved, to be sent", "The answer has to be drafted again"


@dataclass(frozen=True)
class RequestRow:
    """One request in the list. `who`: "You", "A colleague", or nothing where nobody of ours has acted."""

    request: InformationRequest
    clock: RequestClock
    received_on: dt.date | None
    stage: str
    who: str
    footing: str
    left: str
    urgency: str = ""


@dataclass(frozen=True)
class WaitingList:
    """Everything that the desk's first page shows."""

    triage: list[RequestRow] = field(default_factory=list)
    unconfirmed: list[RequestRow] = field(default_factory=list)
    ours: list[RequestRow] = field(default_factory=list)
    clearance: list[RequestRow] = field(default_factory=list)
    reviews: list[RequestRow] = field(default_factory=list)
    asker: list[RequestRow] = field(default_factory=list)
    to_publish: list[RequestRow] = field(default_factory=list)
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


def waiting(*, member: uuid.UUID, notes: int = 0, today: dt.date | None = None) -> WaitingList:
    """What waits, each part overdue first, then by its last day; `notes` of readers wait too."""
    last = RequestStep.objects.filter(request=OuterRef("pk")).order_by("-place").values("kind")[:1]
    standing = InformationRequest.objects.annotate(last=Subquery(last)).exclude(last__in=_DONE)
    rows = [row_of(request, clock, member) for request, clock in clocks_of(_read(standing), today)]
    rows.sort(key=lambda row: (row.clock.due_on or dt.date.max, row.received_on or dt.date.max))
    listed = WaitingList(mail=unmatched().count(), notes=notes)
    for row in rows:
        # What is approved waits for its officer again, and not for a second person.
        part = "ours" if row.stage in (APPROVED, AGAIN) else _PLACES.get(row.clock.stage or Stage.LAPSED)
        if part and not (part == "to_publish" and _is_published(row.request)):
            getattr(listed, part).append(row)
    return listed


def done(*, member: uuid.UUID, limit: int = 200) -> list[RequestRow]:
    """The requests that nothing waits for, the newest first."""
    last = RequestStep.objects.filter(request=OuterRef("pk")).order_by("-place")
    standing = InformationRequest.objects.annotate(
        last=Subquery(last.values("kind")[:1]), last_on=Subquery(last.values("on")[:1])
    )
    requests = _read(standing.filter(last__in=_DONE).order_by("-last_on", "-reference"))[:limit]
    return [row_of(request, clock, member) for request, clock in clocks_of(requests)]


def _read(requests: QuerySet[InformationRequest]) -> QuerySet[InformationRequest]:
    return requests.select_related("force", "requester").prefetch_related("steps")


def unmatched() -> QuerySet[Message]:
    """Mail that belongs to no request yet and that nobody has set aside."""
    return Message.objects.filter(request=None, set_aside_on=None)


def stage_words(request: InformationRequest, clock: RequestClock) -> str:
    """Where a request is, in words: of one that is answered, also what the log has of it."""
    if clock.stage is None:
        return "Brought in"
    if clock.stage == Stage.RESPONDED and any(
        step.kind == StepKind.PUBLISHED for step in request.steps.all()
    ):
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
    kinds = [step.kind for step in request.steps.all()]
    last_answer = max(
        (at for at, kind in enumerate(kinds) if kind in (StepKind.RESPONDED, StepKind.REVIEW_RESPONDED)),
        default=0,
    )
    return any(kind in (StepKind.PUBLISHED, StepKind.CORRECTED) for kind in kinds[last_answer:])


def row_of(request: InformationRequest, clock: RequestClock, member: uuid.UUID) -> RequestRow:
    """A request as the list and its own page name it. Prefetch `steps`."""
    steps = list(request.steps.all())
    acted = [step.by for step in steps if step.by is not None]
    return RequestRow(
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
    """Who has to answer, in words; nothing before triage has settled it."""
    if stage in (Stage.NEW, Stage.UNCONFIRMED, None):
        return ""
    if request.force:
        return f"For {request.force.short_name}"
    return FOOTINGS[Footing(request.footing)]


def left_in_words(clock: RequestClock) -> str:
    """How many working days are left, or since when it is late; nothing where no day runs for us."""
    if not clock.is_running or clock.left is None:
        return ""
    days = abs(clock.left)
    counted = f"{days} working day{'' if days == 1 else 's'}"
    if clock.is_overdue:
        return f"late by {counted}" if days else "late"
    return f"{counted} left" if clock.left else "today"
