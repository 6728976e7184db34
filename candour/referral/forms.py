"""Forms of the desk and the forces about a referral. The rules are checked by the actions."""

from typing import Any

from django import forms

from candour.assessment.models import Report
from candour.codes.channels import channel_label
from candour.forces.models import Force
from candour.intake.models import Contact
from candour.look.forms import PlainForm
from candour.look.templatetags.candour import day

# A sealed text may be far longer; what goes between desk and force has no need to.
LONGEST = 20_000


def _text(label: str, hint: str = "", *, needed: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": needed},
    )


class SetAsideForm(PlainForm):
    """Why a decision goes back to the assessor."""

    words = _text(
        "What has to change",
        "The assessor reads this. The reporter and the force do not.",
        needed="Write what has to change, so that the assessor knows.",
    )


class SendBackForm(PlainForm):
    """Why a force says that a referral is not its own."""

    words = _text(
        "Why it is not yours",
        "Say what you looked at. The line reads this, and nobody else.",
        needed="Write why it is not yours, so that the line can find the right force.",
    )


class OtherForceForm(PlainForm):
    """Another force for a referral, and why."""

    to_force = forms.ModelChoiceField(
        label="Which force is it for?",
        queryset=Force.objects.none(),
        empty_label="Choose a force",
        error_messages={"required": "Choose a force.", "invalid_choice": "Choose a force from the list."},
    )
    words = _text("Why it belongs there", needed="Write why it belongs to that force.")

    def __init__(self, *args: Any, leaving: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_force"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Force.objects.offered().exclude(pk=leaving)


class ForceQuestionForm(PlainForm):
    """A force's question for the reporter."""

    text = _text(
        "Your question",
        "Ask one thing. Do not ask who they are, or what only one person could know.",
        needed="Write the question first.",
    )


class ReporterField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of a report's contacts, labelled by channel and day."""

    def label_from_instance(self, obj: Contact) -> str:
        """The contact's channel and day; nothing of what was said."""
        return f"{channel_label(obj.channel)}, {day(obj.day)}"


class ReleaseForm(PlainForm):
    """The question in our words, and which reporter it goes to."""

    contact = ReporterField(
        label="Who is asked",
        queryset=Contact.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a reporter of this report.",
            "invalid_choice": "Choose from the list.",
        },
    )
    text = _text(
        "The question as the reporter will read it",
        "Name no force and no officer. Say that nobody has to answer.",
        needed="Write the question as the reporter will read it.",
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = report.mailboxes().order_by("day", "pk")


class AnswerForm(PlainForm):
    """The reporter's answer, sanitised."""

    text = _text(
        "The answer as the force will read it",
        "Write it so that it cannot show who the reporter is: the same checklist as for the report.",
        needed="Write the answer first.",
    )
