"""The parts of a report, its subjects and graded items: opened for the desk, put in, or taken out again."""

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
    """A subject as the desk sees it: what they are known by, under the names of rules.SUBJECT_FIELDS.

    `lines` are the same in finished words, as (label, words); what is empty is left out.
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
        one = self.item
        conditions = tuple(code for code in one.conditions.split(",") if code)
        return rules.Grade(one.source, one.intelligence, one.handling, conditions)

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
    return [_open_subject(one, keys, forces) for one in report.subjects.order_by("pk")]


def _open_subject(subject: Subject, keys: Keyring, forces: Mapping[str, str]) -> OpenSubject:
    inside = keys.open_fields(subject.sealed, Context("subject", subject.pk))
    fields = {name: str(value) for name, value in inside.items()}
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
    return [_open_item(one, keys) for one in report.items.all()]


def _open_item(item: Item, keys: Keyring) -> OpenItem:
    inside = keys.open_fields(item.sealed, Context("item", item.pk))
    return OpenItem(item, str(inside["text"]), str(inside["reason"]))


@transaction.atomic
def add_subject(report: Report, *, fields: Mapping[str, str], by: Member, keys: Keyring) -> Subject:
    """Name or describe a person whom the report is about.

    ValidationError if that very subject is there: a button pressed twice, or a page sent again, adds one.
    """
    require_open(report, by)
    if any(one.fields == fields for one in _subjects(report, keys)):
        raise ValidationError("This subject is in the list already, and was not added again.")
    return actions.add_subject(report, fields=fields, by=by)


@transaction.atomic
def grade(report: Report, *, text: str, grade: rules.Grade, reason: str, by: Member, keys: Keyring) -> Item:
    """Add one item with its 3x5x2. ValidationError with every objection, or if that very item is there."""
    require_open(report, by)
    if any((one.text, one.grade) == (text, grade) for one in _items(report, keys)):
        raise ValidationError("This item is in the list already, and was not added again.")
    return actions.grade(report, text=text, grade=grade, reason=reason, by=by)


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
