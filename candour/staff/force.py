"""The force door's page about the unit's own key and its holders."""

from django.http import HttpResponse
from django.shortcuts import render

from candour.forces.models import Force
from candour.teams.actions import unit_of

from .access import MemberRequest, role_required
from .key_holders import key_holding
from .models import Role


@role_required(Role.FORCE_MEMBER)
def unit_keys(request: MemberRequest) -> HttpResponse:
    """The fingerprint of the unit's key, to be read out, and the members who hold the key."""
    force: Force | None = request.user.force
    if force is None:
        raise ValueError("The database keeps no force member without a force.")
    return render(request, "staff/unit_keys.html", {"held": key_holding(unit_of(force)), "force": force})
