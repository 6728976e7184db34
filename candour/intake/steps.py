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
class Step:
    """One page. `follows` names the question whose answer calls for it, where it is not asked of everyone."""

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
    Step("category", questions.CategoryForm),
    Step("role", questions.RoleForm),
    Step("force", questions.ForceForm),
    Step(
        "signpost",
        applies=lambda answers: answers.get("force") == questions.NOT_POLICE,
        follows="force",
        template="intake/signpost.html",
    ),
    Step("duty", questions.DutyForm),
    Step("place", questions.PlaceForm),
    Step("who", questions.WhoForm, rows=5),
    Step("what", questions.WhatForm, rows=14),
    Step("when", questions.WhenForm),
    Step("where", questions.WhereForm),
    Step("how_known", questions.HowKnownForm, rows=5),
    Step("danger", questions.DangerForm),
    Step(
        "danger_words",
        questions.DangerWordsForm,
        rows=5,
        applies=lambda answers: answers.get("danger") == "yes",
        follows="danger",
        size="m",
        template="intake/in_danger.html",
    ),
    Step("identity", questions.IdentityForm),
    Step(
        "details",
        questions.DetailsForm,
        rows=4,
        applies=lambda answers: answers.get("identity") == "confidential",
        follows="identity",
        size="m",
        template="intake/details.html",
    ),
)
CHECK = Step("check", template="intake/check.html")
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


def step_named(name: str) -> Step:
    """The page of that name; the first question for a name that we do not know."""
    return _BY_NAME.get(name, FIRST)


def asked(answers: Answers) -> Iterator[Step]:
    """The pages that these answers lead through, in order, without the check."""
    return (step for step in STEPS if step.applies(answers))


def after(step: Step, answers: Answers, *, changing: bool) -> Step:
    """The page that comes next. After a change it is the check, unless the new answer calls for more."""
    later = (*STEPS[STEPS.index(step) + 1 :], CHECK) if step in STEPS else (CHECK,)
    following = next(one for one in later if one.applies(answers))
    return CHECK if changing and following.follows != step.name else following


def before(step: Step, answers: Answers, *, changing: bool) -> Step:
    """The page that Back leads to."""
    if changing:
        return step_named(step.follows) if step.follows else CHECK
    earlier = STEPS[: STEPS.index(step)] if step in STEPS else STEPS
    return next((one for one in reversed(earlier) if one.applies(answers)), FIRST)


def place_of(step: Step) -> str:
    """“Question 3 of 12”; nothing for a page that only some are asked."""
    return f"Question {_NUMBERED.index(step.name) + 1} of {len(_NUMBERED)}" if step.name in _NUMBERED else ""


def filled(answers: Answers) -> list[tuple[Step, forms.Form]]:
    """Each page that these answers lead through, with its form filled in and looked over."""
    return [(step, step.form(answers)) for step in asked(answers)]


def to_put_right(pages: list[tuple[Step, forms.Form]]) -> tuple[Step, forms.Form] | None:
    """The first page with an answer that cannot be sent, or None. The signpost is one: it leads elsewhere."""
    return next(
        ((step, form) for step, form in pages if step.name == "signpost" or not form.is_valid()), None
    )
