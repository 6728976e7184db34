"""The lists of what waits for a second person: decisions, moves and answers."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from candour.assessment.models import Decision, SanitisedReport
from candour.assessment.rules import REFER
from candour.codes.listed import label_of
from candour.codes.reasons import decision_kinds, reasons_not_to_refer
from candour.staff.models import Member
from candour.store.clock import current_day

from .danger import danger_in
from .models import Answer, PassingOn, Referral
from .rules import WITH_FORCE


@dataclass(frozen=True)
class PendingRow:
    """One row of the list: the step that waits, the report or referral, its age, and who proposed it."""

    pk: UUID
    step: str
    reference: str
    detail: str
    by: str
    days: int
    own: bool
    danger: bool


def _danger_first(rows: list[PendingRow]) -> list[PendingRow]:
    """The rows with danger first, otherwise in their order."""
    return sorted(rows, key=lambda row: not row.danger)


def days_since(on: dt.date) -> int:
    """The calendar days from `on` to today, UK local."""
    return (current_day() - on).days


def ago(on: dt.date) -> str:
    """The time since `on` in words: today, 1 day ago, 12 days ago."""
    days = days_since(on)
    return "today" if days == 0 else f"{days} day{'' if days == 1 else 's'} ago"


def _destination_names(decision: Decision) -> str:
    forces = ", ".join(to.force.short_name for to in decision.destinations.all())
    return forces or label_of(reasons_not_to_refer(), decision.reason)


def pending_decisions(member: Member) -> list[PendingRow]:
    """The decisions that nobody has checked yet, danger first, then the oldest."""
    waiting = Decision.objects.waiting().prefetch_related("destinations__force")
    waiting = waiting.annotate(danger=danger_in("report"))
    mine = SanitisedReport.objects.filter(by=member, report__decisions__in=waiting)
    written = set(mine.values_list("pk", flat=True))
    rows = [
        PendingRow(
            pk=decision.pk,
            step="Refer" if decision.kind == REFER else label_of(decision_kinds(), decision.kind),
            reference=decision.report.reference,
            detail=_destination_names(decision),
            by=decision.by.name,
            days=days_since(decision.on),
            own=decision.by_id == member.pk or decision.report_id in written,
            danger=bool(getattr(decision, "danger", False)),
        )
        for decision in waiting
    ]
    return _danger_first(rows)


def pending_moves(member: Member) -> list[PendingRow]:
    """The moves to another force that nobody has sent yet, danger first, then the oldest."""
    waiting = PassingOn.objects.filter(transfer__isnull=True).order_by("on", "pk")
    waiting = waiting.annotate(danger=danger_in("referral__report"))
    rows = [
        PendingRow(
            pk=move.pk,
            step="Pass on",
            reference=move.referral.reference,
            detail=f"{move.referral.force.short_name} to {move.to_force.short_name}",
            by=move.by.name,
            days=days_since(move.on),
            own=move.by_id == member.pk,
            danger=move.danger,
        )
        for move in waiting.select_related("referral__force", "to_force", "by")
    ]
    return _danger_first(rows)


def pending_answers_query() -> QuerySet[Answer]:
    """The answers without an approval whose referral is still with the force that asked."""
    here = Referral.objects.at_stage(*WITH_FORCE).values("pk")
    waiting = Answer.objects.filter(sent__isnull=True, question__referral__in=here)
    return waiting.select_related("question__referral__force", "by", "question__by", "question__release")


def pending_answers(member: Member) -> list[PendingRow]:
    """The answers that nobody has approved yet, danger first, then the oldest."""
    waiting = pending_answers_query().annotate(danger=danger_in("question__referral__report"))
    rows = [
        PendingRow(
            pk=answer.pk,
            step="Answer",
            reference=answer.question.referral.reference,
            detail=answer.question.referral.force.short_name,
            by=answer.by.name,
            days=days_since(answer.on),
            own=answer.by_id == member.pk,
            danger=answer.danger,
        )
        for answer in waiting.order_by("on", "pk")
    ]
    return _danger_first(rows)
