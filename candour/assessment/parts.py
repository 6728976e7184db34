"""Subjects and graded items of a report: opened for the desk, added, or removed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note
from candour.forces.models import Force
from candour.seal.keys import Context
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member

from . import actions, rules
from .actions import DESK, require_open
from .models import Item, Report, Subject


@dataclass(frozen=True, repr=False)
class OpenSubject:
    """A subject as the desk sees it: its fields by the names of rules.SUBJECT_FIELDS.

    `lines` has the fields that are not empty as (label, words).
    """

    subject: Subject
    fields: dict[str, str]
    lines: list[tuple[str, str]]


@dataclass(frozen=True, repr=False)
class OpenItem:
    """A graded item as the desk sees it: its words, its reason and its 3x5x2."""

    item: Item
    text: str
    reason: str

    @property
    def grade(self) -> rules.Grade:
        """Its 3x5x2."""
        item = self.item
        conditions = tuple(code for code in item.conditions.split(",") if code)
        return rules.Grade(item.source, item.intelligence, item.handling, conditions)

    @property
    def grade_in_words(self) -> str:
        """Its 3x5x2 in the words of the codes."""
        grade = self.grade
        codes = [("source", grade.source), ("intelligence", grade.intelligence), ("handling", grade.handling)]
        codes += [("condition", code) for code in grade.conditions]
        return "; ".join(rules.grading(element).get(code, code) for element, code in codes)


@transaction.atomic
def open_parts(report: Report, *, by: Member, keys: Keyring) -> tuple[list[OpenSubject], list[OpenItem]]:
    """The report's subjects and items, opened, for an assessor or a supervisor. Audited once."""
    require_role(by, *DESK)
    subjects, items = _subjects(report, keys), _items(report, keys)
    note("opened", member=by.pk, kind="report", row=report.pk)
    return subjects, items


def _subjects(report: Report, keys: Keyring) -> list[OpenSubject]:
    forces = dict(Force.objects.values_list("pk", "name"))
    return [_open_subject(subject, keys, forces) for subject in report.subjects.order_by("pk")]


def _open_subject(subject: Subject, keys: Keyring, forces: Mapping[str, str]) -> OpenSubject:
    opened = keys.open_fields(subject.sealed, Context("subject", subject.pk))
    fields = {name: str(value) for name, value in opened.items()}
    words = {
        **fields,
        "force": forces.get(fields.get("force", ""), fields.get("force", "")),
        "role": rules.SUBJECT_ROLES.get(fields.get("role", ""), fields.get("role", "")),
    }
    order = [*rules.SUBJECT_FIELDS, *(name for name in fields if name not in rules.SUBJECT_FIELDS)]
    labels = {name: rules.SUBJECT_FIELDS.get(name, name.capitalize()) for name in order}
    lines = [(labels[name], words[name]) for name in order if words.get(name, "").strip()]
    return OpenSubject(subject, fields, lines)


def _items(report: Report, keys: Keyring) -> list[OpenItem]:
    return [_open_item(item, keys) for item in report.items.all()]


def _open_item(item: Item, keys: Keyring) -> OpenItem:
    fields = keys.open_fields(item.sealed, Context("item", item.pk))
    return OpenItem(item, str(fields["text"]), str(fields["reason"]))


@transaction.atomic
def add_subject_once(report: Report, *, fields: Mapping[str, str], by: Member, keys: Keyring) -> Subject:
    """Add a person whom the report is about.

    Raises ValidationError if the same subject is there already: a button pressed twice adds one.
    """
    require_open(report, by)
    if any(subject.fields == fields for subject in _subjects(report, keys)):
        raise ValidationError("This subject is in the list already, and was not added again.")
    return actions.add_subject(report, fields=fields, by=by)


@transaction.atomic
def grade_once(
    report: Report, *, text: str, grade: rules.Grade, reason: str, by: Member, keys: Keyring
) -> Item:
    """Add one item with its 3x5x2 grade.

    Raises ValidationError with every objection, or for the same item.
    """
    require_open(report, by)
    if any((item.text, item.grade) == (text, grade) for item in _items(report, keys)):
        raise ValidationError("This item is in the list already, and was not added again.")
    return actions.grade(report, text=text, grade=grade, reason=reason, by=by)


@transaction.atomic
def remove_subject(subject: Subject, *, by: Member) -> None:
    """Remove a subject. Raises ValidationError once a decision stands."""
    require_open(subject.report, by)
    subject.delete()
    note("removed subject", member=by.pk, kind="report", row=subject.report_id)


@transaction.atomic
def remove_item(item: Item, *, by: Member) -> None:
    """Remove an item. Raises ValidationError once a decision stands."""
    require_open(item.report, by)
    item.delete()
    note("removed item", member=by.pk, kind="report", row=item.report_id)
