"""The page for a member who holds no key that opens what a view shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.seal.keys import WrongKey
from candour.staff.access import MemberRequest
from candour.staff.models import Role


def explain_wrong_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view decorator: WrongKey becomes a page with status 403 that says what to do."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WrongKey:
            door = "force" if request.user.role == Role.FORCE_MEMBER else "desk"
            return render(request, f"referral/shut_{door}.html", status=403)

    return guarded
