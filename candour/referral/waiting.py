"""What waits for a second person: decisions, moves and answers, as lists to scan."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from candour.assessment.models import Decision, SanitisedReport
from candour.assessment.rules import DECISIONS, REASONS, REFER
from candour.staff.models import Member

from .danger import danger_in
from .models import Answer, PassingOn, Referral
from .rules import WITH_FORCE


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a second person: what, about which report, how old, whose."""

    pk: UUID
    what: str
    reference: str
    detail: str
    by: str
    days: int
    own: bool
    danger: bool


def _danger_first(rows: list[Waiting]) -> list[Waiting]:
    """Danger now on top; else in the order that they came in."""
    return sorted(rows, key=lambda one: not one.danger)


def days_since(on: dt.date) -> int:
    """Calendar days from that day to today, UK local."""
    return (timezone.localdate() - on).days


def ago(on: dt.date) -> str:
    """How long since that day, as it is said: today, 1 day ago, 12 days ago."""
    days = days_since(on)
    return "today" if days == 0 else f"{days} day{'' if days == 1 else 's'} ago"


def _whither(decision: Decision) -> str:
    forces = ", ".join(to.force.short_name for to in decision.destinations.all())
    return forces or REASONS.get(decision.reason, "")


def decisions(member: Member) -> list[Waiting]:
    """Decisions that stand unchecked, danger first, then the oldest."""
    waiting = Decision.objects.waiting().prefetch_related("destinations__force")
    waiting = waiting.annotate(danger=danger_in("report"))
    mine = SanitisedReport.objects.filter(by=member, report__decisions__in=waiting)
    written = set(mine.values_list("pk", flat=True))
    rows = [
        Waiting(
            pk=one.pk,
            what="Refer" if one.kind == REFER else DECISIONS[one.kind],
            reference=one.report.reference,
            detail=_whither(one),
            by=one.by.name,
            days=days_since(one.on),
            own=one.by_id == member.pk or one.report_id in written,
            danger=bool(getattr(one, "danger", False)),
        )
        for one in waiting
    ]
    return _danger_first(rows)


def moves(member: Member) -> list[Waiting]:
    """Moves to another force that nobody has sent yet, danger first, then the oldest."""
    waiting = PassingOn.objects.filter(transfer__isnull=True).order_by("on", "pk")
    waiting = waiting.annotate(danger=danger_in("referral__report"))
    rows = [
        Waiting(
            pk=one.pk,
            what="Pass on",
            reference=one.referral.reference,
            detail=f"{one.referral.force.short_name} to {one.to_force.short_name}",
            by=one.by.name,
            days=days_since(one.on),
            own=one.by_id == member.pk,
            danger=one.danger,
        )
        for one in waiting.select_related("referral__force", "to_force", "by")
    ]
    return _danger_first(rows)


def answers_waiting() -> QuerySet[Answer]:
    """Answers without an approval, whose referral is still with the force that asked."""
    here = Referral.objects.at_stage(*WITH_FORCE).values("pk")
    waiting = Answer.objects.filter(sent__isnull=True, question__referral__in=here)
    return waiting.select_related("question__referral__force", "by", "question__by", "question__release")


def answers(member: Member) -> list[Waiting]:
    """Sanitised answers that nobody has approved yet, danger first, then the oldest."""
    waiting = answers_waiting().annotate(danger=danger_in("question__referral__report"))
    rows = [
        Waiting(
            pk=one.pk,
            what="Answer",
            reference=one.question.referral.reference,
            detail=one.question.referral.force.short_name,
            by=one.by.name,
            days=days_since(one.on),
            own=one.by_id == member.pk,
            danger=one.danger,
        )
        for one in waiting.order_by("on", "pk")
    ]
    return _danger_first(rows)
