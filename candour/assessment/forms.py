"""The shape of what an assessor puts in. What may be done with it is decided in rules and actions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from candour.forces.models import Force
from candour.intake.models import Contact
from candour.intake.rules import CLOSING_REASONS, categories, category_label
from candour.look.forms import PlainForm
from candour.teams.models import TeamKey

from .models import Report

Choices = list[Any]
LONGEST_LETTER = 5_000
LONGEST_TEXT = 20_000
NOT_SAID = "none"


class Words(forms.CharField):
    """Free text. Browsers send line ends as two characters; one is kept."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text, with plain line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


def category_choices() -> list[tuple[str, str]]:
    """Every category's code and label, the assessors' own last."""
    return [(category.code, category.label) for category in categories()]


def force_choices() -> list[tuple[str, str]]:
    """Every force in scope; one whose unit cannot be sealed to yet says that its referral would be held."""
    ready = set(TeamKey.objects.filter(confirmed=True).values_list("team__force_id", flat=True))
    held = " (no key yet: would be held)"
    return [(one.pk, one.name if one.pk in ready else one.name + held) for one in Force.objects.offered()]


class FilterForm(PlainForm):
    """Which contacts of the worklist to show. Nothing chosen shows all."""

    category = forms.ChoiceField(label="Kind", required=False)
    force = forms.ChoiceField(label="Force as told", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forces = [(one.pk, one.short_name) for one in Force.objects.offered()]
        self.fields["category"].choices = [("", "All"), *category_choices(), (NOT_SAID, "Not said")]  # type: ignore[attr-defined]
        self.fields["force"].choices = [("", "All"), *forces, (NOT_SAID, "Not known")]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was chosen, by field; a choice that is not on the list is none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def lookups(self) -> dict[str, Any]:
        """The same as lookups on contacts."""
        chosen = self.chosen()
        found: dict[str, Any] = {}
        if "category" in chosen:
            found["category"] = "" if chosen["category"] == NOT_SAID else chosen["category"]
        if "force" in chosen:
            found["force"] = None if chosen["force"] == NOT_SAID else chosen["force"]
        return found


class CloseForm(PlainForm):
    """Why no report is written from a contact."""

    reason = forms.ChoiceField(
        label="Why is there no report?", choices=CLOSING_REASONS.items(), widget=forms.RadioSelect
    )


class AskForm(PlainForm):
    """A letter to the reporter."""

    text = Words(
        label="Your letter",
        help_text="They read it with their seven words. Nothing else reaches them, and they need not answer.",
        max_length=LONGEST_LETTER,
        error_messages={"required": "Write the letter first."},
    )


class JoinForm(PlainForm):
    """Which open report this contact is about, those most like it first."""

    report = forms.ChoiceField(
        label="Open report", error_messages={"required": "Choose the report to join this contact to."}
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reports = Report.objects.undecided().exclude(feedings__contact=contact).for_list()
        self.fields["report"].choices = joinable(contact, reports.order_by("started_on", "reference"))  # type: ignore[attr-defined]


LIKENESS = ("Same kind, same force", "Same kind", "Same force", "Others")


def joinable(contact: Contact, reports: Iterable[Report]) -> Choices:
    """The reports in groups, by how like the contact they are: in kind, in force, in neither."""
    groups: dict[str, list[tuple[str, str]]] = {likeness: [] for likeness in LIKENESS}
    for report in reports:
        kind = report.category == contact.category
        force = contact.force_id is not None and contact.force_id in {
            one.pk for one in report.forces_as_told()
        }
        groups[LIKENESS[(0 if force else 1) if kind else (2 if force else 3)]].append(
            (report.reference, _told(report))
        )
    found = [(likeness, offered) for likeness, offered in groups.items() if offered]
    return [("", "Choose a report"), *found]


def _told(report: Report) -> str:
    forces = ", ".join(force.short_name for force in report.forces_as_told()) or "force not known"
    day = f"{report.started_on.day} {report.started_on:%b %Y}"
    kind = category_label(report.category) or "kind not set"
    return f"{report.reference}: {kind}, {forces}, started {day} by {report.started_by.name}"
