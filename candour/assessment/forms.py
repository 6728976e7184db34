"""Forms of the worklist and of a contact's page. What may be done is decided in rules and actions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from candour.codes.categories import categories, category_label
from candour.codes.listed import choices
from candour.codes.reasons import closing_reasons
from candour.forces.models import Force
from candour.intake.models import Contact
from candour.look.forms import PlainForm
from candour.teams.models import TeamKey

from .models import Report

Choices = list[Any]
LONGEST_LETTER = 5_000
LONGEST_TEXT = 20_000
NOT_SAID = "none"


class FreeText(forms.CharField):
    """Free text with plain line ends: browsers send CR LF."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text with LF line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


def force_choices() -> list[tuple[str, str]]:
    """The forces in scope; the label of one whose unit has no key says that its referral would be held."""
    ready = set(TeamKey.objects.filter(confirmed=True).values_list("team__force_id", flat=True))
    held = " (no key yet: would be held)"
    forces = Force.objects.offered()
    return [(force.pk, force.name if force.pk in ready else force.name + held) for force in forces]


def _every_category() -> list[tuple[str, str]]:
    """Those that are no longer offered too: contacts of before carry them."""
    return [(code, category.label) for code, category in categories().items()]


class FilterForm(PlainForm):
    """Which contacts of the worklist to show. Nothing chosen shows all."""

    category = forms.ChoiceField(label="Kind", required=False)
    force = forms.ChoiceField(label="Force as told", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forces = [(force.pk, force.short_name) for force in Force.objects.offered()]
        self.fields["category"].choices = [("", "All"), *_every_category(), (NOT_SAID, "Not said")]  # type: ignore[attr-defined]
        self.fields["force"].choices = [("", "All"), *forces, (NOT_SAID, "Not known")]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """The chosen values by field; a value that is not on the list is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def lookups(self) -> dict[str, Any]:
        """The chosen values as keyword arguments for `Contact.objects.filter`."""
        chosen = self.chosen()
        lookups: dict[str, Any] = {}
        if "category" in chosen:
            lookups["category"] = "" if chosen["category"] == NOT_SAID else chosen["category"]
        if "force" in chosen:
            lookups["force"] = None if chosen["force"] == NOT_SAID else chosen["force"]
        return lookups


class CloseForm(PlainForm):
    """Why no report is written from a contact."""

    reason = forms.ChoiceField(
        label="Why is there no report?",
        choices=lambda: choices(closing_reasons()),
        widget=forms.RadioSelect,
    )


class LetterToReporterForm(PlainForm):
    """A letter to the reporter."""

    text = FreeText(
        label="Your letter",
        help_text="They read it with their seven words. Nothing else reaches them, and they need not answer.",
        max_length=LONGEST_LETTER,
        error_messages={"required": "Write the letter first."},
    )


class JoinForm(PlainForm):
    """Which open report this contact is joined to; the most similar ones first."""

    report = forms.ChoiceField(
        label="Open report", error_messages={"required": "Choose the report to join this contact to."}
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reports = Report.objects.undecided().exclude(feedings__contact=contact).for_list()
        self.fields["report"].choices = joinable(contact, reports.order_by("started_on", "reference"))  # type: ignore[attr-defined]


LIKENESS = ("Same kind, same force", "Same kind", "Same force", "Others")


def joinable(contact: Contact, reports: Iterable[Report]) -> Choices:
    """Choices of reports, grouped by likeness to the contact: same kind and force, kind, force, neither."""
    groups: dict[str, list[tuple[str, str]]] = {likeness: [] for likeness in LIKENESS}
    for report in reports:
        same_kind = report.category == contact.category
        same_force = contact.force_id in {force.pk for force in report.forces_as_told()}
        likeness = LIKENESS[(0 if same_force else 1) if same_kind else (2 if same_force else 3)]
        groups[likeness].append((report.reference, _report_label(report)))
    return [("", "Choose a report"), *((label, offered) for label, offered in groups.items() if offered)]


def _report_label(report: Report) -> str:
    forces = ", ".join(force.short_name for force in report.forces_as_told()) or "force not known"
    day = f"{report.started_on.day} {report.started_on:%b %Y}"
    kind = category_label(report.category) or "kind not set"
    return f"{report.reference}: {kind}, {forces}, started {day} by {report.started_by.name}"
