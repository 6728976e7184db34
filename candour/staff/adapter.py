"""Our settings of django-allauth: no sign-up, passphrases that open a key, and encrypted second factors."""

import base64
import hashlib
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from candour.audit.actions import note
from candour.seal.keys import Context, PrivateKey, lock_with_passphrase

NOT_KNOWN = (
    "We do not know this name with this passphrase. Check both, and that this is the right door. "
    "Capital letters count in the passphrase."
)
TOO_MANY = "That is five wrong tries. Wait five minutes, then try again."
WRONG_CODE = "That code does not fit. Type the six digits that your app shows now; each is good once."
DONE = {
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
}


def second_factor_box() -> Fernet:
    """The cipher for second factors and sessions in the database. The public door is not given its key."""
    key = hashlib.sha256(b"candour second factor\x00" + settings.SECOND_FACTOR_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class ByKey(AuthenticationBackend):
    """A passphrase is right when it opens the member's key."""

    def _mitigate_timing_attack(self, password: str) -> None:
        """Run one Argon2id for an unknown name, so that it takes as long as a known one."""
        lock_with_passphrase(PrivateKey.generate(), password, Context("member key", uuid.uuid4()))


class ClosedDoor(DefaultAccountAdapter):
    """No sign-up, since members are invited; the passphrase is asked again before a second factor changes."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_KNOWN,
        "incorrect_password": "That is not your passphrase. Check it and type it again.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong tries by the name alone: allauth adds the Host header, which visitors can choose."""
        return str(credentials.get("username", "")).strip().casefold()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The home page of the door that the member came in by."""
        return reverse("home_of_door")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Show our own message for what was done, or none: allauth's messages are not shown."""
        if message_template in DONE:
            messages.success(request, DONE[message_template])

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Write into the audit trail that this member came in."""
        note("signed in", member=user.pk, kind="member", row=user.pk)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The passphrase, and nothing else."""
        return [
            {"id": "reauthenticate", "description": "Passphrase", "url": reverse("account_reauthenticate")}
        ]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for a first second factor: the member has typed the passphrase a moment ago."""
        return Authenticator.objects.filter(user_id=self.request.user.pk).exists()


class SealedSecondFactor(DefaultMFAAdapter):
    """TOTP secrets are kept under a key of their own, which the public door is not given."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """The text, encrypted for the database."""
        return second_factor_box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text that `encrypt` encrypted."""
        return second_factor_box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """The name of a passkey until its owner changes it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that a browser shows when it asks for a passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.LINE_NAME}
