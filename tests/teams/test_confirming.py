import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from candour.staff import actions as staff
from candour.teams import actions as teams
from candour.teams.models import NoKeyYet, TeamKey
from tests.conftest import Cast


@pytest.fixture
def unconfirmed(cast: Cast) -> TeamKey:
    """Kent's next key, which nobody has read out yet."""
    key = staff.make_team_key(teams.unit_of(cast.kent), holders=[cast.kit])
    assert not key.confirmed
    return key


def test_a_unit_is_sealed_to_by_its_newest_confirmed_key(cast: Cast, unconfirmed: TeamKey) -> None:
    unit = teams.unit_of(cast.kent)
    assert unit.recipient().fingerprint != unconfirmed.fingerprint

    teams.confirm_key(unconfirmed, read_back=unconfirmed.fingerprint)

    assert unit.recipient().fingerprint == unconfirmed.fingerprint


def test_spaces_and_capitals_do_not_matter(unconfirmed: TeamKey) -> None:
    teams.confirm_key(unconfirmed, read_back=unconfirmed.fingerprint.replace(" ", "").upper())

    assert unconfirmed.confirmed


def test_another_key_s_fingerprint_confirms_nothing(cast: Cast, unconfirmed: TeamKey) -> None:
    other = teams.unit_of(cast.metropolitan).keys.get()

    with pytest.raises(ValidationError, match="Ask the unit to read it out again"):
        teams.confirm_key(unconfirmed, read_back=other.fingerprint)

    unconfirmed.refresh_from_db()
    assert not unconfirmed.confirmed


@given(place=st.integers(0, 38), sign=st.sampled_from("0123456789abcdef"))
def test_one_wrong_sign_is_enough(place: int, sign: str) -> None:
    key = TeamKey(fingerprint="0123 4567 89ab cdef 0123 4567 89ab cdef")
    misread = key.fingerprint[:place] + sign + key.fingerprint[place + 1 :]
    if "".join(misread.split()) == "".join(key.fingerprint.split()):
        return

    with pytest.raises(ValidationError):
        teams.confirm_key(key, read_back=misread)


def test_our_own_team_is_sealed_to_by_the_pinned_key_alone(cast: Cast, settings) -> None:
    pinned = cast.assessors.recipient().fingerprint
    newer = staff.make_team_key(cast.assessors, holders=[cast.asif], confirmed=True)
    assert cast.assessors.recipient().fingerprint == pinned

    settings.TEAM_FINGERPRINTS = {"assessors": newer.fingerprint}
    assert cast.assessors.recipient().fingerprint == newer.fingerprint

    settings.TEAM_FINGERPRINTS = {}
    with pytest.raises(NoKeyYet):
        cast.assessors.recipient()


def test_a_row_whose_key_was_exchanged_is_refused(cast: Cast) -> None:
    ours, other = cast.assessors.keys.get(), teams.unit_of(cast.kent).keys.get()
    TeamKey.objects.filter(pk=ours.pk).update(public_key=other.public_key)

    with pytest.raises(NoKeyYet, match="does not match its fingerprint"):
        cast.assessors.recipient()
