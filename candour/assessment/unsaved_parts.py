"""The parts of a report's page that were typed in and are not saved yet.

The page is one HTML form, so each button sends the fields of all parts. The part whose button was pressed is
acted on; the others come back as they were typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from candour.look.forms import PlainForm
from candour.staff.keyring import Keyring
from candour.staff.models import Member

from . import deciding
from .models import Report, SanitisedReport
from .report_forms import DecisionForm, ItemForm, ReportDetailsForm, SanitisedForm, SubjectForm

NAMES: Mapping[str, str] = {
    "details": "kind and marking",
    "subjects": "subject",
    "items": "item",
    "sanitised": "sanitised report",
    "decision": "decision",
}


@dataclass(frozen=True, repr=False)
class SavedPart:
    """A part's form class, its saved values, and the keyword arguments that its choices depend on."""

    kind: type[PlainForm]
    initial: dict[str, Any]
    choices: dict[str, Any]


SavedParts = Mapping[str, SavedPart]
TypedParts = Mapping[str, PlainForm]


def saved_parts(report: Report, *, by: Member, keys: Keyring) -> SavedParts:
    """Every part with its saved values, by its name on the page.

    Raises WrongKey without the assessors' key.
    """
    sanitised = SanitisedReport.objects.filter(report=report).first()
    text = deciding.open_sanitised(report, by=by, keys=keys)
    forces = report.forces_as_told()
    first = {"force": forces[0].pk if forces else ""}
    described = {
        "category": report.category,
        "corruption_category": report.corruption_category,
        "marking": report.marking,
    }
    written = {"text": text.strip(), "ticked": sanitised.ticked if sanitised else []}
    return {
        "details": SavedPart(ReportDetailsForm, described, {"category": report.category}),
        "subjects": SavedPart(SubjectForm, first, {}),
        "items": SavedPart(ItemForm, {}, {}),
        "sanitised": SavedPart(SanitisedForm, written, {}),
        "decision": SavedPart(DecisionForm, first, {"consenting": deciding.consenting(report)}),
    }


def unbound_form(part: SavedPart) -> PlainForm:
    """The part's form with its saved values."""
    return part.kind(initial=part.initial, **part.choices)


def unsaved_parts(saved: SavedParts, sent: QueryDict, *, but: str = "") -> TypedParts:
    """The parts in the POST that differ from their saved values, as forms with what was typed.

    The forms are unbound, so they show no objections. `but` is the part that has just been acted on.
    """
    typed = {part: _as_typed(part_saved, sent) for part, part_saved in saved.items() if part != but}
    return {part: form for part, form in typed.items() if form is not None}


def _as_typed(part: SavedPart, sent: QueryDict) -> PlainForm | None:
    form = part.kind(sent, initial=part.initial, **part.choices)
    travelled = any(name.startswith(f"{form.prefix}-") for name in sent)
    if not travelled or not form.has_changed():
        return None
    return part.kind(initial={name: form[name].data for name in form.fields}, **part.choices)


def typed_words(typed: TypedParts) -> list[tuple[str, str]]:
    """The free text that was typed, as (label, text)."""
    return [
        (str(field.label), words)
        for form in typed.values()
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField) and (words := str(form.initial.get(name) or "").strip())
    ]


def require_saved(typed: TypedParts) -> None:
    """Raises ValidationError if a part is unsaved: it would be missing from the decided report, and be lost.

    A subject or an item counts if it has text.
    """
    loose = [part for part in typed if part in ("details", "sanitised") or typed_words({part: typed[part]})]
    if loose:
        named = ", ".join(NAMES[part] for part in loose)
        raise ValidationError(f"Not saved yet: {named}. Save or empty what is there, then decide.")
