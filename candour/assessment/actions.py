"""Actions on contacts and reports, up to the decision."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from candour.audit.actions import note
from candour.intake.closing import close, reopen
from candour.intake.models import Closing, Contact
from candour.ledger.actions import record
from candour.seal.keys import Context
from candour.seal.sealing import seal_fields
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.store.clock import current_day
from candour.teams.actions import assessors

from . import notices
from .models import Feeding, Holding, Item, Report, Subject
from .notices import tell
from .rules import Grade, new_reference, objections_to_grade, objections_to_subject

DESK = (Role.ASSESSOR, Role.SUPERVISOR)


def _lock(contact: Contact) -> None:
    """Lock the contact's row until the transaction ends, so that it is not closed and written up at once."""
    Contact.objects.select_for_update().only("pk").get(pk=contact.pk)


@transaction.atomic
def take_up(contact: Contact, *, by: Member, on: dt.date | None = None) -> Holding:
    """Give a contact to this member. Raises ValidationError if somebody else holds it, or it is closed."""
    require_role(by, *DESK)
    _lock(contact)
    day = on or current_day()
    if Closing.objects.filter(contact=contact).exists():
        raise ValidationError("This contact has been closed already.")
    try:
        with transaction.atomic():
            holding, new = Holding.objects.get_or_create(contact=contact, defaults={"by": by, "on": day})
    except IntegrityError:
        holding, new = Holding.objects.get(contact=contact), False
    if holding.by_id != by.pk:
        raise ValidationError(f"{holding.by.name} has taken this contact up. Choose another one.")
    if new:
        # Once a report is being written, "being read" would be a step back.
        if not contact.fed.exists():
            tell(contact, notices.READING, on=day)
        note("took up", member=by.pk, kind="contact", row=contact.pk)
    return holding


@transaction.atomic
def let_go(contact: Contact, *, by: Member) -> None:
    """Put a contact back on the worklist. Raises PermissionDenied for all but its holder and supervisors."""
    holding = Holding.objects.filter(contact=contact).first()
    if holding is None or (holding.by_id != by.pk and by.role != Role.SUPERVISOR):
        raise PermissionDenied("Only the holder or a supervisor can put this contact back.")
    holding.delete()
    note("let go", member=by.pk, kind="contact", row=contact.pk)


def has_left_worklist(contact: Contact) -> bool:
    """Whether the contact is closed or part of a report. Then any assessor may open it, so that a later
    letter
    does not wait for one person.
    """
    return contact.fed.exists() or Closing.objects.filter(contact=contact).exists()


def require_holding(contact: Contact, by: Member) -> None:
    """Raises ValidationError unless this member holds the contact, or it has left the worklist."""
    require_role(by, *DESK)
    if not Holding.objects.filter(contact=contact, by=by).exists() and not has_left_worklist(contact):
        raise ValidationError("Take this contact up before you open it.")


@transaction.atomic
def open_account(contact: Contact, *, by: Member, keys: Keyring) -> dict[str, str]:
    """The account as the reporter wrote it, by field. Audited. Raises WrongKey without the assessors' key."""
    require_holding(contact, by)
    fields = keys.open_fields(contact.sealed, Context("account", contact.pk))
    note("opened", member=by.pk, kind="contact", row=contact.pk)
    return {name: str(value) for name, value in fields.items()}


@transaction.atomic
def close_contact(contact: Contact, *, reason: str, by: Member, on: dt.date | None = None) -> None:
    """Close a contact with a reason. Raises ValidationError if a report was started from it."""
    _lock(contact)
    require_holding(contact, by)
    if contact.fed.exists():
        raise ValidationError("A report has been started from this contact, so it cannot be closed.")
    day = on or current_day()
    close(contact, reason=reason, by=by.pk, on=day)
    tell(contact, notices.CLOSED, on=day)
    note("closed", member=by.pk, kind="contact", row=contact.pk)


@transaction.atomic
def reopen_contact(contact: Contact, *, by: Member, on: dt.date | None = None) -> Holding:
    """Reopen a closed contact, for instance after a new letter. The member then holds it."""
    require_role(by, *DESK)
    _lock(contact)
    day = on or current_day()
    reopen(contact, on=day)
    holding, _ = Holding.objects.update_or_create(contact=contact, defaults={"by": by, "on": day})
    tell(contact, notices.READING, on=day)
    note("reopened", member=by.pk, kind="contact", row=contact.pk)
    return holding


def started_meanwhile(contact: Contact, shown_references: Collection[str]) -> Report | None:
    """A report of this contact whose reference is not in `shown_references`; None if there is none."""
    return Report.objects.filter(feedings__contact=contact).exclude(reference__in=shown_references).first()


def _record_feeding(event: str, contact: Contact, report: Report, day: dt.date) -> None:
    """Record that a contact became part of a report, with the contact's codes and its day as the cohort."""
    record(
        event,
        on=day,
        began_on=contact.day,
        token=report.token,
        parent=contact.token,
        channel=contact.channel,
        category=contact.category,
        force=contact.force_id or "",
    )


@transaction.atomic
def start_report(
    contact: Contact,
    *,
    by: Member,
    on: dt.date | None = None,
    shown_references: Collection[str] | None = None,
) -> Report:
    """Start a report on one matter from a contact; a second matter needs a second report.

    `shown_references` are those of the reports that the page showed. Raises ValidationError if the contact
    has another report by now (`started_meanwhile`): a button pressed twice starts one report.
    """
    _lock(contact)
    require_holding(contact, by)
    if shown_references is not None and started_meanwhile(contact, shown_references):
        raise ValidationError("A report has been started from this contact already.")
    if Closing.objects.filter(contact=contact).exists():
        raise ValidationError("This contact has been closed, so no report can be started from it.")
    day = on or current_day()
    report = Report.objects.create(
        reference=new_reference(), started_by=by, started_on=day, category=contact.category
    )
    Feeding.objects.create(report=report, contact=contact)
    _record_feeding("report.started", contact, report, day)
    tell(contact, notices.WRITING, on=day)
    note("started", member=by.pk, kind="report", row=report.pk)
    return report


@transaction.atomic
def join_report(contact: Contact, *, report: Report, by: Member, on: dt.date | None = None) -> Feeding:
    """Join a contact to a report on the same matter.

    Raises ValidationError if it is joined already, or a decision stands: whose contact details are passed on
    must not change while the second person checks the decision.
    """
    _lock(contact)
    require_holding(contact, by)
    if Feeding.objects.filter(report=report, contact=contact).exists():
        raise ValidationError("This contact has been joined to that report already.")
    require_open(report, by)
    if Closing.objects.filter(contact=contact).exists():
        raise ValidationError("This contact has been closed, so it cannot be joined to a report.")
    day = on or current_day()
    feeding = Feeding.objects.create(report=report, contact=contact)
    _record_feeding("report.joined", contact, report, day)
    tell(contact, notices.WRITING, on=day)
    note("joined", member=by.pk, kind="report", row=report.pk)
    return feeding


def require_open(report: Report, by: Member) -> None:
    """Raises ValidationError once a decision on the report stands.

    Locks the report's row until the transaction ends, so that nobody else changes or decides it meanwhile.
    """
    require_role(by, *DESK)
    Report.objects.select_for_update().only("pk").get(pk=report.pk)
    if report.standing_decision() is not None:
        raise ValidationError("This report has been decided, so it can no longer be changed.")


@transaction.atomic
def describe(report: Report, *, category: str, corruption_category: str, marking: str, by: Member) -> None:
    """Set the report's category, national corruption category and marking."""
    require_open(report, by)
    report.category, report.corruption_category, report.marking = category, corruption_category, marking
    report.save(update_fields=["category", "corruption_category", "marking"])
    note("described", member=by.pk, kind="report", row=report.pk)


@transaction.atomic
def add_subject(report: Report, *, fields: Mapping[str, str], by: Member) -> Subject:
    """Add a person whom the report is about. Raises ValidationError without a name, number or description."""
    require_open(report, by)
    objections = objections_to_subject(fields)
    if objections:
        raise ValidationError(objections)
    subject = Subject(report=report)
    subject.sealed = seal_fields(fields, [assessors()], Context("subject", subject.pk))
    subject.save(force_insert=True)
    note("added subject", member=by.pk, kind="report", row=report.pk)
    return subject


@transaction.atomic
def grade(report: Report, *, text: str, grade: Grade, reason: str, by: Member) -> Item:
    """Add one item with its 3x5x2 grade. Raises ValidationError with every objection to the grade."""
    require_open(report, by)
    objections = objections_to_grade(grade, reason=reason)
    if not text.strip():
        objections.append("Write the item that is graded.")
    if objections:
        raise ValidationError(objections)
    item = Item(
        report=report,
        ordinal=(report.items.aggregate(last=Max("ordinal"))["last"] or 0) + 1,
        source=grade.source,
        intelligence=grade.intelligence,
        handling=grade.handling,
        conditions=",".join(grade.conditions),
    )
    item.sealed = seal_fields({"text": text, "reason": reason}, [assessors()], Context("item", item.pk))
    item.save(force_insert=True)
    note("graded", member=by.pk, kind="report", row=report.pk)
    return item
