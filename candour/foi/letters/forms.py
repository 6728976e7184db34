"""The shape of what each letter needs besides what is decided."""

from django import forms

from candour.look.forms import PlainForm
from candour.look.widgets import DayInput

from .reviewing import REVIEW_FINDINGS


def _words(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=20_000, widget=forms.Textarea)


def _day(label: str, hint: str = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, help_text=hint, widget=DayInput, required=required)


class NothingForm(PlainForm):
    """A letter that is drawn from what is kept."""


class ClarificationForm(PlainForm):
    """What we need to know."""

    ask = _words(
        "What do we need to know?",
        "The letter repeats the questions. The clock stops until the answer comes.",
    )


class ClarifiedForm(PlainForm):
    """That the asker answered, by another way than their code or a mail that was matched."""

    on = _day("On which day did it reach us?", "The time starts again from nought on this day.")
    note = _words("What did they say?")


class ExtensionForm(PlainForm):
    """Until when, and why."""

    until = _day("New last day", "A working day, and not past the law's ceiling.")
    reason = _words("Why", "Which exemption, and what still has to be weighed. The asker is told.")


class SearchForm(PlainForm):
    """To which desk of the force, and by when."""

    to_address = forms.CharField(
        label="Where it goes", help_text="The force's address for such searches.", max_length=200
    )
    answer_by = _day("Answer by", "Early enough for our own answer.")
    note = forms.CharField(
        label="What they should know", required=False, max_length=4_000, widget=forms.Textarea
    )


class HandOnForm(PlainForm):
    """To whom, and whether the asker agreed that they learn the address."""

    to_name = forms.CharField(label="To whom", help_text="As it is named in the decision.", max_length=160)
    to_address = forms.CharField(
        label="Where it goes", help_text="An e-mail address where there is one.", max_length=200
    )
    with_address = forms.BooleanField(
        label="The asker agreed that their address goes too",
        required=False,
        help_text="Without this, the answer comes back through us.",
    )


class ReviewForm(PlainForm):
    """What the review found, and why."""

    found = forms.ChoiceField(
        label="What did you find?", choices=list(REVIEW_FINDINGS.items()), widget=forms.RadioSelect
    )
    reasons = _words("Why", "What you looked at, and what follows from it. New decisions are taken before.")
    nobody_else = forms.BooleanField(
        label="Nobody else is left: everybody here had a part in the answer",
        required=False,
        help_text="The letter then says so, in place of saying that others looked again.",
    )


class ReceivedReviewForm(PlainForm):
    """What somebody who wants a review thinks is wrong."""

    on = _day("On which day did it reach us?")
    note = _words("What do they think is wrong?")


class CorrectionForm(PlainForm):
    """What was wrong."""

    reasons = _words(
        "What was wrong, and why?", "Decide the question anew first. The letter says the old and the new."
    )


class CommissionerForm(PlainForm):
    """A complaint to the Commissioner, opened or decided."""

    note = _words(
        "What is written", "With the Commissioner's own reference, and no name of whoever complained."
    )
    until = _day("By which day", "The day that the Commissioner's letter or notice sets.", required=False)
