"""Access by role.

It knows no keys, so the account wing's desks may import this file, and no other of the room.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from .models import Member
from .models import Role as Role

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


class MemberRequest(HttpRequest):
    """A request that `role_required` has let through: its user is a member."""

    user: Member


def require_role(member: Member, *roles: Role) -> None:
    """PermissionDenied unless the member has one of these roles and a live account."""
    if member.role not in roles or not member.is_active:
        raise PermissionDenied("Your role does not allow this. Ask your administrator.")


def role_required(*roles: Role) -> Callable[[Callable[..., Any]], Callable[..., HttpResponseBase]]:
    """A view decorator: the member must be signed in with a second factor and have one of these roles.

    Anybody else is redirected to sign in or to set up a second factor, or gets PermissionDenied.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            member = request.user
            if not isinstance(member, Member):
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if not is_mfa_enabled(member):
                return redirect("mfa_activate_totp")
            require_role(member, *roles)
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer

        return guarded

    return decorate
