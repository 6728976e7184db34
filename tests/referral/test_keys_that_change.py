"""A unit's key is changed when it is taken back from somebody. What was sent before still opens."""

import pytest

from candour.outcome.actions import Stated, open_outcomes, record_outcome
from candour.referral import questions, replies
from candour.seal.keys import WrongKey
from candour.seal.sealing import recipients_of
from candour.staff import actions as staff
from candour.staff.keyring import Keyring
from candour.teams import actions as teams
from tests.conftest import DAY, PASSPHRASE, Cast, _member
from tests.referral import story


def _ring(member) -> Keyring:
    return staff.unlock(member, PASSPHRASE)


@pytest.fixture
def changed(cast: Cast):
    """A referral with a question, sent before Moe joined, and then Mo's key taken back and changed."""
    moe = _member("Moe", cast.mo.role, cast.metropolitan)
    unit = teams.unit_of(cast.metropolitan)
    one = story.sent(cast)
    story.asked(cast, one)
    staff.share_key(unit, to=moe, keys=_ring(cast.mo))
    new = staff.take_back_key(unit, member=cast.mo, keys=_ring(moe))
    teams.confirm_key(new, read_back=new.fingerprint)
    return one, moe, new


def test_old_referrals_open_for_those_who_stay(cast: Cast, changed) -> None:
    one, moe, _ = changed

    assert replies.open_referral(one, by=moe, keys=_ring(moe)).text == story.SANITISED
    assert "station" in questions.open_question(one.questions.get(), by=moe, keys=_ring(moe))


def test_they_no_longer_open_for_whom_it_was_taken_from(cast: Cast, changed) -> None:
    one, _, _ = changed

    with pytest.raises(WrongKey):
        replies.open_referral(one, by=cast.mo, keys=_ring(cast.mo))


def test_what_is_written_from_then_on_is_sealed_to_the_new_key(cast: Cast, changed) -> None:
    one, moe, new = changed
    old = one.sending.team_key

    outcome = record_outcome(one, Stated("arrest", DAY), by=moe, on=DAY)
    question = questions.ask(one, text="And where?", by=moe, on=DAY)

    for sealed in (outcome.sealed, question.sealed):
        readers = set(recipients_of(bytes(sealed)))
        assert bytes(new.key_id) in readers
        assert bytes(old.key_id) not in readers
    assert [one.outcome for one in open_outcomes(one, by=moe, keys=_ring(moe))] == [outcome]
