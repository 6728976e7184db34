"""The forms of a report's parts: details, subjects, items, sanitised text, decision."""

from typing import Any

from django import forms

from candour.codes.categories import categories, category_label, corruption_categories
from candour.codes.listed import choices
from candour.codes.reasons import decision_kinds, reasons_not_to_refer
from candour.forces.models import Force
from candour.look.forms import PlainForm

from . import rules
from .forms import LONGEST_TEXT, Choices, FreeText, force_choices


def corruption_choices(category: str) -> Choices:
    """The twelve corruption categories as choices; those that fit the report's category first."""
    fit = categories()[category].corruption_categories if category in categories() else ()
    every = choices(corruption_categories())
    fitting = [(code, label) for code, label in every if code in fit]
    others = [(code, label) for code, label in every if code not in fit]
    if not fitting:
        return [("", "Choose one"), *others]
    return [("", "Choose one"), (f"Fits “{category_label(category)}”", fitting), ("Others", others)]


class ReportDetailsForm(PlainForm):
    """What kind of matter it is, and how it is marked."""

    category = forms.ChoiceField(label="Category")
    corruption_category = forms.ChoiceField(label="Corruption category")
    marking = forms.ChoiceField(label="Marking", choices=[(marking, marking) for marking in rules.MARKINGS])

    def __init__(self, *args: Any, category: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix="details", **kwargs)
        offered = choices(categories(), present=category)
        self.fields["category"].choices = [("", "Choose one"), *offered]  # type: ignore[attr-defined]
        self.fields["corruption_category"].choices = corruption_choices(category)  # type: ignore[attr-defined]


class SubjectForm(PlainForm):
    """A person whom the report is about, as far as it says."""

    name = forms.CharField(label="Name", required=False, max_length=200)
    number = forms.CharField(label="Collar or staff number", required=False, max_length=60)
    description = FreeText(
        label="Description", help_text="If there is no name.", required=False, max_length=2_000
    )
    role = forms.ChoiceField(
        label="Officer, staff member or volunteer",
        required=False,
        choices=[("", "Not known"), *rules.SUBJECT_ROLES.items()],
    )
    rank = forms.CharField(label="Rank or job", required=False, max_length=100)
    force = forms.ChoiceField(label="Force", required=False)
    station = forms.CharField(label="Station or unit", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="subject", **kwargs)
        forces = [(force.pk, force.name) for force in Force.objects.offered()]
        self.fields["force"].choices = [("", "Not known"), *forces]  # type: ignore[attr-defined]


def _codes(element: str) -> list[tuple[str, str]]:
    return [(code, f"{code}  {label}") for code, label in rules.grading(element).items()]


class ItemForm(PlainForm):
    """One statement with its own 3x5x2."""

    text = FreeText(
        label="The item",
        max_length=LONGEST_TEXT,
        error_messages={"required": "Write the item that is graded."},
    )
    source = forms.ChoiceField(label="Source", choices=_codes("source"), initial="2")
    intelligence = forms.ChoiceField(label="Intelligence", choices=_codes("intelligence"), initial="D")
    handling = forms.ChoiceField(label="Handling", choices=_codes("handling"), initial="P")
    conditions = forms.MultipleChoiceField(
        label="Conditions, with handling C only",
        choices=_codes("condition"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = FreeText(
        label="Reason",
        help_text="Needed for any grade other than 2-D-P.",
        required=False,
        max_length=2_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="item", **kwargs)

    def grade(self) -> rules.Grade:
        """The grade that was chosen."""
        chosen = self.cleaned_data
        return rules.Grade(
            chosen["source"], chosen["intelligence"], chosen["handling"], tuple(chosen["conditions"])
        )


class SanitisedForm(PlainForm):
    """The text that may go to a force, and the checklist that its writer goes through."""

    text = FreeText(
        label="Sanitised report",
        max_length=LONGEST_TEXT,
        help_text="Neutral, in the third person, complete by itself. Only this text goes to a force.",
        error_messages={"required": "Write the sanitised report first."},
    )
    ticked = forms.MultipleChoiceField(
        label="Checked",
        choices=list(rules.CHECKLIST.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="sanitised", **kwargs)


class DecisionForm(PlainForm):
    """The decision on the report. `force` is filled in with the force that the reporter named."""

    kind = forms.ChoiceField(
        label="What to do with this report",
        choices=lambda: choices(decision_kinds()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do with this report."},
    )
    force = forms.ChoiceField(label="Refer to", required=False)
    more = forms.MultipleChoiceField(
        label="Refer to these forces too", widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.ChoiceField(
        label="Reason, if it goes to no force",
        choices=lambda: [("", "Choose one"), *choices(reasons_not_to_refer())],
        required=False,
    )
    words = FreeText(
        label="In words",
        help_text="For the second person. It is not sent.",
        required=False,
        max_length=LONGEST_TEXT,
    )
    pass_details = forms.BooleanField(label="Send the contact details along", required=False)

    def __init__(self, *args: Any, consenting: int, **kwargs: Any) -> None:
        super().__init__(*args, prefix="decision", **kwargs)
        offered = force_choices()
        self.fields["force"].choices = [("", "Choose a force"), *offered]  # type: ignore[attr-defined]
        self.fields["more"].choices = offered  # type: ignore[attr-defined]
        if not consenting:
            del self.fields["pass_details"]

    def forces(self) -> list[Force]:
        """The chosen forces, without repeats. `force` counts in a referral only, since it is filled in."""
        chosen = set(self.cleaned_data["more"])
        if self.cleaned_data["kind"] == rules.REFER:
            chosen |= {self.cleaned_data["force"]} - {""}
        return list(Force.objects.filter(pk__in=chosen))
