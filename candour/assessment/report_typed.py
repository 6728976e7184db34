"""What stands typed on a report's page and is not saved yet.

All the parts are one form, so every part's fields travel with whichever button is pressed. The pressed
part is acted on; the others come back as they were typed.
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
from .report_forms import DecisionForm, DetailsForm, ItemForm, SanitisedForm, SubjectForm

NAMES: Mapping[str, str] = {
    "details": "kind and marking",
    "subjects": "subject",
    "items": "item",
    "sanitised": "sanitised report",
    "decision": "decision",
}


@dataclass(frozen=True, repr=False)
class KeptPart:
    """A part's form, and what its boxes hold while nothing has been typed."""

    kind: type[PlainForm]
    initial: dict[str, Any]
    choices: dict[str, Any]


Kept = Mapping[str, KeptPart]
Typed = Mapping[str, PlainForm]


def kept_parts(report: Report, *, by: Member, keys: Keyring) -> Kept:
    """Every part as it is kept, by its name on the page. WrongKey without the assessors' key."""
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
        "details": KeptPart(DetailsForm, described, {"category": report.category}),
        "subjects": KeptPart(SubjectForm, first, {}),
        "items": KeptPart(ItemForm, {}, {}),
        "sanitised": KeptPart(SanitisedForm, written, {}),
        "decision": KeptPart(DecisionForm, first, {"consenting": deciding.consenting(report)}),
    }


def fresh(part: KeptPart) -> PlainForm:
    """The part's form with what is kept in its boxes."""
    return part.kind(initial=part.initial, **part.choices)


def unsaved(kept: Kept, sent: QueryDict, *, but: str = "") -> Typed:
    """The parts that were sent and differ from what is kept, each with its boxes as they were typed.

    Nothing is checked yet, so nothing is objected to. `but` is a part that has just been dealt with.
    """
    typed = {part: _as_typed(one, sent) for part, one in kept.items() if part != but}
    return {part: form for part, form in typed.items() if form is not None}


def _as_typed(part: KeptPart, sent: QueryDict) -> PlainForm | None:
    form = part.kind(sent, initial=part.initial, **part.choices)
    travelled = any(name.startswith(f"{form.prefix}-") for name in sent)
    if not travelled or not form.has_changed():
        return None
    return part.kind(initial={name: form[name].data for name in form.fields}, **part.choices)


def words_of(typed: Typed) -> list[tuple[str, str]]:
    """What was typed in words, as (label, words): all that would be hard to type again."""
    return [
        (str(field.label), words)
        for form in typed.values()
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField) and (words := str(form.initial.get(name) or "").strip())
    ]


def require_saved(typed: Typed) -> None:
    """ValidationError while something typed would stay out of what is decided, and be lost with the boxes.

    A subject or an item counts once there are words in it.
    """
    loose = [part for part in typed if part in ("details", "sanitised") or words_of({part: typed[part]})]
    if loose:
        named = ", ".join(NAMES[part] for part in loose)
        raise ValidationError(f"Not saved yet: {named}. Save or empty what stands there, then decide.")
