"""The shape of a reader's note, and of what the desk decides of it."""

from typing import Any

from django import forms

from candour.figures.measures import measures
from candour.look.forms import PlainForm
from candour.look.widgets import DayInput

from .annotating import LONGEST, Note

HTTPS = "Give a link that begins with https://, so that readers can follow it safely."


class AnnotationForm(PlainForm):
    """A note for a page of the log."""

    text = forms.CharField(
        label="Your note",
        help_text="What should a reader of this page know? Do not write about a person who is not public.",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": "Write the note."},
    )
    source_name = forms.CharField(
        label="Where it is from", help_text="Such as the name of a newspaper.", max_length=120, required=False
    )
    source_url = forms.URLField(
        label="Link to it",
        help_text="It begins with https://",
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": HTTPS},
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    source_date = forms.DateField(label="Its day", required=False, widget=DayInput)
    name = forms.CharField(
        label="Your name, as it is shown with the note",
        max_length=120,
        error_messages={"required": "Write the name to show. It need not be your own."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="It is not shown. We send a link to it, so that nobody writes in your name.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_source_url(self) -> str:
        """The link, if it is one that can be followed safely."""
        link = str(self.cleaned_data["source_url"])
        if link and not link.startswith("https://"):
            raise forms.ValidationError(HTTPS)
        return link

    def note(self) -> Note:
        """What was written, once the form is valid."""
        return Note(**self.cleaned_data)


class KeepForm(PlainForm):
    """Keeping a note, and the measure that its press figure misreports."""

    measure = forms.ChoiceField(
        label="It gives a press figure that misreports", required=False, choices=[("", "no measure of ours")]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{code}: {measure.name}") for code, measure in measures().items()]
        field = self.fields["measure"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "no measure of ours"), *choices]
