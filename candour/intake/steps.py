"""The order of the questions: which come next, and which are asked only after a certain answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django import forms

from candour.look.forms import PlainForm

from . import forms as questions

Answers = Mapping[str, str]


def _always(_: Answers) -> bool:
    return True


@dataclass(frozen=True)
class FormStep:
    """One page of the form. `applies`: whether answers lead to it; `follows`: the question that decides."""

    name: str
    form: type[PlainForm] = PlainForm
    rows: int = 3
    size: str = "l"
    applies: Callable[[Answers], bool] = _always
    follows: str = ""
    template: str = "intake/question.html"

    @property
    def fields(self) -> frozenset[str]:
        """The names of the boxes on this page."""
        return frozenset(self.form.base_fields)


STEPS = (
    FormStep("category", questions.CategoryForm),
    FormStep("role", questions.RoleForm),
    FormStep("force", questions.ForceForm),
    FormStep(
        "signpost",
        applies=lambda answers: answers.get("force") == questions.NOT_POLICE,
        follows="force",
        template="intake/signpost.html",
    ),
    FormStep("duty", questions.DutyForm),
    FormStep("place", questions.PlaceForm),
    FormStep("who", questions.WhoForm, rows=5),
    FormStep("what", questions.WhatForm, rows=14),
    FormStep("when", questions.WhenForm),
    FormStep("where", questions.WhereForm),
    FormStep("how_known", questions.HowKnownForm, rows=5),
    FormStep("danger", questions.DangerForm),
    FormStep(
        "danger_words",
        questions.DangerWordsForm,
        rows=5,
        applies=lambda answers: answers.get("danger") == "yes",
        follows="danger",
        size="m",
        template="intake/in_danger.html",
    ),
    FormStep("identity", questions.IdentityForm),
    FormStep(
        "details",
        questions.DetailsForm,
        rows=4,
        applies=lambda answers: answers.get("identity") == "confidential",
        follows="identity",
        size="m",
        template="intake/details.html",
    ),
)
CHECK = FormStep("check", template="intake/check.html")
FIRST = STEPS[0]
_BY_NAME = {step.name: step for step in (*STEPS, CHECK)}
_NUMBERED = [step.name for step in STEPS if not step.follows]
ASKED_OF_ALL = len(_NUMBERED)
NEEDED = sum(
    any(box.required for box in step.form.base_fields.values()) for step in STEPS if not step.follows
)
"""How many of the questions that everyone is asked need an answer."""
FIELDS = tuple(name for step in STEPS for name in step.form.base_fields)
"""Every box of the form that holds an answer, in the order they are asked."""


def step_named(name: str) -> FormStep:
    """The page of that name; the first question for a name that we do not know."""
    return _BY_NAME.get(name, FIRST)


def steps_for(answers: Answers) -> Iterator[FormStep]:
    """The pages that these answers lead through, in order, without the check."""
    return (step for step in STEPS if step.applies(answers))


def next_step(step: FormStep, answers: Answers, *, changing: bool) -> FormStep:
    """The next page. After a change it is the check page, or one that the changed answer makes necessary."""
    later = (*STEPS[STEPS.index(step) + 1 :], CHECK) if step in STEPS else (CHECK,)
    following = next(page for page in later if page.applies(answers))
    return CHECK if changing and following.follows != step.name else following


def previous_step(step: FormStep, answers: Answers, *, changing: bool) -> FormStep:
    """The page that Back leads to."""
    if changing:
        return step_named(step.follows) if step.follows else CHECK
    earlier = STEPS[: STEPS.index(step)] if step in STEPS else STEPS
    return next((page for page in reversed(earlier) if page.applies(answers)), FIRST)


def progress_of(step: FormStep) -> str:
    """“Question 3 of 12”; nothing for a page that only some are asked."""
    return f"Question {_NUMBERED.index(step.name) + 1} of {len(_NUMBERED)}" if step.name in _NUMBERED else ""


def filled(answers: Answers) -> list[tuple[FormStep, forms.Form]]:
    """Each page that these answers lead through, with its bound form."""
    return [(step, step.form(answers)) for step in steps_for(answers)]


def to_put_right(pages: list[tuple[FormStep, forms.Form]]) -> tuple[FormStep, forms.Form] | None:
    """The first page with an answer that cannot be sent, or None. The signpost is one: it leads elsewhere."""
    return next(
        ((step, form) for step, form in pages if step.name == "signpost" or not form.is_valid()), None
    )
