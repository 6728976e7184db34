"""The boxes that a decision may ask for, by their names in the form."""

from typing import Any

from django import forms

from candour.look.widgets import DayInput

from .rules import ACTIVITIES


class OpenChoice(forms.MultipleChoiceField):
    """Check boxes with proposed values. Any value is valid, since proposals change from page to page."""

    def valid_value(self, value: Any) -> bool:
        """True for every value."""
        return True


def text_area(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=20_000, widget=forms.Textarea
    )


def _line(label: str, hint: str = "", most: int = 160) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most)


def ticks(label: str, hint: str = "") -> OpenChoice:
    return OpenChoice(label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple)


def _hours(activity: str) -> forms.FloatField:
    return forms.FloatField(
        label=f"{activity[:1].upper()}{activity[1:]}",
        required=False,
        min_value=0,
        max_value=9_999,
        help_text="Hours.",
        error_messages={"invalid": "Write the hours as a number, such as 7.5."},
    )


def decision_fields() -> dict[str, forms.Field]:
    """Every field that any outcome may ask for."""
    return {
        "citations": ticks(
            "Published figures that answer it", "The letter takes the number from the release."
        ),
        "another": _line("Another published number", "Its address or name, such as 5.1-37.", 200),
        "answer": text_area(
            "The answer", "As the letter will say it. Published figures are added by themselves."
        ),
        "personal": forms.BooleanField(
            label="It tells something about a person who can be recognised", required=False
        ),
        "holder": _line("Who holds it", "Such as Kent Police."),
        "holder_address": _line("How to reach them", "An e-mail address where there is one.", 200),
        "url": _line("Where it is published", "A whole address, such as https://…", 300),
        "coming": forms.ChoiceField(label="The release that will have it", required=False),
        "out_on": forms.DateField(label="Or another day", required=False, widget=DayInput),
        "sections": ticks("Sections"),
        "why": text_area("Why", "For this information: what would happen, to whom, and how likely it is."),
        "public_interest": text_area(
            "How the public interest was weighed",
            "What speaks for disclosing it, what against, and what weighs more. For a qualified section.",
        ),
        **{f"hours_{index}": _hours(activity) for index, activity in enumerate(ACTIVITIES)},
    }
