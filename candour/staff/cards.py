"""In a rehearsal, the cards on the sign-in page: each member's passphrase, and their one-time code."""

import datetime as dt
import time
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.utils import timezone

from .models import Member, RehearsalCard, Role

STEP = 30  # seconds that a code is shown for (RFC 6238, 5.2)


class SignInCard(NamedTuple):
    """One member's card on the sign-in page."""

    member: Member
    role: str
    passphrase: str
    code: str

    @property
    def first_name(self) -> str:
        """The member's first name, for the button."""
        return self.member.name.split()[0]


def code_now(member: Member) -> str:
    """The one-time code that the member's authenticator app shows now; empty without an app."""
    app = Authenticator.objects.filter(user_id=member.pk, type=Authenticator.Type.TOTP).first()
    if app is None:
        return ""
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), int(time.time()) // STEP))


def code_changes_at() -> dt.datetime:
    """When the present one-time codes change, in local time."""
    return timezone.localtime(dt.datetime.fromtimestamp((int(time.time()) // STEP + 1) * STEP, tz=dt.UTC))


def role_in_words(member: Member) -> str:
    """ "assessor", or "Kent unit" for a force's member."""
    if member.force is not None:
        return f"{member.force.short_name} unit"
    return str(member.get_role_display()).lower()


def sign_in_cards(*, force_door: bool) -> list[SignInCard]:
    """The cards of the members who sign in at this door, in the order of their roles."""
    dealt = RehearsalCard.objects.filter(member__is_active=True).select_related("member__force")
    here = [card for card in dealt if (card.member.role == Role.FORCE_MEMBER) == force_door]
    order = list(Role)
    here.sort(key=lambda card: (order.index(Role(card.member.role)), card.member.name))
    return [
        SignInCard(card.member, role_in_words(card.member), card.passphrase, code_now(card.member))
        for card in here
    ]
