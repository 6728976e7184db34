"""The desk's pages about members, keys and the audit trail, for administrators and supervisors."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from candour.look.acting import act_on_form, act_with_message
from candour.look.forms import form_status
from candour.store.clock import current_day
from candour.teams.actions import our_teams
from candour.teams.models import TeamKey

from . import actions
from .access import MemberRequest, role_required
from .audit_trail import trail
from .cards import role_in_words
from .forms import InviteForm, ReadBackForm
from .key_holders import key_holding, pin_line, unit_holdings
from .models import Invitation, Member, Role
from .second_factor import reset_second_factor

LINK = "new_invitation"


@role_required(Role.ADMINISTRATOR)
def members(request: MemberRequest) -> HttpResponse:
    """Every member by role and force, the open invitations, and the form to invite another member."""
    form = InviteForm(request.POST or None)
    if form.is_valid() and _has_invited(request, form):
        return redirect("members")
    everybody = Member.objects.select_related("force").prefetch_related("authenticator_set")
    order = list(Role)
    people = sorted(
        everybody, key=lambda member: (order.index(Role(member.role)), role_in_words(member), member.name)
    )
    context = {
        "people": people,
        "invited": Invitation.objects.filter(member__isnull=True).select_related("force").order_by("name"),
        "today": current_day(),
        "form": form,
        "link": request.session.pop(LINK, None),
    }
    return render(request, "staff/members.html", context, status=form_status(form))


def _has_invited(request: MemberRequest, form: InviteForm) -> bool:
    try:
        invitation, secret = actions.invite(by=request.user, **form.cleaned_data)
    except ValidationError as objection:
        form.add_error("force", objection)
        return False
    # Kept in the (encrypted) session until the next page has shown it, and nowhere else.
    request.session[LINK] = {"name": invitation.name, "url": _link(request, invitation, secret)}
    return True


def _link(request: MemberRequest, invitation: Invitation, secret: str) -> str:
    door = "force" if invitation.force else "desk"
    path = reverse("invitation", args=[secret], urlconf=f"candour.doors.{door}")
    if invitation.force and settings.FORCE_ORIGIN:
        return f"{settings.FORCE_ORIGIN}{path}"
    return request.build_absolute_uri(path)


@role_required(Role.ADMINISTRATOR)
def one_member(request: MemberRequest, member_id: uuid.UUID) -> HttpResponse:
    """One member: what they are here for, and what an administrator may do about them."""
    member = get_object_or_404(Member.objects.select_related("force"), pk=member_id)
    factors = list(member.authenticator_set.all())
    context = {"one": member, "factors": factors, "myself": member == request.user}
    return render(request, "staff/one_member.html", context)


@role_required(Role.ADMINISTRATOR)
@require_POST
def reset_factor(request: MemberRequest, member_id: uuid.UUID) -> HttpResponse:
    """Forget a member's second factor."""
    member = get_object_or_404(Member, pk=member_id)
    done = f"{member.name} sets up a new second factor at the next sign-in."
    act_with_message(request, done, lambda: reset_second_factor(member, by=request.user))
    return redirect("one_member", member.pk)


@role_required(Role.ADMINISTRATOR)
@require_POST
def close_account(request: MemberRequest, member_id: uuid.UUID) -> HttpResponse:
    """Close a member's account, and say what is left to do."""
    member = get_object_or_404(Member, pk=member_id)
    done = f"The account of {member.name} is closed.{_left_to_do(member)}"
    act_with_message(request, done, lambda: actions.close_account(member, by=request.user))
    return redirect("one_member", member.pk)


def _left_to_do(member: Member) -> str:
    if not member.shares.exists():
        return ""
    where = (
        "Their unit takes its key back." if member.force_id else "Take their keys back on the page “Keys”."
    )
    return f" They still have a share of a key. {where}"


@role_required(Role.ADMINISTRATOR)
@require_POST
def withdraw_invitation(request: MemberRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Withdraw an invitation: its link no longer works."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    done = f"The invitation of {invitation.name} leads nowhere now."
    act_with_message(request, done, lambda: actions.withdraw_invitation(invitation, by=request.user))
    return redirect("members")


@role_required(Role.ADMINISTRATOR, Role.SUPERVISOR)
def team_keys(request: MemberRequest) -> HttpResponse:
    """Our teams' keys and their holders, and the units' keys with whether they are confirmed."""
    ours = [key_holding(team) for team in our_teams()]
    context = {
        "ours": ours,
        "units": unit_holdings(),
        "pin_line": pin_line(ours) if any(team_holding.waits for team_holding in ours) else "",
    }
    return render(request, "staff/team_keys.html", context)


@role_required(Role.ADMINISTRATOR, Role.SUPERVISOR)
def confirm_unit_key(request: MemberRequest, key_id: uuid.UUID) -> HttpResponse:
    """Confirm a unit's key by the fingerprint that the unit reads out.

    The page does not show the fingerprint, or it could be copied instead of heard.
    """
    key = get_object_or_404(
        TeamKey.objects.select_related("team__force"), pk=key_id, team__force__isnull=False
    )
    form = ReadBackForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> None:
        actions.confirm_unit_key(key, **cleaned, by=request.user)

    if act_on_form(form, act, field="read_back"):
        messages.success(request, f"The key of {key.team.name} is confirmed. Referrals are sealed to it now.")
        return redirect("team_keys")
    return render(request, "staff/confirm_key.html", {"key": key, "form": form}, status=form_status(form))


@role_required(Role.ADMINISTRATOR, Role.SUPERVISOR)
def audit_trail(request: MemberRequest) -> HttpResponse:
    """Who did what, newest first."""
    return render(request, "staff/audit_trail.html", {"trail": trail(request.GET)})
