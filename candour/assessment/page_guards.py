"""The view decorators of this room."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from candour.seal.keys import WrongKey
from candour.staff.access import MemberRequest, role_required
from candour.staff.session import keyring
from candour.teams.actions import assessors
from candour.teams.models import NoKeyYet

from .actions import DESK

# A view decorator: assessors and supervisors only.
casework = role_required(*DESK)
KEY_MISSING = (
    "You do not hold the assessors’ key yet, so you could not open what you take up. "
    "A colleague must hand you the key first: ask an administrator or a supervisor."
)


def holds_key(request: MemberRequest) -> bool:
    """Whether this member's keyring holds the key that new accounts are sealed to."""
    try:
        keyring(request).team_key(assessors().key_id)
    except (WrongKey, NoKeyYet):
        return False
    return True


def with_the_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send a member who does not hold the assessors' key back to the worklist, which says what to do."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not holds_key(request):
            messages.warning(request, "Nothing was taken up.")
            return redirect("worklist")
        return view(request, *args, **kwargs)

    return guarded
