"""What a rule objects to comes back onto the form, each objection at its own box."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from .objection import Objection


class ObjectedTo(ValidationError):
    """What a rule refuses, with the box of each objection. It can be shown like any ValidationError."""

    def __init__(self, objections: Sequence[Objection]) -> None:
        super().__init__([objection.words for objection in objections])
        self.objections = tuple(objections)


def add_objections(form: forms.Form, refused: ValidationError) -> None:
    """Put each objection at its box; where the form has no such box, or it names none, above the form."""
    if not isinstance(refused, ObjectedTo):
        form.add_error(None, refused)
        return
    for field, words in refused.objections:
        form.add_error(field if field in form.fields else None, words)
