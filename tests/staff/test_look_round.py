from collections.abc import Callable

import pytest
from django.test import Client

from candour.ledger import actions as ledger
from candour.ledger.models import Installation
from candour.staff import actions as staff
from candour.staff.cards import code_now
from candour.staff.models import Member
from candour.staff.session import COOKIE
from tests.conftest import PASSPHRASE, Cast


@pytest.fixture
def dealt(cast: Cast) -> Cast:
    for member in (cast.asif, cast.ada, cast.olu, cast.mo):
        staff.deal_card(member, passphrase=PASSPHRASE)
    return cast


def press(client: Client, member: Member, door: str = "desk"):
    return client.post(f"/{door}/sign-in/look-round", {"card": str(member.card.pk)})


def test_one_press_signs_in_all_the_way(dealt: Cast, through_the_door: Callable[[Member], Client]) -> None:
    through_the_door(dealt.ada)  # gives Ada a second factor, as the rehearsal does
    client = Client()

    answer = press(client, dealt.ada)

    assert answer.status_code == 302
    assert answer["Location"] == "/desk"
    assert COOKIE in client.cookies
    assert client.get("/desk/your-sign-in/passphrase").status_code == 200


def test_another_press_changes_who_one_is(dealt: Cast) -> None:
    client = Client()
    press(client, dealt.asif)
    first = client.cookies[COOKIE].value

    press(client, dealt.ada)

    assert client.cookies[COOKIE].value != first
    assert client.session["_auth_user_id"] == str(dealt.ada.pk)


def test_the_page_shows_the_cards_of_its_own_door_and_the_code_of_now(
    dealt: Cast, through_the_door: Callable[[Member], Client]
) -> None:
    through_the_door(dealt.asif)

    desk = Client().get("/desk/sign-in").content.decode()
    force = Client().get("/force/sign-in").content.decode()

    assert "Look round as Asif<span" in desk
    assert code_now(dealt.asif) in desk
    assert PASSPHRASE in desk
    assert "Look round as Mo" not in desk
    assert "Look round as Mo" in force
    assert "Look round as Asif" not in force


def test_a_card_of_the_other_door_opens_nothing(dealt: Cast) -> None:
    assert press(Client(), dealt.mo).status_code == 404
    assert press(Client(), dealt.asif, door="force").status_code == 404


@pytest.mark.parametrize("card", ["", "no card", "826caf75-c8e4-4b1d-86e4-5716a45bfa73"])
def test_what_is_no_card_opens_nothing(dealt: Cast, card: str) -> None:
    assert Client().post("/desk/sign-in/look-round", {"card": card}).status_code == 404


def test_on_a_real_line_nobody_looks_round_and_no_passphrase_is_shown(
    dealt: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ledger._mark, "installation", Installation(rehearsal=False))

    assert press(Client(), dealt.asif).status_code == 404
    page = Client().get("/desk/sign-in").content.decode()
    assert "Look round" not in page
    assert PASSPHRASE not in page
