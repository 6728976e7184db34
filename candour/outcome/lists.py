"""Referrals as lists to scan: where each stands, how old, and what its force is late with."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When

from candour.codes.categories import category_label
from candour.referral.models import AnswerSent, Referral
from candour.referral.rules import (
    DAYS_TO_ACKNOWLEDGE,
    DAYS_TO_FEED_BACK,
    PASSED,
    REDIRECTING,
    SENT_BACK,
    WITH_FORCE,
    chase,
)
from candour.store.clock import current_day
from candour.teams.models import TeamKey

from .models import Outcome

FINISHED = "Finished"
NO_KEY = "No key: ring the unit"
KEY_HAS_COME = "Key confirmed: can be sent"
PAGE = 50


@dataclass(frozen=True)
class ReferralRow:
    """One referral in a list; `late` is what is overdue, `answered_on` the day of the last answer."""

    pk: UUID
    reference: str
    report: str
    force: str
    category: str
    stage: str
    since: dt.date
    days: int
    late: str
    danger: bool
    answered_on: dt.date | None
    held: bool


_BY_AGE = (F("sending__on").asc(nulls_first=True), "approved_on", "pk")
_OF_THIS = Outcome.objects.filter(referral=OuterRef("pk"))
_CLOSED = Exists(_OF_THIS.closing())
_HAS_KEY = Exists(TeamKey.objects.filter(team__force=OuterRef("force"), confirmed=True))
_FED_BACK = Exists(_OF_THIS.standing())


def with_outcomes(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Annotated with `finished` (a closing outcome stands), `fed_back` (any stands) and `answered_on`."""
    answers = AnswerSent.objects.filter(answer__question__referral=OuterRef("pk")).order_by("-on")
    return referrals.annotate(
        finished=_CLOSED, fed_back=_FED_BACK, has_key=_HAS_KEY, answered_on=answers.values("on")[:1]
    )


def unfinished(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Those on which no closing outcome stands."""
    return with_outcomes(referrals).exclude(_CLOSED)


def finished(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Those that are with their force, and on which a closing outcome stands."""
    return with_outcomes(referrals).filter(_CLOSED, pk__in=_at(*WITH_FORCE))


def open_referrals(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Those that are with their force and not finished."""
    return unfinished(referrals).filter(pk__in=_at(*WITH_FORCE))


def departed(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Those that have left their force: sent back, or passed on."""
    return with_outcomes(referrals).filter(pk__in=_at(SENT_BACK, REDIRECTING, PASSED))


def _at(*stages: str) -> QuerySet[Referral, UUID]:
    return Referral.objects.at_stage(*stages).values_list("pk", flat=True)


def late(referrals: QuerySet[Referral], today: dt.date) -> QuerySet[Referral]:
    """Those whose force is late on this day: `referral.rules.chase` as a query."""
    unconfirmed = Q(
        acknowledgement__isnull=True, sending__on__lt=today - dt.timedelta(days=DAYS_TO_ACKNOWLEDGE)
    )
    silent = ~Q(_FED_BACK) & Q(sending__on__lt=today - dt.timedelta(days=DAYS_TO_FEED_BACK))
    return open_referrals(referrals).filter(unconfirmed | silent)


def danger_first(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """What tells of danger now on top, then the oldest; the referrals come from `with_danger`."""
    return referrals.order_by(F("danger").desc(), *_BY_AGE)


def to_chase_first(referrals: QuerySet[Referral], today: dt.date) -> QuerySet[Referral]:
    """Held, then late, then open, then what is finished or passed on; in each the oldest first."""
    rank = Case(
        When(sending__isnull=True, then=0),
        When(pk__in=late(Referral.objects.all(), today).values("pk"), then=1),
        When(pk__in=_done().values("pk"), then=3),
        default=2,
    )
    return referrals.annotate(rank=rank).order_by("rank", *_BY_AGE)


def _done() -> QuerySet[Referral]:
    return Referral.objects.filter(Q(pk__in=_at(PASSED)) | (Q(_CLOSED) & Q(pk__in=_at(*WITH_FORCE))))


def row(referral: Referral, today: dt.date) -> ReferralRow:
    """One line. Without `with_outcomes` and `with_steps`, each line costs queries of its own."""
    stage = referral.stage()
    sent = referral.sending.on if hasattr(referral, "sending") else None
    is_finished = stage in WITH_FORCE and bool(getattr(referral, "finished", False))
    waits = stage in WITH_FORCE and not is_finished
    return ReferralRow(
        pk=referral.pk,
        reference=referral.reference,
        report=referral.report.reference,
        force=referral.force.short_name,
        category=category_label(referral.report.category),
        stage=FINISHED if is_finished else stage,
        since=sent or referral.approved_on,
        days=(today - (sent or referral.approved_on)).days,
        late=_late_with(referral, sent, today) if sent is None or waits else "",
        danger=(waits or sent is None) and bool(getattr(referral, "danger", False)),
        answered_on=getattr(referral, "answered_on", None),
        held=sent is None,
    )


def _late_with(referral: Referral, sent: dt.date | None, today: dt.date) -> str:
    if sent is None:
        return KEY_HAS_COME if getattr(referral, "has_key", False) else NO_KEY
    return chase(
        sent_on=sent,
        acknowledged=hasattr(referral, "acknowledgement"),
        fed_back=bool(getattr(referral, "fed_back", False)),
        today=today,
    )


def rows(referrals: list[Referral]) -> list[ReferralRow]:
    """The lines of one page, as they stand today."""
    today = current_day()
    return [row(referral, today) for referral in referrals]


def to_acknowledge(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """Open ones that the unit has not confirmed yet."""
    return open_referrals(referrals).filter(acknowledgement__isnull=True)


def newly_answered(referrals: QuerySet[Referral], since: dt.date) -> QuerySet[Referral]:
    """Open ones to which a reporter's answer has come on or after this day."""
    answers = AnswerSent.objects.filter(answer__question__referral=OuterRef("pk"), on__gte=since)
    return open_referrals(referrals).filter(Exists(answers))


@dataclass(frozen=True)
class Size:
    """How many referrals a list holds, and how many of them stand on more than one of its lines."""

    referrals: int
    moved: int


def size(referrals: QuerySet[Referral]) -> Size:
    """What was passed on has a line for each force that it went to, and is still one referral."""
    each = Referral.objects.filter(pk__in=referrals.order_by().values("pk")).values("token")
    lines = each.annotate(lines=Count("pk")).order_by()
    return Size(lines.count(), lines.filter(lines__gt=1).count())
