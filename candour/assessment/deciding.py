"""Actions at the end of an assessment: the sanitised text, the decision, and the second person's check."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from candour.audit.actions import note
from candour.forces.models import Force
from candour.intake.models import ContactDetails
from candour.ledger.actions import Codes, record
from candour.seal.keys import Context
from candour.seal.sealing import seal_text
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.store.clock import current_day
from candour.teams.actions import assessors

from . import notices
from .actions import DESK, require_open
from .models import Confirmation, Decision, Destination, Report, SanitisedReport, SetAside
from .notices import tell_all
from .rules import KEEP, REFER, objections_to_decision, objections_to_sanitised


@transaction.atomic
def write_sanitised(
    report: Report, *, text: str, ticked: Iterable[str], by: Member, on: dt.date | None = None
) -> SanitisedReport:
    """Store the text that may go to a force, in place of an earlier one."""
    require_open(report, by)
    if not text.strip():
        raise ValidationError("Write the sanitised report first.")
    sealed = seal_text(text, [assessors()], Context("sanitised report", report.pk))
    sanitised, _ = SanitisedReport.objects.update_or_create(
        report=report,
        defaults={"sealed": sealed, "ticked": sorted(ticked), "by": by, "on": on or current_day()},
    )
    note("wrote sanitised", member=by.pk, kind="report", row=report.pk)
    return sanitised


def open_sanitised(report: Report, *, by: Member, keys: Keyring) -> str:
    """The sanitised text; empty if none has been written."""
    require_role(by, *DESK)
    sanitised = SanitisedReport.objects.filter(report=report).first()
    if sanitised is None:
        return ""
    return keys.open_text(sanitised.sealed, Context("sanitised report", report.pk))


@dataclass(frozen=True, repr=False)
class Returned:
    """A decision that the second person sent back: its own reason (`words`), and why it came back (`why`)."""

    decision: Decision
    words: str
    why: str


def open_set_aside(report: Report, *, by: Member, keys: Keyring) -> list[Returned]:
    """The decisions on this report that were sent back, with the reasons; the latest first."""
    require_role(by, *DESK)
    notes = SetAside.objects.filter(decision__report=report).select_related("decision", "by")
    return [
        Returned(
            set_aside.decision,
            keys.open_text(set_aside.decision.sealed, Context("reason", set_aside.decision_id)),
            keys.open_text(set_aside.sealed, Context("note", set_aside.decision_id)),
        )
        for set_aside in notes.order_by("-on")
    ]


def open_reason(decision: Decision, *, by: Member, keys: Keyring) -> str:
    """The decision's reason in words; empty if none was written."""
    require_role(by, *DESK)
    return keys.open_text(decision.sealed, Context("reason", decision.pk))


def consenting(report: Report) -> int:
    """The number of the report's reporters who agreed that a force gets their contact details."""
    return ContactDetails.objects.filter(consent=True, contact__fed__report=report).count()


@transaction.atomic
def decide(
    report: Report,
    *,
    kind: str,
    by: Member,
    reason: str = "",
    words: str = "",
    forces: Sequence[Force] = (),
    pass_details: bool = False,
    on: dt.date | None = None,
) -> Decision:
    """Record a decision: refer, keep, or not actionable. Raises ValidationError with every objection to it.

    It takes effect once a second person has confirmed or approved it.
    """
    require_open(report, by)
    # Whoever held it until now may have described it anew.
    report.refresh_from_db(fields=["category", "corruption_category", "completed_on"])
    sanitised = SanitisedReport.objects.filter(report=report).first()
    objections = objections_to_decision(
        kind, reason=reason, forces=len(forces), sanitised=sanitised is not None
    )
    if kind == REFER and sanitised is not None:
        objections += objections_to_sanitised("written", ticked=frozenset(sanitised.ticked))
    if not report.category or not report.corruption_category:
        objections.append("Choose a category and a corruption category before you decide.")
    if kind == REFER and not report.items.exists():
        objections.append("Grade at least one item before you refer the report.")
    if objections:
        raise ValidationError(objections)
    day = on or current_day()
    decision = Decision(
        report=report,
        kind=kind,
        reason="" if kind == REFER else reason,
        pass_details=pass_details,
        by=by,
        on=day,
    )
    decision.sealed = seal_text(words, [assessors()], Context("reason", decision.pk))
    decision.save(force_insert=True)
    for force in {force.pk: force for force in forces}.values():
        Destination.objects.create(decision=decision, force=force)
    _complete(report, day)
    note("decided", member=by.pk, kind="report", row=report.pk)
    return decision


def _complete(report: Report, day: dt.date) -> None:
    """The first decision completes the report (M04); a second one does not complete it again."""
    if report.completed_on is None:
        report.completed_on = day
        report.save(update_fields=["completed_on"])
        record("report.completed", on=day, token=report.token, **ledger_codes(report))


def ledger_codes(report: Report) -> Codes:
    """The report's codes for the ledger. The channel is that of its first contact."""
    first = report.feedings.select_related("contact").order_by("contact__day").first()
    destination = Destination.objects.filter(decision__report=report, decision__set_aside=None).first()
    force = destination.force_id if destination else ""
    return {"category": report.category, "channel": first.contact.channel if first else "", "force": force}


def require_second_person(decision: Decision, by: Member) -> None:
    """PermissionDenied for whoever decided or wrote the text; ValidationError if it is done already."""
    require_role(by, Role.SUPERVISOR)
    # Until the transaction ends, so that a decision is never both confirmed and set aside.
    Decision.objects.select_for_update().only("pk").get(pk=decision.pk)
    written = SanitisedReport.objects.filter(report=decision.report_id).first()
    if decision.by_id == by.pk or (written is not None and written.by_id == by.pk):
        raise PermissionDenied("You made this decision or wrote this text. A second person must check it.")
    done = SetAside.objects.filter(decision=decision).exists()
    if done or Confirmation.objects.filter(decision=decision).exists():
        raise ValidationError("This decision has been checked already.")


@transaction.atomic
def confirm_decision(decision: Decision, *, by: Member, on: dt.date | None = None) -> Confirmation:
    """The second person's yes: the report is assessed (M05), and one that goes nowhere is not referred (M06).

    A decision to refer is confirmed by `referral.actions.approve`, which also sends it.
    """
    require_second_person(decision, by)
    day = on or current_day()
    report = decision.report
    confirmation = Confirmation.objects.create(decision=decision, by=by, on=day)
    codes = ledger_codes(report)
    record("report.assessed", on=day, began_on=day, token=report.token, reason=decision.kind, **codes)
    if decision.kind != REFER:
        record(
            "report.not_referred", on=day, began_on=day, token=report.token, reason=decision.reason, **codes
        )
        tell_all(report, notices.KEPT if decision.kind == KEEP else notices.NOT_ACTIONABLE, on=day)
    note("confirmed", member=by.pk, kind="report", row=report.pk)
    return confirmation


@transaction.atomic
def set_decision_aside(decision: Decision, *, words: str, by: Member, on: dt.date | None = None) -> SetAside:
    """The second person's no, with why; the report is open again."""
    require_second_person(decision, by)
    if not words.strip():
        raise ValidationError("Write what has to change, so that the assessor knows.")
    sealed = seal_text(words, [assessors()], Context("note", decision.pk))
    note("set aside", member=by.pk, kind="report", row=decision.report_id)
    return SetAside.objects.create(decision=decision, by=by, on=on or current_day(), sealed=sealed)
