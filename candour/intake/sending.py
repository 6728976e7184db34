"""Turns the valid forms of all pages into a contact to receive, and into the lines of the check page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from candour.codes.channels import WEB_FORM

from .actions import IncomingContact
from .fields import OneOf
from .rules import UNKNOWN
from .steps import FormStep

SAME_NAME = ("role", "duty", "place", "who", "what", "when", "where", "how_known", "how_known_words")
NOTHING = "Left empty"

Pages = list[tuple[FormStep, forms.Form]]


@dataclass(frozen=True)
class CheckRow:
    """One line of the check page."""

    step: str
    question: str
    answers: list[str]


def incoming_contact(pages: Pages) -> IncomingContact:
    """The contact that these valid forms make. Empty answers are left out."""
    answers: dict[str, Any] = {}
    for _, form in pages:
        answers |= form.cleaned_data
    account = {name: answers[name] for name in SAME_NAME if answers.get(name)}
    if answers.get("danger_words"):
        account["danger"] = answers["danger_words"]
    return IncomingContact(
        account=account,
        channel=WEB_FORM,
        category=_known(answers, "category"),
        force=_known(answers, "force") or None,
        danger=answers["danger"] == "yes",
        contact_details=answers.get("details", ""),
        consent=answers.get("consent", False),
    )


def _known(answers: Mapping[str, str], name: str) -> str:
    return "" if answers[name] == UNKNOWN else answers[name]


def rows(pages: Pages) -> list[CheckRow]:
    """The check page's lines: each question with its answer as the reporter picked or wrote it."""
    return [CheckRow(step.name, _question(form), _answers(form)) for step, form in pages if form.fields]


def _question(form: forms.Form) -> str:
    return str(next(iter(form)).label)


def _answers(form: forms.Form) -> list[str]:
    texts = [_in_words(form.fields[name], value) for name, value in form.cleaned_data.items() if value]
    return texts or [NOTHING]


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, OneOf):
        return field.label_of(value)
    return str(field.label) if value is True else str(value)
