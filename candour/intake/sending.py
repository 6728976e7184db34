"""From the pages' answers to what intake takes in, and back to words for the check page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from candour.codes.channels import WEB_FORM

from .actions import Told
from .fields import OneOf
from .rules import UNKNOWN
from .steps import Step

SAME_NAME = ("role", "duty", "place", "who", "what", "when", "where", "how_known", "how_known_words")
NOTHING = "Left empty"

Pages = list[tuple[Step, forms.Form]]


@dataclass(frozen=True)
class Row:
    """One line of the check page."""

    step: str
    question: str
    answers: list[str]


def told_in(pages: Pages) -> Told:
    """What the pages tell, once each of them is valid. Questions left empty are left out."""
    given: dict[str, Any] = {}
    for _, form in pages:
        given |= form.cleaned_data
    account = {name: given[name] for name in SAME_NAME if given.get(name)}
    if given.get("danger_words"):
        account["danger"] = given["danger_words"]
    return Told(
        account=account,
        channel=WEB_FORM,
        category=_known(given, "category"),
        force=_known(given, "force") or None,
        danger=given["danger"] == "yes",
        contact_details=given.get("details", ""),
        consent=given.get("consent", False),
    )


def _known(given: Mapping[str, str], name: str) -> str:
    return "" if given[name] == UNKNOWN else given[name]


def rows(pages: Pages) -> list[Row]:
    """The check page's lines: each question with its answer as the reporter picked or wrote it."""
    return [Row(step.name, _question(form), _answers(form)) for step, form in pages if form.fields]


def _question(form: forms.Form) -> str:
    return str(next(iter(form)).label)


def _answers(form: forms.Form) -> list[str]:
    said = [_said(form.fields[name], value) for name, value in form.cleaned_data.items() if value]
    return said or [NOTHING]


def _said(asked: forms.Field, value: Any) -> str:
    if isinstance(asked, OneOf):
        return asked.label_of(value)
    return str(asked.label) if value is True else str(value)
