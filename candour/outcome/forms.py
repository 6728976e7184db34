"""The shape of what a force states, and how the list of referrals is narrowed."""

import uuid
from typing import Any

from django import forms

from candour.codes.listed import label_of
from candour.codes.outcomes import OutcomeCode, investigation_kinds
from candour.forces.models import Force
from candour.look.forms import PlainForm
from candour.look.widgets import DayInput
from candour.referral.rules import STAGES

from .lists import FINISHED
from .rules import grouped, kinds_offered

LATE = "late"


class ChooseForm(PlainForm):
    """Which outcome is to be recorded, by the stage of work it belongs to."""

    code = forms.ChoiceField(
        label="What has happened?",
        error_messages={
            "required": "Choose an outcome.",
            "invalid_choice": "Choose an outcome from the list.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            offered = [(words, [(kind.code, kind.label) for kind in group]) for words, group in grouped()]
            field.choices = [("", "Choose an outcome"), *offered]


class OutcomeForm(PlainForm):
    """What a force states about one outcome. It asks only for what the outcome has: people, arrests, a kind.

    `nation` is the force's: one that works in several says which oversight body it means.
    """

    happened_on = forms.DateField(label="The day it happened", widget=DayInput)
    kind = forms.ChoiceField(
        label="What kind of investigation is it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether the investigation is criminal, misconduct or both.",
            "invalid_choice": "Choose one of the answers in the list.",
        },
    )
    reference = forms.CharField(
        label="Your force's own reference", required=False, max_length=60, help_text="No names."
    )
    quantity = forms.IntegerField(
        label="Of how many people is this true?", min_value=1, max_value=99, initial=1
    )
    first_arrests = forms.IntegerField(
        label="How many of these were a person's first arrest because of this line?",
        help_text="Leave this empty if all of them were.",
        required=False,
        min_value=0,
        max_value=99,
    )
    words = forms.CharField(
        label="A note for the line",
        help_text="Only what the line needs. No evidence, no names.",
        required=False,
        max_length=4_000,
        widget=forms.Textarea,
    )
    tell_reporter = forms.BooleanField(label="The reporter may be told", required=False)
    # From the page, so that a second press of its button counts nothing twice.
    once = forms.UUIDField(
        required=False,
        initial=uuid.uuid4,
        widget=forms.HiddenInput,
        error_messages={"invalid": "Open this page again, then record the outcome."},
    )

    def __init__(self, *args: Any, outcome: OutcomeCode, nation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not outcome.counts_people:
            del self.fields["quantity"]
        if not outcome.needs_reference:
            self.fields["reference"].help_text = "If there is one. No names."
        if outcome.unit == "arrest":
            self.fields["quantity"].label = "How many arrests?"
        else:
            del self.fields["first_arrests"]
        self._ask_the_kind(outcome.code, kinds_offered(outcome.code, nation))

    def _ask_the_kind(self, code: str, offered: tuple[str, ...]) -> None:
        field = self.fields["kind"]
        if len(offered) < 2:
            del self.fields["kind"]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [(kind, label_of(investigation_kinds(), kind)) for kind in offered]
            if code == "iopc_referral":
                field.label = "Which body was it referred to?"
                field.error_messages["required"] = "Choose the body that the investigation was referred to."


class WithdrawOutcomeForm(PlainForm):
    """What the mistake was, where an outcome was recorded by mistake."""

    words = forms.CharField(
        label="What was the mistake?",
        help_text="Only what the line needs. No evidence, no names.",
        max_length=4_000,
        widget=forms.Textarea,
        error_messages={"required": "Write what the mistake was, so that the line can follow it."},
    )


class ListForm(PlainForm):
    """Which referrals the desk's list shows. Anything it does not know, it leaves out."""

    stage = forms.ChoiceField(label="Stage", required=False)
    force = forms.ModelChoiceField(label="Force", required=False, queryset=Force.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage, force = self.fields["stage"], self.fields["force"]
        if isinstance(stage, forms.ChoiceField):
            named = [(name, name) for name in (*STAGES, FINISHED)]
            stage.choices = [("", "All"), (LATE, "Late: to be chased"), *named]
        if isinstance(force, forms.ModelChoiceField):
            force.queryset = Force.objects.filter(referrals__isnull=False).distinct().order_by("name")
            force.empty_label = "All"
