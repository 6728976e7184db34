"""Calling an action from a view: its ValidationError comes back onto the form, or as a message."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def act_on_form(
    form: forms.BaseForm, act: Callable[[dict[str, Any]], object], *, field: str | None = None
) -> bool:
    """Validate the form and call `act` with its cleaned data. True if it was done.

    A ValidationError from `act` goes onto `field`, or onto the whole form; the form then has errors.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as objection:
        form.add_error(field, objection)
        return False
    return True


def act_with_message(request: HttpRequest, done: str, act: Callable[[], object]) -> None:
    """Call `act`, then show the message `done`, or a warning for each objection of its ValidationError."""
    try:
        act()
    except ValidationError as objection:
        for words in objection.messages:
            messages.warning(request, words)
    else:
        messages.success(request, done)
