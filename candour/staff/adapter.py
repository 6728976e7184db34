"""What we change in allauth: nobody signs up, and the second factor's secret is encrypted at rest."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from .models import Member, Role


class ClosedDoor(DefaultAccountAdapter):
    """Members come by invitation only; sign-in leads to the door that the role belongs to."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The home page of the door that the member came in by."""
        return reverse("home_of_door")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: allauth's own wording is not ours."""

    def pre_login(self, request: HttpRequest, user: Member, **kwargs: Any) -> Any:
        """A force's members come in by the force door, the hotline's people by the desk's."""
        urlconf = getattr(request, "urlconf", settings.ROOT_URLCONF)
        by_force_door = urlconf == "candour.doors.force"
        if (user.role == Role.FORCE_MEMBER) != by_force_door:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)


class SealedSecondFactor(DefaultMFAAdapter):
    """TOTP secrets are kept under a key of their own, which the public door is not given."""

    def _box(self) -> Fernet:
        key = hashlib.sha256(b"candour second factor\x00" + settings.SECOND_FACTOR_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        """The text as it is kept."""
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text as it was."""
        return self._box().decrypt(encrypted_text.encode()).decode()
