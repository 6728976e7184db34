"""What administrators and supervisors see: members, keys, and the audit trail."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from candour.teams.actions import our_teams
from candour.teams.models import TeamKey

from . import actions
from .access import MemberRequest, role_required
from .cards import role_in_words
from .forms import InviteForm, ReadBackForm
from .holding import holding, pin_line, units
from .models import Invitation, Member, Role
from .second_factor import reset_second_factor
from .trail import trail

LINK = "new_invitation"


@role_required(Role.ADMINISTRATOR)
def members(request: MemberRequest) -> HttpResponse:
    """Everybody by role and force, the open invitations, and a way to invite one more."""
    form = InviteForm(request.POST or None)
    if form.is_valid() and _has_invited(request, form):
        return redirect("members")
    everybody = Member.objects.select_related("force").prefetch_related("authenticator_set")
    order = list(Role)
    people = sorted(everybody, key=lambda one: (order.index(Role(one.role)), role_in_words(one), one.name))
    context = {
        "people": people,
        "invited": Invitation.objects.filter(member__isnull=True).select_related("force").order_by("name"),
        "today": timezone.localdate(),
        "form": form,
        "link": request.session.pop(LINK, None),
    }
    return render(request, "staff/members.html", context)


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
def one_member(request: MemberRequest, member: uuid.UUID) -> HttpResponse:
    """One member: what they are here for, and what an administrator may do about them."""
    one = get_object_or_404(Member.objects.select_related("force"), pk=member)
    factors = list(one.authenticator_set.all())
    context = {"one": one, "factors": factors, "myself": one == request.user}
    return render(request, "staff/one_member.html", context)


@role_required(Role.ADMINISTRATOR)
@require_POST
def reset_factor(request: MemberRequest, member: uuid.UUID) -> HttpResponse:
    """Forget a member's second factor."""
    one = get_object_or_404(Member, pk=member)
    try:
        reset_second_factor(one, by=request.user)
    except ValidationError as objection:
        messages.warning(request, objection.messages[0])
    else:
        messages.success(request, f"{one.name} sets up a new second factor at the next sign-in.")
    return redirect("one_member", member=one.pk)


@role_required(Role.ADMINISTRATOR)
@require_POST
def close_account(request: MemberRequest, member: uuid.UUID) -> HttpResponse:
    """Close a member's account, and say what is left to do."""
    one = get_object_or_404(Member, pk=member)
    try:
        actions.leave(one, by=request.user)
    except ValidationError as objection:
        messages.warning(request, objection.messages[0])
    else:
        messages.success(request, f"The account of {one.name} is closed.{_left_to_do(one)}")
    return redirect("one_member", member=one.pk)


def _left_to_do(member: Member) -> str:
    if not member.shares.exists():
        return ""
    where = (
        "Their unit takes its key back." if member.force_id else "Take their keys back on the page “Keys”."
    )
    return f" They still have a share of a key. {where}"


@role_required(Role.ADMINISTRATOR)
@require_POST
def withdraw_invitation(request: MemberRequest, invitation: uuid.UUID) -> HttpResponse:
    """Make an invitation's link lead nowhere."""
    one = get_object_or_404(Invitation, pk=invitation)
    try:
        actions.withdraw(one, by=request.user)
    except ValidationError as objection:
        messages.warning(request, objection.messages[0])
    else:
        messages.success(request, f"The invitation of {one.name} leads nowhere now.")
    return redirect("members")


@role_required(Role.ADMINISTRATOR, Role.SUPERVISOR)
def team_keys(request: MemberRequest) -> HttpResponse:
    """Our teams' keys and their holders, and the units' keys with whether they are confirmed."""
    ours = [holding(team) for team in our_teams()]
    context = {
        "ours": ours,
        "units": units(),
        "pin_line": pin_line(ours) if any(one.waits for one in ours) else "",
    }
    return render(request, "staff/team_keys.html", context)


@role_required(Role.ADMINISTRATOR, Role.SUPERVISOR)
def confirm_key(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Confirm a unit's key by what the unit reads out; not shown, so that nobody copies it."""
    one = get_object_or_404(TeamKey.objects.select_related("team__force"), pk=key, team__force__isnull=False)
    form = ReadBackForm(request.POST or None)
    if form.is_valid():
        try:
            actions.confirm_unit_key(one, read_back=form.cleaned_data["read_back"], by=request.user)
        except ValidationError as objection:
            form.add_error("read_back", objection)
        else:
            messages.success(
                request, f"The key of {one.team.name} is confirmed. Referrals are sealed to it now."
            )
            return redirect("team_keys")
    return render(request, "staff/confirm_key.html", {"key": one, "form": form})


@role_required(Role.ADMINISTRATOR, Role.SUPERVISOR)
def audit_trail(request: MemberRequest) -> HttpResponse:
    """Who did what, newest first."""
    return render(request, "staff/audit_trail.html", {"trail": trail(request.GET)})
