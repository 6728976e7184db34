import datetime as dt
import re
from collections.abc import Callable

import time_machine
from django.test import Client

from candour.audit.models import Act
from candour.staff import actions as staff
from candour.staff.models import Invitation, Member
from candour.teams.actions import unit_of
from tests.conftest import Cast
from tests.staff.test_sign_in import sign_in

Door = Callable[[Member], Client]
CHOSEN = {"username": "Newt", "passphrase": "four words of mine", "again": "four words of mine"}


def invite(client: Client, **asked: str) -> str:
    """The link that the page shows after inviting, without its host."""
    page = client.post("/desk/members", asked, follow=True).content.decode()
    found = re.search(r'value="http://testserver(/\S+/invitation/[^"]+)"', page)
    assert found is not None, page
    return found[1]


def test_an_invited_person_joins_and_signs_in(cast: Cast, through_the_door: Door) -> None:
    link = invite(through_the_door(cast.ada), name="Newt Invented", role="assessor", force="")
    client = Client()

    assert "Newt Invented, you are invited" in client.get(link).content.decode()
    assert client.post(link, CHOSEN)["Location"] == "/desk/sign-in"

    assert "You have joined" in client.get("/desk/sign-in").content.decode()
    assert sign_in(client, "newt", CHOSEN["passphrase"])["Location"] == "/desk"
    assert Member.objects.get(username="newt").role == "assessor"


def test_the_link_is_shown_once_and_kept_nowhere(cast: Cast, through_the_door: Door) -> None:
    client = through_the_door(cast.ada)
    link = invite(client, name="Newt Invented", role="assessor", force="")

    assert "/invitation/" not in client.get("/desk/members").content.decode().replace(
        "members/invitation", ""
    )
    assert "new_invitation" not in client.session
    assert link.rsplit("/", 1)[1] not in repr(Invitation.objects.values())


def test_a_link_opens_once(cast: Cast, through_the_door: Door) -> None:
    link = invite(through_the_door(cast.ada), name="Newt Invented", role="assessor", force="")
    Client().post(link, CHOSEN)

    answer = Client().get(link)

    assert answer.status_code == 404
    assert "has been used or is too old. Ask for a new one." in answer.content.decode()


def test_a_link_is_good_for_seven_days(cast: Cast, through_the_door: Door) -> None:
    link = invite(through_the_door(cast.ada), name="Newt Invented", role="assessor", force="")
    today = dt.datetime.now(tz=dt.UTC)

    with time_machine.travel(today + dt.timedelta(days=7), tick=False):
        assert Client().get(link).status_code == 200
    with time_machine.travel(today + dt.timedelta(days=8), tick=False):
        assert Client().get(link).status_code == 404


def test_a_withdrawn_link_leads_nowhere(cast: Cast, through_the_door: Door) -> None:
    ada = through_the_door(cast.ada)
    link = invite(ada, name="Newt Invented", role="assessor", force="")

    ada.post(f"/desk/members/invitation/{Invitation.objects.get().pk}")

    assert Client().get(link).status_code == 404
    assert Act.objects.filter(act="withdrew invitation", member=cast.ada.pk).exists()


def test_a_force_s_member_is_invited_to_the_force_door_and_to_no_other(
    cast: Cast, through_the_door: Door
) -> None:
    link = invite(through_the_door(cast.ada), name="Esme Invented", role="force_member", force="essex")

    assert link.startswith("/force/invitation/")
    assert "Essex" in Client().get(link).content.decode()
    assert Client().get(link.replace("/force/", "/desk/")).status_code == 404


def test_the_force_door_s_own_address_stands_in_its_links(
    cast: Cast, through_the_door: Door, settings
) -> None:
    settings.FORCE_ORIGIN = "https://force.example.org"
    asked = {"name": "Esme Invented", "role": "force_member", "force": "essex"}

    page = through_the_door(cast.ada).post("/desk/members", asked, follow=True).content.decode()

    assert "https://force.example.org/force/invitation/" in page


def test_the_first_member_of_a_unit_makes_its_key_and_so_does_the_next_when_nobody_holds_it(
    cast: Cast, through_the_door: Door
) -> None:
    ada = through_the_door(cast.ada)
    asked = {"role": "force_member", "force": "essex"}
    Client().post(invite(ada, name="Esme Invented", **asked), {**CHOSEN, "username": "esme"})
    Client().post(invite(ada, name="Eddy Invented", **asked), {**CHOSEN, "username": "eddy"})
    esme, eddy = (Member.objects.get(username=name) for name in ("esme", "eddy"))
    unit = unit_of(esme.force)
    assert unit.keys.count() == 1
    assert not eddy.shares.exists()

    staff.close_account(esme, by=cast.ada)
    Client().post(invite(ada, name="Ezra Invented", **asked), {**CHOSEN, "username": "ezra"})

    assert unit.keys.count() == 2
    assert not unit.keys.filter(confirmed=True).exists()


def test_a_force_goes_with_its_unit_s_members_alone(cast: Cast, through_the_door: Door) -> None:
    ada = through_the_door(cast.ada)
    for role, force in (("force_member", ""), ("assessor", "kent")):
        page = ada.post("/desk/members", {"name": "Newt", "role": role, "force": force}).content.decode()

        assert "Choose a force for a member of a force" in page
        assert 'value="Newt"' in page
    assert not Invitation.objects.exists()


def test_what_an_invited_person_chooses_is_told_in_words_when_it_will_not_do(
    cast: Cast, through_the_door: Door
) -> None:
    link = invite(through_the_door(cast.ada), name="Newt Invented", role="assessor", force="")
    tries = [
        ({"passphrase": "short", "again": "short"}, "15 characters or more"),
        ({"again": "other words of mine"}, "The two are not the same"),
        ({"username": "ASIF"}, "Somebody has this sign-in name already"),
        ({"passphrase": "newt newt newt newt", "again": "newt newt newt newt"}, "too easy to guess"),
    ]
    for changed, words in tries:
        assert words in Client().post(link, CHOSEN | changed).content.decode()
    assert not Member.objects.filter(username="newt").exists()


def test_a_closed_account_is_out_at_once_and_does_not_come_back(cast: Cast, through_the_door: Door) -> None:
    asif, ada = through_the_door(cast.asif), through_the_door(cast.ada)

    page = ada.post(f"/desk/members/{cast.asif.pk}/close", follow=True).content.decode()

    assert "The account of Asif is closed. They still have a share of a key." in page
    assert asif.get("/desk")["Location"].startswith("/desk/sign-in")
    assert "We do not know this name" in sign_in(Client(), "asif").content.decode()
    assert Act.objects.filter(act="closed account", member=cast.ada.pk, row=cast.asif.pk).exists()


def test_nobody_closes_their_own_account(cast: Cast, through_the_door: Door) -> None:
    ada = through_the_door(cast.ada)

    assert (
        "Ask another administrator"
        in ada.post(f"/desk/members/{cast.ada.pk}/close", follow=True).content.decode()
    )
    cast.ada.refresh_from_db()
    assert cast.ada.is_active
