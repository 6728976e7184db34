"""What is noted on a request's own page: another request that it belongs to, or that it was taken back."""

from django import forms

from candour.look.forms import PlainForm

CONNECTIONS = {
    "duplicate": "Asks the same as",
    "follow_up": "Follows up",
    "updates": "Wants newer figures than",
    "replaces": "Replaces",
}


class ConnectForm(PlainForm):
    """How this request stands to another."""

    kind = forms.ChoiceField(label="This request", choices=list(CONNECTIONS.items()))
    other = forms.CharField(
        label="the request",
        max_length=24,
        help_text="Its reference, such as 01/FOI/26/000123.",
        error_messages={"required": "Write the other request’s reference."},
    )


class TakenBackForm(PlainForm):
    """Why the asker took it back, as they said it."""

    note = forms.CharField(
        label="How did they say so?",
        max_length=300,
        help_text="For example: by telephone, on 3 March.",
        error_messages={"required": "Write how they said so."},
    )
