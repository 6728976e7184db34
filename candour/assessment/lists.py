"""The rows of the desk's lists in words: contacts, letters and reports."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min, Q, QuerySet

from candour.codes.categories import category_label
from candour.codes.channels import short_channel_label
from candour.intake.models import Contact
from candour.mailbox.models import Author
from candour.staff.models import Member

from .models import Report


def age(day: dt.date, today: dt.date) -> str:
    """How many days ago, in words."""
    days = (today - day).days
    if days < 1:
        return "today"
    return "1 day" if days == 1 else f"{days} days"


@dataclass(frozen=True)
class ContactLine:
    """One contact of the worklist."""

    id: uuid.UUID
    danger: bool
    kind: str
    force: str
    channel: str
    day: dt.date
    age: str
    holder: str
    mine: bool
    has_letter: bool


def contact_line(contact: Contact, *, member: Member, today: dt.date) -> ContactLine:
    """The line for a contact fetched by `ContactsToAssess.for_list`."""
    holding = getattr(contact, "holding", None)
    return ContactLine(
        id=contact.pk,
        danger=contact.danger,
        kind=category_label(contact.category) or "Not said",
        force=contact.force.short_name if contact.force else "Not known",
        channel=short_channel_label(contact.channel),
        day=contact.day,
        age=age(contact.day, today),
        holder=holding.by.name if holding else "",
        mine=holding is not None and holding.by_id == member.pk,
        has_letter=getattr(contact, "has_letter", False),
    )


def contacts_with_letters() -> QuerySet[Contact]:
    """All contacts with an unread letter, closed and written-up ones too; danger first, then the oldest
    letter.
    """
    unread = Q(mailbox__letters__author=Author.REPORTER, mailbox__letters__opened=False)
    waiting = Contact.objects.filter(unread).annotate(letter_day=Min("mailbox__letters__day", filter=unread))
    contacts = waiting.select_related("holding__by", "force", "closing").prefetch_related("fed__report")
    return contacts.defer("sealed").order_by("-danger", "letter_day", "pk")


@dataclass(frozen=True)
class LetterLine:
    """One contact whose reporter has written again."""

    contact: ContactLine
    age: str
    stands: str


def letter_lines(contacts: Iterable[Contact], *, member: Member, today: dt.date) -> list[LetterLine]:
    """The lines for contacts fetched by `contacts_with_letters`."""
    return [
        LetterLine(
            contact=contact_line(contact, member=member, today=today),
            age=age(contact.letter_day, today),  # type: ignore[attr-defined]
            stands=_stands(contact),
        )
        for contact in contacts
    ]


def _stands(contact: Contact) -> str:
    references = [feeding.report.reference for feeding in contact.fed.all()]
    if references:
        return f"In {', '.join(references)}"
    return "Closed" if hasattr(contact, "closing") else "On the worklist"


@dataclass(frozen=True)
class ReportLine:
    """One report of the reports' list."""

    reference: str
    danger: bool
    kind: str
    force: str
    started_on: dt.date
    age: str
    writer: str
    stage: str
    to: str


def report_line(report: Report, *, today: dt.date) -> ReportLine:
    """The line for a report fetched by `ReportQuerySet.for_list`."""
    standing = [decision for decision in report.decisions.all() if not hasattr(decision, "set_aside")]
    to = [
        destination.force.short_name for decision in standing for destination in decision.destinations.all()
    ]
    return ReportLine(
        reference=report.reference,
        danger=any(feeding.contact.danger for feeding in report.feedings.all()),
        kind=category_label(report.category) or "Not set",
        force=", ".join(force.short_name for force in report.forces_as_told()) or "Not known",
        started_on=report.started_on,
        age=age(report.started_on, today),
        writer=report.started_by.name,
        stage=report.stage(),
        to=", ".join(sorted(to)),
    )
