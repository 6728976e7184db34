import pytest
from django.core.exceptions import ValidationError

from candour.audit.models import Act
from candour.seal.keys import Context, PrivateKey, WrongKey
from candour.seal.sealing import seal_text
from candour.staff import actions as staff
from candour.staff.models import KeyShare, Member
from candour.staff.recovery import make_recovery_key, recover_key
from candour.teams.models import Team, TeamKey
from tests.conftest import PASSPHRASE, Cast

CONTEXT_KIND = "report"


def newest(team: Team) -> TeamKey:
    return staff.newest_key(team)


def context(team: Team) -> Context:
    return Context(CONTEXT_KIND, newest(team).pk)


def sealed_now(team: Team, word: str) -> tuple[bytes, Context]:
    """A word sealed to the team's newest key, and where it belongs."""
    where = context(team)
    return seal_text(word, [newest(team).public], where), where


def opens(member: Member, sealed: tuple[bytes, Context]) -> str:
    return staff.unlock(member, PASSPHRASE).open_text(*sealed)


def test_who_stays_opens_all_three_generations_and_who_went_opens_none(cast: Cast) -> None:
    team = cast.assessors
    first = sealed_now(team, "first")
    assert opens(cast.amara, first) == "first"
    staff.take_back_key(team, member=cast.amara, keys=cast.ring(cast.ada))
    second = sealed_now(team, "second")
    staff.take_back_key(team, member=cast.rhona, keys=staff.unlock(cast.asif, PASSPHRASE))
    third = sealed_now(team, "third")

    for member in (cast.asif, cast.ada):
        assert [opens(member, one) for one in (first, second, third)] == ["first", "second", "third"]
    for member in (cast.amara, cast.rhona):
        for one in (first, second, third):
            with pytest.raises(WrongKey):
                opens(member, one)
    assert newest(team).generation == 3


def test_who_comes_later_opens_what_was_sealed_before_them(cast: Cast) -> None:
    team = cast.assessors
    first = sealed_now(team, "first")
    staff.take_back_key(team, member=cast.amara, keys=cast.ring(cast.ada))
    staff.take_back_key(team, member=cast.rhona, keys=staff.unlock(cast.ada, PASSPHRASE))
    newcomer = staff.add_member(username="newt", name="Newt", role="assessor", passphrase=PASSPHRASE)
    with pytest.raises(WrongKey):
        opens(newcomer, first)

    staff.share_key(team, to=newcomer, keys=staff.unlock(cast.ada, PASSPHRASE))

    assert opens(newcomer, first) == "first"


def test_the_pin_stays_until_somebody_moves_it(cast: Cast) -> None:
    pinned = cast.assessors.recipient().fingerprint

    new = staff.take_back_key(cast.assessors, member=cast.amara, keys=cast.ring(cast.ada))

    assert cast.assessors.recipient().fingerprint == pinned != new.fingerprint


def test_the_other_team_s_key_is_left_alone(cast: Cast) -> None:
    oversight = Team.objects.get(pk="oversight")
    told = sealed_now(oversight, "for oversight")

    staff.take_back_key(cast.assessors, member=cast.rhona, keys=cast.ring(cast.ada))

    assert newest(oversight).generation == 1
    assert opens(cast.rhona, told) == "for oversight"


def test_a_closed_account_is_given_no_share_of_the_new_key(cast: Cast) -> None:
    staff.close_account(cast.asif, by=cast.ada)

    new = staff.take_back_key(cast.assessors, member=cast.amara, keys=cast.ring(cast.ada))

    holders = Member.objects.filter(shares__team_key=new)
    assert set(holders) == {cast.rhona, cast.ada}


def test_the_paper_key_opens_the_new_generation_too(cast: Cast) -> None:
    kept, paper = make_recovery_key()
    key = staff.make_team_key(cast.assessors, holders=[cast.ada], recovery=kept)
    assert key.generation == 2

    staff.share_key(cast.assessors, to=cast.asif, keys=cast.ring(cast.ada))
    staff.take_back_key(cast.assessors, member=cast.asif, keys=staff.unlock(cast.ada, PASSPHRASE))
    told = sealed_now(cast.assessors, "after")
    KeyShare.objects.exclude(member=None).delete()
    recover_key(cast.assessors, to=cast.rhona, paper=paper)

    assert opens(cast.rhona, told) == "after"
    assert Act.objects.filter(act="recovered key", member=None, row=cast.rhona.pk).exists()


def test_nobody_takes_a_key_back_from_themselves(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="somebody else who holds it"):
        staff.take_back_key(cast.assessors, member=cast.ada, keys=cast.ring(cast.ada))


def test_who_does_not_hold_a_key_can_neither_hand_it_on_nor_take_it_back(cast: Cast) -> None:
    hana = staff.unlock(cast.hana, PASSPHRASE)

    with pytest.raises(WrongKey):
        staff.share_key(cast.assessors, to=cast.amara, keys=hana)
    with pytest.raises(WrongKey):
        staff.take_back_key(cast.assessors, member=cast.amara, keys=hana)


@pytest.mark.parametrize("who", ["hana", "finn", "olu", "mo"])
def test_a_role_that_is_not_given_the_key_does_not_get_it(cast: Cast, who: str) -> None:
    with pytest.raises(ValidationError, match="does not belong to Assessors"):
        staff.share_key(cast.assessors, to=getattr(cast, who), keys=cast.ring(cast.ada))


def test_a_key_of_ones_own_is_in_no_row(cast: Cast) -> None:
    private: PrivateKey = cast.ring(cast.asif)._private

    assert private.seed not in bytes(cast.asif.locked_key)
    for share in KeyShare.objects.all():
        assert private.seed not in bytes(share.sealed)
