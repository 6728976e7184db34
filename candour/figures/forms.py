"""The shape of what a visitor asks: the first and the last day."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from candour.look.forms import PlainForm
from candour.look.templatetags.candour import day

# The words of the address, where `from` stands for what no name in Python may be called.
_IN_THE_ADDRESS = {"since": "from", "until": "to"}


def _day(label: str, words: str) -> forms.DateField:
    box = forms.DateField(label=label, input_formats=["%Y-%m-%d"], required=False, widget=forms.DateInput)
    box.error_messages["invalid"] = words
    return box


class PeriodForm(PlainForm):
    """The period of the figures. `reached` is the ledger's first and last day; None while it is empty."""

    since = _day("First day", "We cannot read the first day (from). Write it as 2022-11-29.")
    until = _day("Last day", "We cannot read the last day (to). Write it as 2023-11-29.")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, reached: tuple[dt.date, dt.date] | None = None
    ) -> None:
        super().__init__(data)
        self.reached = reached

    def add_prefix(self, field_name: str) -> str:
        """The name of the box on the page and in the address."""
        return _IN_THE_ADDRESS.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """ValidationError where the period ends before it begins, or the ledger has none of its days."""
        asked: dict[str, Any] = self.cleaned_data
        since, until = asked.get("since"), asked.get("until")
        if since and until and since > until:
            raise forms.ValidationError("The first day comes after the last. Put the earlier day first.")
        if self.reached and ((since and since > self.reached[1]) or (until and until < self.reached[0])):
            first, last = (day(end) for end in self.reached)
            raise forms.ValidationError(
                f"The ledger has no day of that time. Choose days from {first} to {last}."
            )
        return asked

    def ends(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day asked for; None for one left out, for both if they make no period."""
        return (self.cleaned_data["since"], self.cleaned_data["until"]) if self.is_valid() else (None, None)

    def sentences(self) -> list[str]:
        """What is to be put right, in words."""
        return [str(words) for messages in self.errors.values() for words in messages]
