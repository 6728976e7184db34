"""What a member sees when a seal does not open for them: a page in words, and never a fault."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.seal.keys import WrongKey
from candour.staff.access import MemberRequest
from candour.staff.models import Role


def told_when_shut(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 in words, with what to do, where the member holds no key that opens what the page shows."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WrongKey:
            door = "force" if request.user.role == Role.FORCE_MEMBER else "desk"
            return render(request, f"referral/shut_{door}.html", status=403)

    return guarded
