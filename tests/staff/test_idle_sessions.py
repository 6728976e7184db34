import base64
import datetime as dt
import hashlib
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import timezone

from candour.staff.cards import code_now
from candour.staff.models import Invitation, Member, RecentMark
from candour.staff.session import COOKIE, KEY_MARK, keyring
from tests.conftest import PASSPHRASE, Cast

OPEN = "/desk/your-sign-in/passphrase"
Door = Callable[[Member], Client]


def test_twenty_idle_minutes_end_the_session_and_take_the_key_away(
    cast: Cast, through_the_door: Door
) -> None:
    client = through_the_door(cast.asif)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=20, seconds=5), tick=False):
        answer = client.get(OPEN)

    assert answer["Location"].startswith("/desk/sign-in")
    assert client.cookies[COOKIE].value == ""


def test_a_sign_in_sweeps_away_what_has_ended(cast: Cast, through_the_door: Door) -> None:
    ended = through_the_door(cast.asif).session.session_key
    Client().post("/desk/sign-in", {"login": "asif", "password": "not the passphrase"})
    assert RecentMark.objects.exists()
    soon = timezone.now() + dt.timedelta(minutes=25)

    with time_machine.travel(soon, tick=False):
        Client().post("/desk/sign-in", {"login": "ada", "password": PASSPHRASE})

        assert not Session.objects.filter(pk=ended).exists()
        assert not RecentMark.objects.filter(expires__lt=soon).exists()


def test_work_keeps_the_session_open(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.asif)
    start = timezone.now()
    for minutes in (15, 30, 45):
        with time_machine.travel(start + dt.timedelta(minutes=minutes), tick=False):
            assert client.get(OPEN).status_code == 200


def asking(client: Client, member: Member):
    request = RequestFactory().get("/desk")
    request.user = member
    request.session = client.session
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    return request


def test_session_and_cookie_together_open_the_key(cast: Cast, through_the_door: Door) -> None:
    request = asking(through_the_door(cast.asif), cast.asif)

    assert keyring(request).member == cast.asif


def test_the_session_without_the_key_cookie_opens_nothing(cast: Cast, through_the_door: Door) -> None:
    request = asking(through_the_door(cast.asif), cast.asif)
    del request.COOKIES[COOKIE]

    with pytest.raises(PermissionDenied, match="Sign out and sign in again"):
        keyring(request)


def test_the_key_cookie_without_the_session_opens_nothing(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.asif)
    request = asking(client, cast.asif)
    request.session = Client().session

    with pytest.raises(PermissionDenied):
        keyring(request)


def test_the_key_cookie_of_another_sign_in_opens_nothing(cast: Cast, through_the_door: Door) -> None:
    request = asking(through_the_door(cast.asif), cast.asif)
    request.COOKIES[COOKIE] = through_the_door(cast.amara).cookies[COOKIE].value

    with pytest.raises(PermissionDenied):
        keyring(request)


def turned_away(answer) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/desk/sign-in")


def thief_of(client: Client, cookie: str = "") -> Client:
    """A browser that has the session's number, and at best a key cookie of its own."""
    thief = Client()
    thief.cookies["desk"] = client.session.session_key
    if cookie:
        thief.cookies[COOKIE] = cookie
    return thief


@pytest.mark.parametrize("address", ["", "/members", "/audit", "/your-sign-in", "/your-sign-in/app"])
def test_a_session_s_number_alone_is_nobody(cast: Cast, through_the_door: Door, address: str) -> None:
    client = through_the_door(cast.ada)
    assert not turned_away(client.get(f"/desk{address}"))

    assert turned_away(thief_of(client).get(f"/desk{address}"))


@pytest.mark.parametrize("cookie", ["", "AAAA", "=", "not base64 é", "another member's"])
def test_with_no_cookie_or_a_wrong_one_nothing_is_done(
    cast: Cast, through_the_door: Door, cookie: str
) -> None:
    others = through_the_door(cast.asif).cookies[COOKIE].value
    thief = thief_of(through_the_door(cast.ada), others if cookie.startswith("another") else cookie)

    assert turned_away(thief.post("/desk/members", {"name": "Newt", "role": "administrator", "force": ""}))

    assert not Invitation.objects.exists()


def test_between_passphrase_and_code_the_session_s_number_is_no_use_either(cast: Cast) -> None:
    TOTP.activate(cast.asif, generate_totp_secret())
    client = Client()
    client.post("/desk/sign-in", {"login": "asif", "password": PASSPHRASE})
    thief = thief_of(client)

    answer = thief.post("/desk/sign-in/code", {"code": code_now(cast.asif)})

    assert turned_away(answer)
    assert "_auth_user_id" not in thief.session


def test_nobody_becomes_somebody_by_a_session_without_a_mark(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ada)

    assert turned_away(client.get("/desk/members"))


def test_the_cookie_cannot_be_had_from_the_session_s_row(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.asif)
    secret = base64.urlsafe_b64decode(client.cookies[COOKIE].value)
    kept = dict(client.session.items())

    assert kept[KEY_MARK] == hashlib.sha256(secret).hexdigest()
    assert not {secret.hex(), client.cookies[COOKIE].value} & set(kept.values())


def test_whoever_was_turned_away_signs_in_again_as_ever(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.asif)
    client.cookies[COOKIE] = "AAAA"
    client.get("/desk")

    client.post("/desk/sign-in", {"login": "asif", "password": PASSPHRASE})
    client.post("/desk/sign-in/code", {"code": code_now(cast.asif)})

    assert client.get(OPEN).status_code == 200


def test_a_page_that_needs_the_key_says_what_to_do_when_it_is_gone(
    cast: Cast, through_the_door: Door
) -> None:
    client = through_the_door(cast.ada)
    session = client.session
    session["locked_key"] = through_the_door(cast.asif).session["locked_key"]
    session.save()

    answer = client.post(f"/desk/keys/assessors/hand-on/{cast.amara.pk}")

    assert answer.status_code == 403
    assert "Sign out, then sign in again" in answer.content.decode()


def test_a_session_row_can_be_read_by_nobody_who_has_the_database_alone(
    cast: Cast, through_the_door: Door
) -> None:
    client = through_the_door(cast.asif)
    row = Session.objects.get(pk=client.session.session_key)

    assert client.session["locked_key"] not in row.session_data
    assert row.get_decoded()["_auth_user_id"] == str(cast.asif.pk)
    assert str(cast.asif.pk) not in row.session_data
