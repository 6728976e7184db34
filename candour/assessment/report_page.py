"""The template context of a report's page: the accounts on the left, the report's parts on the right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from candour.codes.categories import category_label, corruption_category_label
from candour.codes.channels import channel_label
from candour.codes.listed import label_of
from candour.codes.reasons import decision_kinds, reasons_not_to_refer
from candour.intake.models import Contact
from candour.look.forms import PlainForm
from candour.staff.access import MemberRequest
from candour.staff.keyring import Keyring
from candour.staff.models import Member
from candour.staff.session import keyring

from . import actions, deciding, parts, rules
from .account_answers import answers_in_order
from .letters import DeskLetter, open_letters
from .models import Decision, Holding, Report, SanitisedReport
from .unsaved_parts import SavedParts, TypedParts, typed_words, unbound_form


@dataclass(frozen=True, repr=False)
class ToldContact:
    """One contact of the report, with its account and letters if they are open on this page."""

    contact: Contact
    kind: str
    channel: str
    details: Any
    answers: list[tuple[str, str]]
    letters: list[DeskLetter]


@dataclass(frozen=True, repr=False)
class Pressed:
    """The part whose button was pressed, its form, and whether its action was done."""

    part: str = ""
    form: forms.Form | None = None
    done: bool = False

    @property
    def objects(self) -> bool:
        """Whether the form comes back with objections."""
        return self.form is not None and not self.done

    @property
    def done_with(self) -> str:
        """The part whose form has been saved. Removing a subject or item does not touch the typed fields."""
        return self.part if self.done and isinstance(self.form, PlainForm) else ""


def context_of(
    request: MemberRequest, report: Report, *, saved: SavedParts, typed: TypedParts, pressed: Pressed
) -> dict[str, Any]:
    """The whole template context."""
    member, keys = request.user, keyring(request)
    subjects, items = parts.open_parts(report, by=member, keys=keys)
    decision = report.standing_decision()
    accounts_open = bool(asked_to_open(request)) or (decision is None and _is_writer(report, member))
    return {
        "report": report,
        "stage": report.stage(),
        "what": category_label(report.category),
        "corruption_category": corruption_category_label(report.corruption_category),
        "accounts_open": accounts_open,
        "asked": asked_to_open(request),
        "told": [
            _told_contact(contact, member, keys if accounts_open else None) for contact in _contacts(report)
        ],
        "subjects": subjects,
        "items": items,
        "returned": deciding.open_set_aside(report, by=member, keys=keys),
        "consenting": deciding.consenting(report),
        "locked": decision is not None,
        "form": pressed.form if pressed.objects else None,
        "part": pressed.part if pressed.objects else "",
        "at": pressed.part if pressed.done else "",
        "typed": [part for part in typed if not (pressed.objects and part == pressed.part)],
        "typed_words": typed_words(typed),
        "kept": SanitisedReport.objects.select_related("by").filter(report=report).first(),
        "sanitised_text": saved["sanitised"].initial["text"],
        **(_decided(decision, member, keys) if decision else _forms(saved, typed, pressed)),
    }


def asked_to_open(request: MemberRequest) -> str:
    """The query string that keeps the accounts open from page to page; empty if they are closed."""
    return "?open=1" if "open" in request.GET else ""


def _contacts(report: Report) -> list[Contact]:
    contacts = (feeding.contact for feeding in report.feedings.all())
    return sorted(contacts, key=lambda contact: (contact.day, contact.pk))


def _is_writer(report: Report, member: Member) -> bool:
    held = Holding.objects.filter(contact__fed__report=report, by=member)
    return report.started_by_id == member.pk or held.exists()


def _told_contact(contact: Contact, member: Member, keys: Keyring | None) -> ToldContact:
    """The contact with its account and letters opened; without `keys`, with its codes alone."""
    return ToldContact(
        contact=contact,
        kind=category_label(contact.category) or "Not said",
        channel=channel_label(contact.channel),
        details=getattr(contact, "details", None),
        answers=answers_in_order(actions.open_account(contact, by=member, keys=keys)) if keys else [],
        letters=open_letters(contact, by=member, keys=keys) if keys else [],
    )


def _by_check(signs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """The findings without repeats, under the line of the checklist that each may go against."""
    words_by_check: dict[str, dict[str, None]] = {}
    for code, words in signs:
        words_by_check.setdefault(code, {})[words] = None
    return [
        (line, list(words_by_check[code])) for code, line in rules.CHECKLIST.items() if code in words_by_check
    ]


def _forms(saved: SavedParts, typed: TypedParts, pressed: Pressed) -> dict[str, Any]:
    """Each part's form: with objections if it was refused, as typed if it is unsaved, else as saved.

    The automatic findings are those of the sanitised text in the box, saved or not.
    """
    shown = {name: unbound_form(part) for name, part in saved.items()} | dict(typed)
    if pressed.objects and isinstance(pressed.form, PlainForm):
        shown[pressed.part] = pressed.form
    return {
        "details_form": shown["details"],
        "subject_form": shown["subjects"],
        "item_form": shown["items"],
        "sanitised_form": shown["sanitised"],
        "decision_form": shown["decision"],
        "signs": _by_check(rules.signs(str(shown["sanitised"]["text"].value() or ""))),
    }


def _decided(decision: Decision, member: Member, keys: Keyring) -> dict[str, Any]:
    return {
        "decision": decision,
        "decision_kind": label_of(decision_kinds(), decision.kind),
        "decision_reason": label_of(reasons_not_to_refer(), decision.reason),
        "decision_words": deciding.open_reason(decision, by=member, keys=keys),
        "destinations": [
            destination.force.name for destination in decision.destinations.select_related("force")
        ],
        "confirmation": getattr(decision, "confirmation", None),
    }
