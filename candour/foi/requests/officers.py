"""Who may open the pages of this desk: information officers and supervisors."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase

from candour.staff.access import MemberRequest, Role, role_required
from candour.store.narrowed import narrowed

__all__ = ["MemberRequest", "officers_only"]


def officers_only(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """A page for information officers and supervisors, which reads nothing but this desk's own tables."""
    return role_required(Role.INFORMATION_OFFICER, Role.SUPERVISOR)(narrowed(view))
