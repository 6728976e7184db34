"""What the tests of this room share: a form with one question of each kind, and a way to draw a tag."""

from typing import Any

from django import forms
from django.template import engines

from candour.look.forms import PlainForm
from candour.look.widgets import DayInput


class Questions(PlainForm):
    about = forms.ChoiceField(
        label="What is it about?",
        choices=[("money", "Money"), ("force", "Force & fear"), ("unknown", "I do not know")],
        widget=forms.RadioSelect,
        help_text="Pick the one that fits best.",
    )
    account = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=4000)
    day = forms.DateField(label="When was it?", widget=DayInput)
    force = forms.ChoiceField(
        label="Which force?", choices=[("", "Choose"), ("England", [("kent", "Kent")])], required=False
    )
    places = forms.MultipleChoiceField(
        label="Where?",
        choices=[("person", "In person"), ("online", "Online")],
        widget=forms.CheckboxSelectMultiple,
    )
    seen_by = forms.IntegerField(label="How many people saw it?", required=False)
    passphrase = forms.CharField(label="Passphrase", widget=forms.PasswordInput, required=False)
    has_words = forms.BooleanField(label="I have the words", help_text="We keep no copy.")
    received = forms.DateField(label="Received on", widget=forms.DateInput, required=False)
    minted = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(source: str, **context: Any) -> str:
    """A snippet of a template, rendered as a page would render it."""
    return engines["django"].from_string("{% load candour %}" + source).render(context)
