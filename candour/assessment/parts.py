"""The parts of a report, its subjects and graded items: opened for the desk, or taken out again."""

from dataclasses import dataclass

from django.db import transaction

from candour.audit.actions import note
from candour.seal.keys import Context
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member

from .actions import DESK, require_open
from .models import Item, Report, Subject


@dataclass(frozen=True, repr=False)
class OpenSubject:
    """A subject as the desk sees it: what they are known by, under the names of rules.SUBJECT_FIELDS."""

    subject: Subject
    fields: dict[str, str]


@dataclass(frozen=True, repr=False)
class OpenItem:
    """A graded item as the desk sees it."""

    item: Item
    text: str
    reason: str


@transaction.atomic
def open_parts(report: Report, *, by: Member, keys: Keyring) -> tuple[list[OpenSubject], list[OpenItem]]:
    """The report's subjects and items, opened. Audited once."""
    require_role(by, *DESK)
    subjects = [_open_subject(one, keys) for one in report.subjects.order_by("pk")]
    items = [_open_item(one, keys) for one in report.items.all()]
    note("opened", member=by.pk, kind="report", row=report.pk)
    return subjects, items


def _open_subject(subject: Subject, keys: Keyring) -> OpenSubject:
    inside = keys.open_fields(subject.sealed, Context("subject", subject.pk))
    return OpenSubject(subject, {name: str(value) for name, value in inside.items()})


def _open_item(item: Item, keys: Keyring) -> OpenItem:
    inside = keys.open_fields(item.sealed, Context("item", item.pk))
    return OpenItem(item, str(inside["text"]), str(inside["reason"]))


@transaction.atomic
def remove_subject(subject: Subject, *, by: Member) -> None:
    """Take out a subject who was put in by mistake. ValidationError once a decision stands."""
    require_open(subject.report, by)
    subject.delete()
    note("removed subject", member=by.pk, kind="report", row=subject.report_id)


@transaction.atomic
def remove_item(item: Item, *, by: Member) -> None:
    """Take out an item, to write or grade it again. ValidationError once a decision stands."""
    require_open(item.report, by)
    item.delete()
    note("removed item", member=by.pk, kind="report", row=item.report_id)
