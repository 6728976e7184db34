from collections.abc import Callable

import pytest
from django.test import Client

from candour.audit.models import Act
from candour.staff import actions as staff
from candour.staff.models import KeyShare, Member
from candour.teams import actions as teams
from tests.conftest import PASSPHRASE, Cast

Door = Callable[[Member], Client]


def newcomer(name: str, role: str = "assessor", force=None) -> Member:
    return staff.add_member(
        username=name.casefold(), name=name, role=role, passphrase=PASSPHRASE, force=force
    )


def test_the_page_says_who_should_hold_a_key_and_does_not(cast: Cast, through_the_door: Door) -> None:
    newt = newcomer("Newt")
    client = through_the_door(cast.ada)

    page = client.get("/desk/keys").content.decode()
    assert "should, and does not yet" in page
    assert f"/desk/keys/assessors/hand-on/{newt.pk}" in page

    done = client.post(f"/desk/keys/assessors/hand-on/{newt.pk}", follow=True).content.decode()
    assert "Newt now holds the key of Assessors." in done
    assert "should, and does not yet" not in done
    assert Act.objects.filter(act="shared key", member=cast.ada.pk, row=newt.pk).exists()


def test_taking_back_is_explained_first_and_leaves_the_line_for_the_configuration(
    cast: Cast, through_the_door: Door
) -> None:
    client = through_the_door(cast.rhona)
    address = f"/desk/keys/assessors/take-back/{cast.amara.pk}"

    assert "opens nothing of this team any more" in client.get(address).content.decode()
    assert KeyShare.objects.filter(member=cast.amara).exists()
    page = client.post(address, follow=True).content.decode()

    assert not KeyShare.objects.filter(member=cast.amara).exists()
    new = staff.newest_key(cast.assessors)
    assert f"assessors:{new.fingerprint}" in page
    assert "A new key waits." in page
    assert Act.objects.filter(act="took back key", member=cast.rhona.pk, row=cast.amara.pk).exists()


def test_once_the_pin_is_moved_nothing_waits(cast: Cast, through_the_door: Door, settings) -> None:
    client = through_the_door(cast.rhona)
    client.post(f"/desk/keys/assessors/take-back/{cast.amara.pk}")
    new = staff.newest_key(cast.assessors)

    settings.TEAM_FINGERPRINTS = {**settings.TEAM_FINGERPRINTS, "assessors": new.fingerprint}

    assert "A new key waits." not in client.get("/desk/keys").content.decode()


def test_a_unit_s_key_is_confirmed_by_what_is_read_out_and_not_shown_before(
    cast: Cast, through_the_door: Door
) -> None:
    key = staff.make_team_key(teams.unit_of(cast.kent), holders=[cast.kit])
    client = through_the_door(cast.ada)
    address = f"/desk/keys/confirm/{key.pk}"
    assert key.fingerprint not in client.get("/desk/keys").content.decode()
    assert key.fingerprint not in client.get(address).content.decode()

    wrong = client.post(address, {"read_back": "0000 0000"}).content.decode()
    assert "Ask the unit to read it out again" in wrong
    right = client.post(address, {"read_back": key.fingerprint.upper()}, follow=True).content.decode()

    assert "The key of" in right
    assert key.fingerprint in right
    assert Act.objects.filter(act="confirmed key", member=cast.ada.pk, row=key.pk).exists()


def test_our_own_team_s_key_is_not_confirmed_by_hand(cast: Cast, through_the_door: Door) -> None:
    own = cast.assessors.keys.get()

    assert through_the_door(cast.ada).get(f"/desk/keys/confirm/{own.pk}").status_code == 404


def test_a_unit_sees_its_own_fingerprint_and_hands_its_key_on(cast: Cast, through_the_door: Door) -> None:
    kay = newcomer("Kay", "force_member", cast.kent)
    client = through_the_door(cast.kit)
    own, other = teams.unit_of(cast.kent).keys.get(), teams.unit_of(cast.metropolitan).keys.get()

    page = client.get("/force/unit").content.decode()
    assert own.fingerprint in page
    assert other.fingerprint not in page
    done = client.post(f"/force/unit/force-kent/hand-on/{kay.pk}", follow=True).content.decode()

    assert "Kay now holds the key" in done
    assert staff.unlock(kay, PASSPHRASE).team_key(bytes(own.key_id))


def test_a_unit_s_new_key_waits_for_the_line(cast: Cast, through_the_door: Door) -> None:
    kay = newcomer("Kay", "force_member", cast.kent)
    client = through_the_door(cast.kit)
    client.post(f"/force/unit/force-kent/hand-on/{kay.pk}")

    page = client.post(f"/force/unit/force-kent/take-back/{kay.pk}", follow=True).content.decode()

    assert "The line has not confirmed this key." in page
    assert not kay.shares.exists()


@pytest.mark.parametrize("act", ["hand-on", "take-back"])
def test_another_unit_s_key_is_nobody_else_s_business(cast: Cast, through_the_door: Door, act: str) -> None:
    client = through_the_door(cast.kit)

    for team in ("force-metropolitan", "assessors", "no-such-team"):
        assert client.post(f"/force/unit/{team}/{act}/{cast.mo.pk}").status_code == 404
    assert through_the_door(cast.ada).post(f"/desk/keys/force-kent/{act}/{cast.kit.pk}").status_code == 404
    assert teams.unit_of(cast.metropolitan).keys.count() == 1


def test_a_unit_s_key_is_handed_to_no_stranger(cast: Cast, through_the_door: Door) -> None:
    page = through_the_door(cast.kit).post(f"/force/unit/force-kent/hand-on/{cast.mo.pk}", follow=True)

    assert "does not belong to" in page.content.decode()
    assert cast.mo.shares.filter(team_key__team="force-kent").count() == 0
