"""What the page of one report shows: what was told on the left, what is written on the right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from candour.forces.models import Force
from candour.intake.models import Contact
from candour.intake.rules import category_label, channels
from candour.staff.access import MemberRequest
from candour.staff.keyring import Keyring
from candour.staff.models import Member
from candour.staff.session import keyring

from . import actions, deciding, parts, rules
from .letters import DeskLetter, open_letters
from .models import Decision, Holding, Report, SanitisedReport
from .report_forms import DecisionForm, DetailsForm, ItemForm, SanitisedForm, SubjectForm
from .told import Answer, in_words, set_out


@dataclass(frozen=True, repr=False)
class Told:
    """One contact of the report, and what was told in it where it is open on this page."""

    contact: Contact
    what: str
    channel: str
    details: Any
    answers: list[Answer]
    letters: list[DeskLetter]


def context_of(request: MemberRequest, report: Report, bound: Mapping[str, forms.Form]) -> dict[str, Any]:
    """Everything that the template is given. `bound` holds a form that comes back, by its part."""
    member, keys = request.user, keyring(request)
    subjects, items = parts.open_parts(report, by=member, keys=keys)
    decision = report.standing_decision()
    accounts_open = bool(asked_to_open(request)) or (decision is None and _is_writer(report, member))
    return {
        "report": report,
        "stage": report.stage(),
        "what": category_label(report.category),
        "corruption_category": rules.corruption_categories().get(report.corruption_category, ""),
        "accounts_open": accounts_open,
        "asked": asked_to_open(request),
        "told": [_told(one, member, keys if accounts_open else None) for one in _contacts(report)],
        "subjects": [_subject_lines(one) for one in subjects],
        "items": [_item_lines(one) for one in items],
        "returned": deciding.open_set_aside(report, by=member, keys=keys),
        "consenting": deciding.consenting(report),
        "locked": decision is not None,
        "form": next(iter(bound.values()), None),
        "part": next(iter(bound), ""),
        **_sanitised(report, member, keys, bound),
        **(_decided(decision, member, keys) if decision else _forms(report, bound)),
    }


def asked_to_open(request: MemberRequest) -> str:
    """What keeps the accounts open from page to page, for somebody who asked to see them."""
    return "?open=1" if "open" in request.GET else ""


def _contacts(report: Report) -> list[Contact]:
    return sorted((one.contact for one in report.feedings.all()), key=lambda one: (one.day, one.pk))


def _is_writer(report: Report, member: Member) -> bool:
    held = Holding.objects.filter(contact__fed__report=report, by=member)
    return report.started_by_id == member.pk or held.exists()


def _told(contact: Contact, member: Member, keys: Keyring | None) -> Told:
    """The contact with its account and letters opened, or with its codes alone where no keys are given."""
    return Told(
        contact=contact,
        what=category_label(contact.category) or "Not said",
        channel=channels().get(contact.channel, contact.channel),
        details=getattr(contact, "details", None),
        answers=set_out(actions.open_account(contact, by=member, keys=keys)) if keys else [],
        letters=open_letters(contact, by=member, keys=keys) if keys else [],
    )


def _subject_lines(one: parts.OpenSubject) -> dict[str, Any]:
    forces = dict(Force.objects.filter(pk=one.fields.get("force", "")).values_list("pk", "name"))
    words = {name: forces.get(value, in_words(name, value)) for name, value in one.fields.items()}
    order = [*rules.SUBJECT_FIELDS, *(name for name in one.fields if name not in rules.SUBJECT_FIELDS)]
    labels = rules.SUBJECT_FIELDS
    lines = [
        (labels.get(name, name.capitalize()), words[name]) for name in order if words.get(name, "").strip()
    ]
    return {"id": one.subject.pk, "lines": lines}


def _item_lines(one: parts.OpenItem) -> dict[str, Any]:
    item = one.item
    elements = [("source", item.source), ("intelligence", item.intelligence), ("handling", item.handling)]
    conditions = [code for code in item.conditions.split(",") if code]
    words = [rules.grading(element).get(code, code) for element, code in elements]
    words += [rules.grading("condition").get(code, code) for code in conditions]
    written = str(rules.Grade(item.source, item.intelligence, item.handling, tuple(conditions)))
    return {
        "id": item.pk,
        "grade": written,
        "in_words": "; ".join(words),
        "text": one.text,
        "reason": one.reason,
    }


def _sanitised(
    report: Report, member: Member, keys: Keyring, bound: Mapping[str, forms.Form]
) -> dict[str, Any]:
    """The text as it was kept; what a machine finds is found in what stands in the box."""
    kept = SanitisedReport.objects.select_related("by").filter(report=report).first()
    text = deciding.open_sanitised(report, by=member, keys=keys)
    form = bound.get("sanitised") or SanitisedForm(
        initial={"text": text, "ticked": kept.ticked if kept else []}
    )
    shown = str(form["text"].value() or "")
    return {
        "kept": kept,
        "sanitised_text": text,
        "sanitised_form": form,
        "signs": _by_check(rules.signs(shown)),
    }


def _by_check(signs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """What was found, each word once, under the line of the checklist that it may go against."""
    found: dict[str, dict[str, None]] = {}
    for code, words in signs:
        found.setdefault(code, {})[words] = None
    return [(rules.CHECKLIST[code], list(found[code])) for code in rules.CHECKLIST if code in found]


def _forms(report: Report, bound: Mapping[str, forms.Form]) -> dict[str, Any]:
    described = {
        "category": report.category,
        "corruption_category": report.corruption_category,
        "marking": report.marking,
    }
    forces = report.forces_as_told()
    first = {"force": forces[0].pk if forces else ""}
    subjects, items, decision = bound.get("subjects"), bound.get("items"), bound.get("decision")
    return {
        "details_form": bound.get("details") or DetailsForm(initial=described, category=report.category),
        "subject_form": subjects if isinstance(subjects, SubjectForm) else SubjectForm(initial=first),
        "item_form": items if isinstance(items, ItemForm) else ItemForm(),
        "decision_form": decision or DecisionForm(initial=first, consenting=deciding.consenting(report)),
    }


def _decided(decision: Decision, member: Member, keys: Keyring) -> dict[str, Any]:
    return {
        "decision": decision,
        "decision_kind": rules.DECISIONS.get(decision.kind, decision.kind),
        "decision_reason": rules.REASONS.get(decision.reason, decision.reason),
        "decision_words": deciding.open_reason(decision, by=member, keys=keys),
        "destinations": [place.force.name for place in decision.destinations.select_related("force")],
        "confirmation": getattr(decision, "confirmation", None),
    }
