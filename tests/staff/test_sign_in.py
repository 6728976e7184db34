from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.test import Client

from candour.seal import keys as seal_keys
from candour.staff import actions as staff
from candour.staff.cards import code_now
from candour.staff.models import Member, RecentMark
from candour.staff.session import COOKIE
from tests.conftest import PASSPHRASE, Cast

WRONG = "We do not know this name with this passphrase."


def sign_in(client: Client, name: str, passphrase: str = PASSPHRASE, door: str = "desk"):
    return client.post(f"/{door}/sign-in", {"login": name, "password": passphrase})


@pytest.fixture
def with_app(cast: Cast) -> Cast:
    """The cast, where Asif and Mo have an authenticator app."""
    for member in (cast.asif, cast.mo):
        TOTP.activate(member, generate_totp_secret())
    return cast


def test_name_passphrase_and_code_open_the_door_and_the_key(with_app: Cast) -> None:
    client = Client()

    assert sign_in(client, "Asif")["Location"] == "/desk/sign-in/code"
    answer = client.post("/desk/sign-in/code", {"code": code_now(with_app.asif)})

    assert answer["Location"] == "/desk"
    assert client.cookies[COOKIE]["httponly"]
    assert client.cookies[COOKIE]["samesite"] == "Strict"
    assert client.get("/desk/your-sign-in/passphrase").status_code == 200


def test_the_address_one_came_for_is_reached_after_the_code(with_app: Cast) -> None:
    client = Client()
    client.post("/desk/sign-in", {"login": "asif", "password": PASSPHRASE, "next": "/desk/your-sign-in"})

    answer = client.post("/desk/sign-in/code", {"code": code_now(with_app.asif)})

    assert answer["Location"] == "/desk/your-sign-in"


def test_the_passphrase_alone_opens_nothing(with_app: Cast) -> None:
    client = Client()
    sign_in(client, "asif")

    assert client.get("/desk")["Location"].startswith("/desk/sign-in")
    assert client.get("/desk/your-sign-in")["Location"].startswith("/desk/sign-in")


@pytest.mark.parametrize(
    ("name", "passphrase", "door"),
    [
        ("asif", "not the passphrase", "desk"),
        ("nobody", PASSPHRASE, "desk"),
        ("asif", PASSPHRASE, "force"),
        ("mo", PASSPHRASE, "desk"),
        ("hana", PASSPHRASE, "desk"),
    ],
)
def test_whatever_is_wrong_the_words_are_the_same(
    with_app: Cast, name: str, passphrase: str, door: str
) -> None:
    staff.close_account(with_app.hana, by=with_app.ada)
    client = Client()

    page = sign_in(client, name, passphrase, door).content.decode()

    assert WRONG in page
    assert COOKIE not in client.cookies


def test_the_fifth_wrong_try_is_the_last_for_five_minutes_and_for_this_name_only(with_app: Cast) -> None:
    client = Client()
    with time_machine.travel("2026-03-02 09:00", tick=False) as clock:
        for _ in range(5):
            assert WRONG in sign_in(client, "asif", "not the passphrase").content.decode()
        assert "five wrong tries" in sign_in(client, "asif").content.decode()
        assert sign_in(client, "ada").status_code == 302

        clock.shift(301)
        assert sign_in(Client(), "asif").status_code == 302


def test_another_port_another_host_or_capital_letters_give_no_further_tries(with_app: Cast, settings) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    ports = ["127.0.0.1:8001", "127.0.0.1:8002", "localhost:8003", "localhost"]
    for number in range(5):
        client = Client(HTTP_HOST=ports[number % len(ports)])
        assert WRONG in sign_in(client, ("asif", "ASIF")[number % 2], "not the passphrase").content.decode()

    for port in (*ports, "127.0.0.1:9999"):
        assert "five wrong tries" in sign_in(Client(HTTP_HOST=port), "Asif").content.decode()


def test_neither_do_they_for_the_code_or_for_the_passphrase_asked_again(
    with_app: Cast, through_the_door: Callable[[Member], Client]
) -> None:
    client = Client()
    sign_in(client, "asif")
    for port in range(5):
        page = client.post("/desk/sign-in/code", {"code": "000000"}, HTTP_HOST=f"localhost:{port}")
        assert "does not fit" in page.content.decode()
    right = {"code": code_now(with_app.asif)}
    assert (
        "five wrong tries"
        in client.post("/desk/sign-in/code", right, HTTP_HOST="localhost:9").content.decode()
    )

    inside = through_the_door(with_app.amara)
    for port in range(5):
        inside.post("/desk/your-sign-in/again", {"password": "not it"}, HTTP_HOST=f"localhost:{port}")
    answer = inside.post("/desk/your-sign-in/again", {"password": PASSPHRASE}, HTTP_HOST="localhost:9")
    assert "five wrong tries" in answer.content.decode()


def test_an_unknown_name_is_counted_like_a_known_one(with_app: Cast) -> None:
    for _ in range(5):
        sign_in(Client(), "nobody")

    assert "five wrong tries" in sign_in(Client(), "nobody").content.decode()


def test_wrong_codes_are_counted(with_app: Cast) -> None:
    client = Client()
    sign_in(client, "asif")
    right = code_now(with_app.asif)
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"

    for _ in range(5):
        page = client.post("/desk/sign-in/code", {"code": wrong}).content.decode()
        assert "That code does not fit" in page

    assert "five wrong tries" in client.post("/desk/sign-in/code", {"code": right}).content.decode()


def test_a_code_is_good_once_for_as_long_as_it_lives(with_app: Cast) -> None:
    with time_machine.travel("2026-03-02 09:00:01", tick=False) as clock:
        code = code_now(with_app.asif)
        first, second = Client(), Client()
        sign_in(first, "asif")
        assert first.post("/desk/sign-in/code", {"code": code}).status_code == 302

        clock.shift(35)  # longer than allauth remembers, and still within the step after
        sign_in(second, "asif")
        assert "does not fit" in second.post("/desk/sign-in/code", {"code": code}).content.decode()


def test_a_code_typed_as_it_runs_out_still_opens(with_app: Cast) -> None:
    with time_machine.travel("2026-03-02 09:00:29", tick=False) as clock:
        code = code_now(with_app.asif)
        client = Client()
        sign_in(client, "asif")
        clock.shift(3)

        assert client.post("/desk/sign-in/code", {"code": code}).status_code == 302


@pytest.mark.parametrize("name", ["asif", "nobody"])
def test_a_try_costs_one_argon2_whether_the_name_is_known_or_not(
    with_app: Cast, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    runs = []
    real = seal_keys.hash_secret_raw

    def counted(**asked):
        runs.append(asked["memory_cost"])
        return real(**asked)

    monkeypatch.setattr(seal_keys, "hash_secret_raw", counted)
    sign_in(Client(), name)

    assert len(runs) == 1


def test_a_session_planted_before_sign_in_leads_nowhere(with_app: Cast) -> None:
    planted = Client()
    sign_in(planted, "asif", "not the passphrase")
    planted.session.save()
    before = planted.session.session_key
    planted.cookies["desk"] = before

    sign_in(planted, "asif")
    between = planted.session.session_key
    planted.post("/desk/sign-in/code", {"code": code_now(with_app.asif)})
    after = planted.session.session_key

    assert len({before, between, after}) == 3
    assert not Session.objects.filter(pk__in=[before, between]).exists()


def test_names_and_addresses_are_not_in_what_is_remembered_of_wrong_tries(with_app: Cast) -> None:
    sign_in(Client(REMOTE_ADDR="203.0.113.9"), "asif", "not the passphrase")

    rows = RecentMark.objects.values_list("cache_key", "value")
    kept = " ".join(f"{key} {value}" for key, value in rows)

    assert kept
    assert "203.0.113.9" not in kept
    assert "asif" not in kept


def test_signing_out_takes_the_key_away_on_both_sides(
    cast: Cast, through_the_door: Callable[[Member], Client]
) -> None:
    client = through_the_door(cast.asif)
    row = client.session.session_key

    answer = client.post("/desk/sign-out")

    assert answer["Location"] == "/desk/sign-in"
    assert client.cookies[COOKIE].value == ""
    assert not Session.objects.filter(pk=row).exists()
