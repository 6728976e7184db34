import uuid
from collections.abc import Callable

from django.test import Client

from candour.audit.actions import note
from candour.audit.models import Act
from candour.staff.models import Member
from tests.conftest import Cast

Door = Callable[[Member], Client]


def rows(page: str) -> int:
    return page.count('<tr class="govuk-table__row">') - 1


def test_the_newest_act_stands_first_with_the_names_of_who_did_it_and_to_whom(
    cast: Cast, through_the_door: Door
) -> None:
    note("opened", member=cast.asif.pk, kind="contact", row=uuid.UUID(int=0xABCD << 112))
    note("closed account", member=cast.ada.pk, kind="member", row=cast.hana.pk)
    note("recovered key", member=None, kind="member", row=cast.rhona.pk)

    page = through_the_door(cast.rhona).get("/desk/audit").content.decode()

    first, second, third = (page.index(act) for act in ("recovered key", "closed account", "opened</td>"))
    assert first < second < third
    assert "the console" in page
    assert "member Hana" in page
    assert "contact abcd0000" in page


def test_it_is_narrowed_by_member_and_by_kind(cast: Cast, through_the_door: Door) -> None:
    for member, kind in ((cast.asif, "contact"), (cast.asif, "report"), (cast.amara, "contact")):
        note("opened", member=member.pk, kind=kind, row=uuid.uuid4())
    client = through_the_door(cast.ada)

    assert rows(client.get("/desk/audit").content.decode()) == 3
    assert rows(client.get("/desk/audit", {"member": cast.asif.pk}).content.decode()) == 2
    assert rows(client.get("/desk/audit", {"kind": "contact"}).content.decode()) == 2
    both = client.get("/desk/audit", {"member": cast.asif.pk, "kind": "report"}).content.decode()
    assert rows(both) == 1
    assert f'value="{cast.asif.pk}" selected' in both


def test_what_cannot_be_read_narrows_nothing(cast: Cast, through_the_door: Door) -> None:
    note("opened", member=cast.asif.pk, kind="contact", row=None)
    unknown = {"member": "nobody", "kind": "no kind", "page": "first"}

    assert rows(through_the_door(cast.ada).get("/desk/audit", unknown).content.decode()) == 1


def test_a_page_holds_a_hundred(cast: Cast, through_the_door: Door) -> None:
    Act.objects.bulk_create(Act(act="opened", member=cast.asif.pk, kind="contact") for _ in range(130))
    client = through_the_door(cast.ada)

    first = client.get("/desk/audit", {"kind": "contact"}).content.decode()

    assert rows(first) == 100
    assert "?kind=contact&amp;page=2" in first
    assert rows(client.get("/desk/audit", {"kind": "contact", "page": 2}).content.decode()) == 30


def test_signing_in_is_an_act(cast: Cast, client: Client) -> None:
    client.post("/desk/sign-in", {"login": "ada", "password": "an invented passphrase for tests"})

    assert Act.objects.get().act == "signed in"
    assert Act.objects.get().member == cast.ada.pk


def test_an_empty_trail_says_what_would_stand_there(cast: Cast, through_the_door: Door) -> None:
    assert "What members do stands here" in through_the_door(cast.ada).get("/desk/audit").content.decode()
