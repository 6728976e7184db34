import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client

from candour.staff.models import Member
from tests.conftest import PASSPHRASE, Cast
from tests.staff.test_sign_in import sign_in

SET_UP = "/desk/your-sign-in/app"
Door = Callable[[Member], Client]


def code_of(secret: str) -> str:
    *_, now, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def secret_on(page: str) -> str:
    found = re.search(r"<strong>([A-Z2-7 ]{39})</strong>", page)
    assert found is not None
    return found[1].replace(" ", "")


def everything_kept() -> str:
    with connection.cursor() as cursor:
        rows = []
        # The log's word index shows its rows to nobody; the tables behind it are read with the others.
        for table in {*connection.introspection.table_names(cursor)} - {"publication_search"}:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows += cursor.fetchall()
    return repr(rows)


def test_the_first_sign_in_leads_to_setting_up_a_second_factor_and_then_to_work(cast: Cast) -> None:
    client = Client()
    sign_in(client, "ada")

    assert client.get("/desk")["Location"] == SET_UP
    assert client.get("/desk/members")["Location"] == SET_UP
    secret = secret_on(client.get(SET_UP).content.decode())
    assert client.post(SET_UP, {"code": code_of(secret)})["Location"] == "/desk/your-sign-in"

    assert ">Set up</dd>" in client.get("/desk/your-sign-in").content.decode()
    assert client.get("/desk")["Location"] == "/desk/members"
    assert client.get("/desk/members").status_code == 200


def test_the_database_holds_the_secret_in_clear_neither_while_it_is_set_up_nor_after(cast: Cast) -> None:
    client = Client()
    sign_in(client, "ada")
    secret = secret_on(client.get(SET_UP).content.decode())
    assert client.session["mfa.totp.secret"] == secret

    assert secret not in everything_kept()
    client.post(SET_UP, {"code": code_of(secret)})
    assert Authenticator.objects.filter(user_id=cast.ada.pk).exists()
    assert secret not in everything_kept()


def test_a_wrong_first_code_sets_nothing_up(cast: Cast) -> None:
    client = Client()
    sign_in(client, "ada")
    secret = secret_on(client.get(SET_UP).content.decode())
    wrong = f"{(int(code_of(secret)) + 500_000) % 1_000_000:06}"

    page = client.post(SET_UP, {"code": wrong}).content.decode()

    assert "That code does not fit" in page
    assert secret_on(page) == secret
    assert not Authenticator.objects.exists()


def test_the_picture_needs_nothing_the_content_policy_refuses(cast: Cast) -> None:
    client = Client()
    sign_in(client, "ada")

    page = client.get(SET_UP).content.decode()

    assert "<svg" in page
    assert "data:" not in page
    assert " style=" not in page


def test_a_second_one_is_set_up_only_after_the_passphrase_again(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.asif)
    page = "/desk/your-sign-in/passkey"

    answer = client.get(page)
    assert answer["Location"] == f"/desk/your-sign-in/again?next={page.replace('/', '%2F')}"
    again = client.post(answer["Location"], {"password": "not the passphrase", "next": page})
    assert "That is not your passphrase" in again.content.decode()
    assert client.post(answer["Location"], {"password": PASSPHRASE, "next": page})["Location"] == page

    assert "Set up a passkey" in client.get(page).content.decode()


def test_what_was_posted_is_not_kept_with_its_cookies_while_the_passphrase_is_asked(
    cast: Cast, through_the_door: Door
) -> None:
    client = through_the_door(cast.asif)

    client.post("/desk/your-sign-in/passkey", {"credential": "{}"})

    assert "account_reauthentication_state" not in client.session


def test_an_app_is_set_up_once(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.asif)
    client.post("/desk/your-sign-in/again", {"password": PASSPHRASE})

    assert client.get(SET_UP)["Location"] == "/desk/your-sign-in"


def test_whoever_came_in_by_the_passphrase_alone_is_out_once_a_second_factor_stands(cast: Cast) -> None:
    owner, thief = Client(), Client()
    sign_in(thief, "ada")
    sign_in(owner, "ada")
    assert thief.get("/desk")["Location"] == SET_UP

    secret = secret_on(owner.get(SET_UP).content.decode())
    owner.post(SET_UP, {"code": code_of(secret)})

    assert owner.get("/desk/members").status_code == 200
    assert thief.get("/desk/members")["Location"].startswith("/desk/sign-in")


def test_the_last_second_factor_stays(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.asif)
    Authenticator.objects.all().delete()
    only = Authenticator.objects.create(
        user_id=cast.asif.pk, type=Authenticator.Type.WEBAUTHN, data={"name": "Passkey 1", "credential": {}}
    )
    client.post("/desk/your-sign-in/again", {"password": PASSPHRASE})

    answer = client.post(f"/desk/your-sign-in/passkey/{only.pk}/remove", follow=True)

    assert "This is your only second factor" in answer.content.decode()
    assert Authenticator.objects.filter(pk=only.pk).exists()


def test_a_member_who_lost_it_is_reset_by_an_administrator_and_signed_out(
    cast: Cast, through_the_door: Door
) -> None:
    lost = through_the_door(cast.asif)
    ada = through_the_door(cast.ada)

    ada.post(f"/desk/members/{cast.asif.pk}/second-factor")

    assert not Authenticator.objects.filter(user_id=cast.asif.pk).exists()
    assert lost.get("/desk")["Location"].startswith("/desk/sign-in")
    again = Client()
    sign_in(again, "asif")
    assert again.get("/desk")["Location"] == SET_UP


def test_nobody_resets_their_own(cast: Cast, through_the_door: Door) -> None:
    ada = through_the_door(cast.ada)

    page = ada.post(f"/desk/members/{cast.ada.pk}/second-factor", follow=True).content.decode()

    assert "it takes two people" in page
    assert Authenticator.objects.filter(user_id=cast.ada.pk).exists()
