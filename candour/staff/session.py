"""The member's private key during a session, encrypted under a secret in a cookie.

Django's session key stands in the database in clear, so it cannot protect anything there. The secret is in
a second cookie and is not stored; the session row holds the encrypted key and a hash of the secret. A
session without the matching cookie is not accepted.
"""

import base64
import binascii
import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from candour.seal.keys import Context, PrivateKey, WrongKey, lock_with_secret, unlock_with_secret

from .adapter import second_factor_box
from .keyring import Keyring
from .models import Member, RecentMark

COOKIE = "desk_key"
KEY_MARK = "key_mark"
_FRESH = "_fresh_key_cookie"


class KeyGone(PermissionDenied):
    """The member is signed in, but the cookie or the session value that opens their key is missing."""


class SealedSession:
    """A session serializer that encrypts the row: it holds the secret of a second factor during set-up."""

    def dumps(self, obj: Any) -> bytes:
        """The session's values as encrypted JSON."""
        return second_factor_box().encrypt(json.dumps(obj, separators=(",", ":")).encode())

    def loads(self, data: bytes) -> Any:
        """The session's values; empty if they were encrypted under another key."""
        try:
            return json.loads(second_factor_box().decrypt(data))
        except InvalidToken:
            return {}


def sweep() -> None:
    """Delete expired sessions and cache rows; called at each sign-in."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    RecentMark.objects.filter(expires__lt=now).delete()


def key_mark(secret: bytes) -> str:
    """The hash that the session stores of the cookie's secret: SHA-256 in hex, of 256 random bits."""
    return hashlib.sha256(secret).hexdigest()


def hold(request: HttpRequest, member: Member, private: PrivateKey) -> None:
    """Store the member's key in the session, encrypted; the response sets the cookie that opens it.

    The session gets a new key, so that a session planted in the browser before sign-in cannot be used.
    """
    sweep()
    secret = secrets.token_bytes(32)
    locked = lock_with_secret(private, secret, Context("session key", member.pk))
    request.session.cycle_key()
    request.session["locked_key"] = base64.b64encode(locked).decode()
    request.session[KEY_MARK] = key_mark(secret)
    setattr(request, _FRESH, base64.urlsafe_b64encode(secret).decode())


def keyring(request: HttpRequest) -> Keyring:
    """The signed-in member's keyring.

    Raises KeyGone if the cookie or the session value is missing or wrong.
    """
    member = request.user
    if not isinstance(member, Member):
        raise PermissionDenied("Sign in first.")
    cookie = getattr(request, _FRESH, "") or request.COOKIES.get(COOKIE, "")
    try:
        secret = base64.urlsafe_b64decode(cookie)
        locked = base64.b64decode(request.session.get("locked_key", ""))
        private = unlock_with_secret(locked, secret, Context("session key", member.pk))
    except (WrongKey, ValueError, binascii.Error) as cause:
        raise KeyGone("Your key is not here any more. Sign out and sign in again.") from cause
    return Keyring(member, private)


def _is_stray(request: HttpRequest) -> bool:
    """Whether a session that belongs to a member comes without the matching key cookie.

    The session key stands in the database in clear, so it alone must not sign anybody in.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    stored_mark = request.session.get(KEY_MARK)
    if stored_mark is None:
        return SESSION_KEY in request.session
    try:
        cookie_mark = key_mark(base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, "")))
    except ValueError:  # no base64
        return True
    return not secrets.compare_digest(cookie_mark, stored_mark)


class KeyCookieMiddleware:
    """Sets the key cookie after sign-in, and deletes it once the session has ended.

    A session without its cookie is ended before any view runs. WrongKey from a view becomes a page that says
    what to do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_stray(request):
            logout(request)
        response = self.get_response(request)
        fresh = getattr(request, _FRESH, "")
        if fresh:
            response.set_cookie(
                COOKIE, fresh, httponly=True, secure=settings.HTTPS, samesite="Strict", path="/"
            )
        elif COOKIE in request.COOKIES and "locked_key" not in request.session:
            response.delete_cookie(COOKIE, samesite="Strict")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for WrongKey or KeyGone, which says what to do; None for any other exception."""
        if isinstance(exception, KeyGone):
            return render(request, "staff/key_gone.html", status=403)
        if isinstance(exception, WrongKey):
            return render(request, "staff/stays_shut.html", status=403)
        return None
