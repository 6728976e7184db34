"""What a force's unit sees of its own people and its own key."""

from django.http import HttpResponse
from django.shortcuts import render

from candour.forces.models import Force
from candour.teams.actions import unit_of

from .access import MemberRequest, role_required
from .holding import holding
from .models import Role


@role_required(Role.FORCE_MEMBER)
def unit_keys(request: MemberRequest) -> HttpResponse:
    """The unit's fingerprint to read out, and who of the unit holds its key."""
    force: Force | None = request.user.force
    if force is None:
        raise ValueError("The database keeps no force member without a force.")
    return render(request, "staff/unit_keys.html", {"held": holding(unit_of(force)), "force": force})
