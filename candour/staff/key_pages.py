"""Handing a team's key on and taking it back: the same two pages at the desk and at a force's unit."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from candour.look.acting import act_with_message
from candour.teams.models import Team

from . import actions
from .access import MemberRequest, role_required
from .door import belongs_here
from .models import Member, Role
from .session import keyring

KEEPERS = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.FORCE_MEMBER)


def _own_team(request: MemberRequest, slug: str) -> Team:
    """The member's own team with this slug. Raises Http404 for another's team as for an unknown slug."""
    if slug not in request.user.teams() or not belongs_here(request, request.user.role):
        raise Http404
    return get_object_or_404(Team, pk=slug)


def _back(request: MemberRequest) -> HttpResponse:
    return redirect("unit_keys" if request.user.role == Role.FORCE_MEMBER else "team_keys")


@role_required(*KEEPERS)
@require_POST
def hand_on(request: MemberRequest, team: str, member: uuid.UUID) -> HttpResponse:
    """Give the team's key to one more of its members."""
    own = _own_team(request, team)
    to = get_object_or_404(Member, pk=member)
    done = f"{to.name} now holds the key of {own.name}."
    act_with_message(request, done, lambda: actions.share_key(own, to=to, keys=keyring(request)))
    return _back(request)


@role_required(*KEEPERS)
def take_back(request: MemberRequest, team: str, member: uuid.UUID) -> HttpResponse:
    """GET: say what taking the key back means. POST: take it back."""
    own = _own_team(request, team)
    holder = get_object_or_404(Member, pk=member, shares__team_key__team=own)
    if request.method != "POST":
        return render(request, "staff/take_back.html", {"team": own, "holder": holder})
    done = f"{own.name} has a new key, and {holder.name} holds none of its keys."
    act_with_message(request, done, lambda: actions.take_back_key(own, member=holder, keys=keyring(request)))
    return _back(request)
