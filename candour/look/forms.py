"""A form whose stock messages are replaced by the house's own words."""

from typing import Any, Final

from django import forms

# RFC 9110, 15.5.21. Browsers show the page as they do with 200.
FORM_REFUSED: Final = 422
"""The status of a page on which a form comes back with objections, at every door."""

REQUIRED = "Answer this question."
PICK = "Pick one of the answers in the list."
SHORTER = "Make this shorter: %(limit_value)d letters at most. It has %(show_value)d now."

# By field, from the narrowest: what to do, where Django's stock sentence would only say what is wrong.
WORDS: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.BooleanField, {"required": "Tick the box to go on."}),
    (
        forms.MultipleChoiceField,
        {"required": "Pick at least one.", "invalid_choice": PICK, "invalid_list": PICK},
    ),
    (forms.ChoiceField, {"required": "Pick one.", "invalid_choice": PICK}),
    (forms.DateField, {"required": "Write the day.", "invalid": "Write a day that is in the calendar."}),
    (
        forms.IntegerField,
        {
            "required": "Write a number.",
            "invalid": "Write a whole number, such as 3.",
            "min_value": "Write %(limit_value)s or more.",
            "max_value": "Write %(limit_value)s or less.",
        },
    ),
    (
        forms.EmailField,
        {"required": "Write an e-mail address.", "invalid": "Write a whole e-mail address, such as a@b.org."},
    ),
    (forms.Field, {"required": REQUIRED, "max_length": SHORTER}),
)


class PlainForm(forms.Form):
    """A plain form whose stock messages are the house's. A field's own `error_messages` always win."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_plainly(field)


def form_status(form: forms.BaseForm | None) -> int:
    """The status of a page that shows this form: FORM_REFUSED if it has errors; 200 if not, or for None."""
    return FORM_REFUSED if form is not None and form.errors else 200


def speak_plainly(field: forms.Field) -> None:
    """Replace a field's stock messages by the house's, and leave those that were written for it."""
    words = next(words for kind, words in WORDS if isinstance(field, kind))
    stock = stock_messages(type(field))
    for code, sentence in words.items():
        if field.error_messages.get(code) == stock.get(code):
            field.error_messages[code] = sentence


def stock_messages(kind: type[forms.Field]) -> dict[str, Any]:
    """What Django says for this kind of field, gathered as Django gathers it: the narrower wins."""
    gathered: dict[str, Any] = {}
    for ancestor in reversed(kind.__mro__):
        gathered |= getattr(ancestor, "default_error_messages", {})
    return gathered
