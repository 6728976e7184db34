"""Who comes in to this room's pages, and how a rule's objection comes back onto a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from candour.staff.access import role_required

from .actions import DESK

# Lets assessors and supervisors in, and nobody else.
casework = role_required(*DESK)


def is_done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether `act` was done with what the form holds; whatever stands against it is on the form."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as objection:
        form.add_error(None, objection)
        return False
    return True
