"""What the page of one report shows: what was told on the left, what is written on the right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from candour.intake.models import Contact
from candour.intake.rules import category_label, channels
from candour.look.forms import PlainForm
from candour.staff.access import MemberRequest
from candour.staff.keyring import Keyring
from candour.staff.models import Member
from candour.staff.session import keyring

from . import actions, deciding, parts, rules
from .letters import DeskLetter, open_letters
from .models import Decision, Holding, Report, SanitisedReport
from .report_typed import Kept, Typed, fresh, words_of
from .told import set_out


@dataclass(frozen=True, repr=False)
class Told:
    """One contact of the report, and what was told in it where it is open on this page."""

    contact: Contact
    what: str
    channel: str
    details: Any
    answers: list[tuple[str, str]]
    letters: list[DeskLetter]


@dataclass(frozen=True, repr=False)
class Pressed:
    """What became of the part whose button was pressed: its form comes back, or it was done."""

    part: str = ""
    form: forms.Form | None = None
    done: bool = False

    @property
    def objects(self) -> bool:
        """Whether its form comes back with what stands against it."""
        return self.form is not None and not self.done

    @property
    def done_with(self) -> str:
        """The part whose boxes are dealt with. Taking something out leaves its part's boxes as they are."""
        return self.part if self.done and isinstance(self.form, PlainForm) else ""


def context_of(
    request: MemberRequest, report: Report, *, kept: Kept, typed: Typed, pressed: Pressed
) -> dict[str, Any]:
    """Everything that the template is given."""
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
        "subjects": subjects,
        "items": items,
        "returned": deciding.open_set_aside(report, by=member, keys=keys),
        "consenting": deciding.consenting(report),
        "locked": decision is not None,
        "form": pressed.form if pressed.objects else None,
        "part": pressed.part if pressed.objects else "",
        "at": pressed.part if pressed.done else "",
        "typed": [part for part in typed if not (pressed.objects and part == pressed.part)],
        "typed_words": words_of(typed),
        "kept": SanitisedReport.objects.select_related("by").filter(report=report).first(),
        "sanitised_text": kept["sanitised"].initial["text"],
        **(_decided(decision, member, keys) if decision else _forms(kept, typed, pressed)),
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


def _by_check(signs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """What was found, each word once, under the line of the checklist that it may go against."""
    found: dict[str, dict[str, None]] = {}
    for code, words in signs:
        found.setdefault(code, {})[words] = None
    return [(rules.CHECKLIST[code], list(found[code])) for code in rules.CHECKLIST if code in found]


def _forms(kept: Kept, typed: Typed, pressed: Pressed) -> dict[str, Any]:
    """Each part's form: the one that comes back, or else as it was typed, or else as it is kept.

    What a machine finds in the sanitised report is found in what stands in the box.
    """
    shown = {part: fresh(one) for part, one in kept.items()} | dict(typed)
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
        "decision_kind": rules.DECISIONS.get(decision.kind, decision.kind),
        "decision_reason": rules.REASONS.get(decision.reason, decision.reason),
        "decision_words": deciding.open_reason(decision, by=member, keys=keys),
        "destinations": [place.force.name for place in decision.destinations.select_related("force")],
        "confirmation": getattr(decision, "confirmation", None),
    }
