"""Who comes in to this room's pages, and what they read when a rule objects or a seal stays shut."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from candour.seal.keys import WrongKey
from candour.staff.access import role_required

from .actions import DESK


def casework(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let assessors and supervisors in. A seal that stays shut is told in words, with status 403."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WrongKey:
            return render(request, "assessment/shut.html", status=403)

    return role_required(*DESK)(answer)


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
