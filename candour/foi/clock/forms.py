"""The shape of a holiday that the desk adds, and of taking one out."""

from django import forms

from candour.look.forms import PlainForm
from candour.look.widgets import DayInput

from .counting import NATIONS


class HolidayForm(PlainForm):
    """A proclaimed day."""

    day = forms.DateField(label="The day", widget=DayInput)
    name = forms.CharField(
        label="What it is called",
        max_length=120,
        error_messages={"required": "Write what the holiday is called."},
    )
    nations = forms.MultipleChoiceField(
        label="Where it is a holiday",
        help_text="One nation is enough: the Act leaves out holidays in any part of the United Kingdom.",
        choices=list(NATIONS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the parts of the United Kingdom that have it."},
    )
    source = forms.CharField(
        label="Where it was proclaimed",
        help_text="Such as the Gazette and its day, or the address of the page.",
        max_length=200,
        error_messages={"required": "Write where it was proclaimed."},
    )
    proclaimed_on = forms.DateField(
        label="When it was proclaimed",
        help_text="Leave it empty if you do not know.",
        required=False,
        widget=DayInput,
    )


class TakeOutForm(PlainForm):
    """Why a day is no holiday."""

    why = forms.CharField(
        label="Why is it no holiday?",
        help_text="Everybody whose last day moves reads this.",
        max_length=300,
        error_messages={"required": "Write why this day is no holiday."},
    )
