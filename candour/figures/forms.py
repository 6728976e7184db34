"""The form behind /figures.csv: the first and the last day."""

import datetime as dt
from typing import Any

from django import forms

from candour.look.forms import PlainForm

# The parameters of the address: `from` is a reserved word in Python.
_IN_THE_ADDRESS = {"since": "from", "until": "to"}
IN_THE_ADDRESS = frozenset(_IN_THE_ADDRESS.values())


def _day(label: str, words: str, missing: str) -> forms.DateField:
    box = forms.DateField(label=label, input_formats=["%Y-%m-%d"], widget=forms.DateInput)
    box.error_messages |= {"invalid": words, "required": missing}
    return box


class PeriodForm(PlainForm):
    """The first and the last day that numbers are asked for, both counted."""

    since = _day(
        "First day",
        "We cannot read the first day (from). Write it as 2022-11-29.",
        "Say the first day too, as from=2022-11-29.",
    )
    until = _day(
        "Last day",
        "We cannot read the last day (to). Write it as 2023-11-29.",
        "Say the last day too, as to=2023-11-29.",
    )

    def add_prefix(self, field_name: str) -> str:
        """The name of the box on the page and in the address."""
        return _IN_THE_ADDRESS.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """ValidationError where the period ends before it begins."""
        cleaned: dict[str, Any] = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            raise forms.ValidationError("The first day comes after the last. Put the earlier day first.")
        return cleaned

    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day. Only after `is_valid`."""
        return self.cleaned_data["since"], self.cleaned_data["until"]

    def sentences(self) -> list[str]:
        """What is to be corrected, in sentences for the visitor."""
        return [str(words) for messages in self.errors.values() for words in messages]
