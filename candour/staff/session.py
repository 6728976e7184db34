"""The member's key while they are signed in: locked under a secret that only their browser holds.

Django's own session key stands in the database in clear, so it cannot guard anything there. The
secret rides in a second cookie and is stored nowhere; the session row holds only what it locks, and
a hash of it: without the cookie that fits, a session is nobody's.
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
    """The member is signed in, but the cookie or the session that opens their key is not there."""


class SealedSession:
    """Session rows are encrypted: while a second factor is set up, its secret waits there."""

    def dumps(self, obj: Any) -> bytes:
        """The row's contents as they are kept."""
        return second_factor_box().encrypt(json.dumps(obj, separators=(",", ":")).encode())

    def loads(self, data: bytes) -> Any:
        """The row's contents as they were; an empty session where the key has changed."""
        try:
            return json.loads(second_factor_box().decrypt(data))
        except InvalidToken:
            return {}


def sweep() -> None:
    """Delete sessions that have ended and marks that have run out; each sign-in does it."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    RecentMark.objects.filter(expires__lt=now).delete()


def key_mark(secret: bytes) -> str:
    """What the session keeps of the cookie's secret: its SHA-256. 256 random bits cannot be guessed back."""
    return hashlib.sha256(secret).hexdigest()


def hold(request: HttpRequest, member: Member, private: PrivateKey) -> None:
    """Keep the member's unlocked key for this session; the answer sets the cookie that opens it.

    The session gets a new number, so that one planted in the browser before sign-in leads nowhere.
    """
    sweep()
    secret = secrets.token_bytes(32)
    locked = lock_with_secret(private, secret, Context("session key", member.pk))
    request.session.cycle_key()
    request.session["locked_key"] = base64.b64encode(locked).decode()
    request.session[KEY_MARK] = key_mark(secret)
    setattr(request, _FRESH, base64.urlsafe_b64encode(secret).decode())


def keyring(request: HttpRequest) -> Keyring:
    """The signed-in member's keyring. KeyGone when the cookie or the session has gone."""
    member = request.user
    if not isinstance(member, Member):
        raise PermissionDenied("Sign in first.")
    cookie = getattr(request, _FRESH, "") or request.COOKIES.get(COOKIE, "")
    try:
        secret = base64.urlsafe_b64decode(cookie)
        locked = base64.b64decode(request.session.get("locked_key", ""))
        private = unlock_with_secret(locked, secret, Context("session key", member.pk))
    except (WrongKey, ValueError, binascii.Error) as shut:
        raise KeyGone("Your key is not here any more. Sign out and sign in again.") from shut
    return Keyring(member, private)


def _is_stray(request: HttpRequest) -> bool:
    """Whether this session is a member's, or is about to be, and the browser lacks the cookie that fits it.

    A session's number stands in the database in clear, so it alone must not make anybody somebody.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    kept = request.session.get(KEY_MARK)
    if kept is None:
        return SESSION_KEY in request.session
    try:
        given = key_mark(base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, "")))
    except ValueError:  # no base64
        return True
    return not secrets.compare_digest(given, kept)


class KeyCookieMiddleware:
    """Sets the key's cookie after sign-in, and takes it away once the session has ended.

    A session that comes without its cookie is ended before any page sees it. A seal that stays shut
    is answered in words, wherever a page meets it.
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
        """WrongKey and KeyGone as pages with what to do; everything else goes on as it was."""
        if isinstance(exception, KeyGone):
            return render(request, "staff/key_gone.html", status=403)
        if isinstance(exception, WrongKey):
            return render(request, "staff/stays_shut.html", status=403)
        return None
