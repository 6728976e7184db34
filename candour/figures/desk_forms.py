"""Forms of the figures desk: announce, compile, move or correct a release; answer a question."""

import datetime as dt
import unicodedata
from typing import Any

from django import forms

from candour.figures.quarters import Span, last_of_month
from candour.figures.releasing import naming
from candour.figures.releasing.numbers import ANNUAL, Asked
from candour.figures.releasing.plan import HEADS, in_words
from candour.look.forms import PlainForm
from candour.look.widgets import DayInput

from .adhoc import SPLITS
from .measures import measures

_LATER_YEARS = ("M40", "M41", "M42", "M43")


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=hint, widget=DayInput)


def printable(text: str) -> None:
    """ValidationError for invisible characters: they break files, or reverse the order of the letters."""
    if any(
        unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs") and character not in "\r\n\t"
        for character in text
    ):
        raise forms.ValidationError(
            "There are signs in it that cannot be seen. Type it afresh, without pasting."
        )


class AnnounceForm(PlainForm):
    """The quarter or year of a release, out of those `offered`, and its day."""

    period = forms.ChoiceField(label="Quarter or year")
    on = _day("Day of release", "A weekday, four weeks ahead or more. It goes public at 9.30 in the morning.")

    def __init__(self, *args: Any, offered: list[tuple[str, Span]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(_key(kind, span), _words(kind, span)) for kind, span in offered]
        self.offered = {_key(kind, span): (kind, span) for kind, span in offered}

    def chosen(self) -> tuple[str, Span]:
        """The kind of release and its days."""
        return self.offered[self.cleaned_data["period"]]

    def title(self) -> str:
        """What the release is called."""
        return _words(*self.chosen())


def _key(kind: str, span: Span) -> str:
    return f"{kind} {span.since} {span.until}"


def _words(kind: str, span: Span) -> str:
    return f"{'The year' if kind == ANNUAL else 'The quarter'} {in_words(span)}"


class CompileForm(PlainForm):
    """The as-at day of the counts, and a published note."""

    as_at = _day("As at", "What was written into the ledger by the end of this day is counted.")
    note = forms.CharField(
        label="Note",
        help_text="What a reader must know: what lies behind a jump, what is missing. It is published.",
        required=False,
        max_length=2_000,
        validators=[printable],
        widget=forms.Textarea,
    )


class MoveForm(PlainForm):
    """Another day of release, and why."""

    on = _day("New day of release")
    reason = forms.CharField(
        label="Why the day is moved", help_text="It is published.", max_length=200, validators=[printable]
    )


class AgainForm(PlainForm):
    """Another day for an answer whose day passed before it was released."""

    on = _day("Day on which it goes public", "At 9.30 in the morning, tomorrow or later.")


class CorrectForm(PlainForm):
    """What a new version of a published release changes."""

    changes = forms.CharField(
        label="What was wrong, and what this version changes",
        help_text="It is published.",
        max_length=2_000,
        validators=[printable],
        widget=forms.Textarea,
    )
    as_at = _day("As at", "What was written into the ledger by the end of this day is counted.")
    on = _day("Day on which it goes public", "At 9.30 in the morning.")


class MonthField(forms.CharField):
    """A month written as 2023-03: its first day."""

    def clean(self, value: Any) -> Any:
        """The first day of the month. ValidationError for what is no month."""
        typed = str(super().clean(value))
        try:
            return dt.date.fromisoformat(f"{typed.strip()}-01")
        except ValueError as no_month:
            raise forms.ValidationError("Write the month as 2023-03.") from no_month


class AskForm(PlainForm):
    """A question that the releases do not answer."""

    question = forms.CharField(
        label="The question, as it was asked",
        help_text="It is published. No names.",
        max_length=500,
        validators=[printable],
        widget=forms.Textarea,
    )
    measure = forms.ChoiceField(label="What is counted")
    by = forms.ChoiceField(label="By", required=False)
    code = forms.CharField(
        label="One code alone",
        help_text="Such as Welsh or Phone. Leave empty for all.",
        required=False,
        max_length=40,
    )
    split = forms.ChoiceField(label="Over time", choices=list(SPLITS.items()), required=False)
    since = MonthField(label="From the month", help_text="Such as 2023-03")
    until = MonthField(label="To the month", help_text="Such as 2023-05")
    on = _day("Day on which the answer goes public", "At 9.30 in the morning, tomorrow or later.")

    def __init__(self, *args: Any, first: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first
        self._offer(
            "measure",
            [
                (measure.code, f"{measure.code} {measure.name}")
                for measure in measures().values()
                if measure.code not in _LATER_YEARS
            ],
        )
        kinds = sorted({by for measure in measures().values() for by in measure.by if by in HEADS})
        self._offer("by", [("", "The nation as a whole"), *((by, HEADS[by]) for by in kinds)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_code(self) -> str:
        """The code, where its label was typed; else the text as typed, for the action to refuse."""
        typed = str(self.cleaned_data["code"]).strip()
        measure, by = measures().get(self.cleaned_data.get("measure", "")), self.cleaned_data.get("by", "")
        if measure is None or not by:
            return typed
        codes = {words.casefold(): code for code, words in naming.codes(measure, by)}
        return codes.get(typed.casefold(), typed)

    def query(self) -> Asked:
        """The question as counting needs it; the month of the line's first day begins on that day."""
        cleaned = self.cleaned_data
        since = cleaned["since"]
        if self.first and (since.year, since.month) == (self.first.year, self.first.month):
            since = self.first
        return Asked(
            question=cleaned["question"].strip(),
            measure=cleaned["measure"],
            since=since,
            until=last_of_month(cleaned["until"]),
            by=cleaned["by"],
            code=cleaned["code"],
            split=cleaned["split"],
        )


def codes_offered() -> list[tuple[str, list[str]]]:
    """The labels of the codes that can be asked for alone, by the heading of their kind; forces left out."""
    codes: dict[str, list[str]] = {}
    for measure in measures().values():
        for by in measure.by:
            if by not in ("force", "to_force", "days"):
                labels = codes.setdefault(HEADS[by], [])
                labels += [words for _, words in naming.codes(measure, by) if words not in labels]
    return list(codes.items())
