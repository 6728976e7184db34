"""Pages of both work doors: signing in, second factors, joining by invitation, changing the passphrase."""

import uuid
from collections.abc import Callable

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.views import login as allauth_sign_in
from allauth.mfa.base.views import authenticate as allauth_second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import activate_totp as allauth_activate
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import add_webauthn as allauth_add_passkey
from allauth.mfa.webauthn.views import remove_webauthn as allauth_remove_passkey
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from candour.audit.actions import note
from candour.ledger.actions import is_rehearsal
from candour.look.forms import form_status
from candour.seal.keys import WrongKey

from . import actions
from .access import MemberRequest, role_required
from .cards import code_changes_at, sign_in_cards
from .door import belongs_here, is_force_door
from .forms import InvitationForm, PassphraseForm
from .models import Member, RehearsalCard, Role
from .session import hold, keyring

FIRST_SECTION = {
    Role.CALL_HANDLER: "take_call",
    Role.ASSESSOR: "worklist",
    Role.SUPERVISOR: "approvals",
    Role.FIGURES_OFFICER: "releases",
    Role.INFORMATION_OFFICER: "foi_requests",
    Role.ADMINISTRATOR: "members",
    Role.FORCE_MEMBER: "inbox",
}


@role_required(*Role)
def home_of_door(request: MemberRequest) -> HttpResponse:
    """Redirect to the first page of the member's role, or to the door that the role belongs to."""
    role = Role(request.user.role)
    if not belongs_here(request, role):
        return redirect("/force" if role == Role.FORCE_MEMBER else "/desk")
    return redirect(FIRST_SECTION[role])


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for name and passphrase; in a rehearsal with the cards beside them."""
    answer: HttpResponseBase = allauth_sign_in(request)
    if isinstance(answer, TemplateResponse) and is_rehearsal():
        shown = {
            "cards": sign_in_cards(force_door=is_force_door(request)),
            "code_changes_at": code_changes_at(),
        }
        answer.context_data = {**(answer.context_data or {}), **shown}
    return answer


def second_factor(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code or the passkey, whichever the member has set up."""
    answer: HttpResponseBase = allauth_second_factor(request)
    if isinstance(answer, TemplateResponse) and answer.context_data is not None:
        member = answer.context_data["form"].user
        kinds = set(Authenticator.objects.filter(user_id=member.pk).values_list("type", flat=True))
        has = {
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        }
        answer.context_data = {**answer.context_data, **has}
    return answer


@require_POST
def look_round(request: HttpRequest) -> HttpResponse:
    """In a rehearsal only: sign in as one of its people with a single press. 404 anywhere else."""
    if not is_rehearsal():
        raise Http404
    card = get_object_or_404(RehearsalCard, pk=_card_asked_for(request), member__is_active=True)
    if not belongs_here(request, card.member.role) or not card.member.check_password(card.passphrase):
        raise Http404
    login(request, card.member, backend=settings.AUTHENTICATION_BACKENDS[0])
    if card.member.opened is not None:
        hold(request, card.member, card.member.opened)
    record_authentication(request, card.member, "password", username=card.member.username)
    record_authentication(request, card.member, "mfa", type="rehearsal")
    note("looked round", member=card.member.pk, kind="member", row=card.member.pk)
    return redirect("home_of_door")


def _card_asked_for(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("card", ""))
    except ValueError as not_a_card:
        raise Http404 from not_a_card


def _passphrase_first(request: HttpRequest) -> HttpResponse | None:
    """A redirect to the page that asks for the passphrase; None if it was asked for a short while ago.

    Checked before allauth does: it would store the whole request with its cookies in the session.
    """
    if not isinstance(request.user, Member):
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if not is_reauthentication_required(request, app="allauth.mfa"):
        return None
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")


def your_sign_in(request: HttpRequest) -> HttpResponse:
    """The member's second factors, and a link to change the passphrase."""
    if not isinstance(request.user, Member):
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    factors = Authenticator.objects.filter(user_id=request.user.pk)
    passkeys = [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN]
    app = any(factor.type == Authenticator.Type.TOTP for factor in factors)
    context = {"app": app, "passkeys": passkeys, "may_remove": app or len(passkeys) > 1, "any": bool(factors)}
    return render(request, "staff/your_sign_in.html", context)


def _others_out(request: HttpRequest, *, had_one: bool) -> None:
    """End the member's other sessions when their first second factor is set up: opened without it."""
    member = request.user
    if had_one or not isinstance(member, Member) or not is_mfa_enabled(member):
        return
    member.set_password(None)
    member.save(update_fields=["password"])
    update_session_auth_hash(request, member)


def activate_totp(request: HttpRequest) -> HttpResponseBase:
    """Set up an authenticator app; a member has one at most."""
    first = _passphrase_first(request)
    if first is not None:
        return first
    if Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists():
        return redirect("mfa_index")
    return _set_up(request, allauth_activate)


def add_passkey(request: HttpRequest) -> HttpResponseBase:
    """Set up a passkey as second factor."""
    return _passphrase_first(request) or _set_up(request, allauth_add_passkey)


def _set_up(request: HttpRequest, by_allauth: Callable[[HttpRequest], HttpResponseBase]) -> HttpResponseBase:
    had_one = Authenticator.objects.filter(user_id=request.user.pk).exists()
    answer = by_allauth(request)
    _others_out(request, had_one=had_one)
    return answer


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remove a passkey, as long as another second factor stays."""
    first = _passphrase_first(request)
    if first is not None:
        return first
    if Authenticator.objects.filter(user_id=request.user.pk).count() < 2:
        messages.warning(request, "This is your only second factor. Set up another one first.")
        return redirect("mfa_index")
    answer: HttpResponseBase = allauth_remove_passkey(request, pk=pk)
    return answer


def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """An invited person chooses a sign-in name and a passphrase."""
    try:
        invited = actions.open_invitation(secret)
    except ValidationError as used:
        return render(request, "staff/invitation_gone.html", {"why": used.messages[0]}, status=404)
    if not belongs_here(request, invited.role):
        raise Http404
    form = InvitationForm(request.POST or None)
    if form.is_valid() and _has_joined(form, secret):
        messages.success(request, "You have joined. Sign in with the name and passphrase you chose.")
        return redirect("account_login")
    page = {"form": form, "invited": invited}
    return render(request, "staff/invitation.html", page, status=form_status(form))


def _has_joined(form: InvitationForm, secret: str) -> bool:
    chosen = form.cleaned_data
    try:
        actions.accept_invitation(secret, username=chosen["username"], passphrase=chosen["passphrase"])
    except ValidationError as objection:
        form.add_error(None, objection)
    return form.is_valid()


@role_required(*Role)
def passphrase(request: MemberRequest) -> HttpResponse:
    """Change the passphrase: the member's key is encrypted under it, and other sessions end."""
    form = PassphraseForm(request.POST or None)
    if form.is_valid() and _has_changed(request, form):
        messages.success(
            request, "Your passphrase is changed. Wherever else you were signed in, you are out."
        )
        return redirect("mfa_index")
    return render(request, "staff/passphrase.html", {"form": form}, status=form_status(form))


def _has_changed(request: MemberRequest, form: PassphraseForm) -> bool:
    keys = keyring(request)
    try:
        actions.change_passphrase(keys, old=form.cleaned_data["old"], new=form.cleaned_data["passphrase"])
    except WrongKey:
        form.add_error("old", "That is not your passphrase now. Check it and type it again.")
    except ValidationError as objection:
        form.add_error("passphrase", objection)
    else:
        update_session_auth_hash(request, keys.member)
    return form.is_valid()
