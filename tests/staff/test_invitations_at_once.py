"""Two presses at the same moment; on PostgreSQL nothing but a lock keeps them apart."""

import pytest
from django.core.exceptions import ValidationError

from candour.staff import actions as staff
from candour.staff.models import Invitation, Member
from tests.at_once import at_once
from tests.conftest import Cast

WORDS = "an invented passphrase of theirs"


def test_one_invitation_posted_many_times_at_once_makes_one_member(flushable: None, cast: Cast) -> None:
    _, secret = staff.invite(name="Newt Invented", role="assessor", by=cast.ada)
    names = [f"newt{number}" for number in range(6)]

    done = at_once(
        *(
            lambda name=name: staff.accept_invitation(secret, username=name, passphrase=WORDS)
            for name in names
        )
    )

    assert sorted(done) == [False] * 5 + [True]
    assert [one.username for one in Member.objects.filter(username__in=names)] == [names[done.index(True)]]


def test_an_invitation_is_taken_up_or_withdrawn_but_not_both(flushable: None, cast: Cast) -> None:
    for number in range(5):
        invitation, secret = staff.invite(name="Newt Invented", role="assessor", by=cast.ada)
        name = f"newt{number}"

        done = at_once(
            lambda secret=secret, name=name: staff.accept_invitation(secret, username=name, passphrase=WORDS),
            lambda invitation=invitation: staff.withdraw_invitation(invitation, by=cast.ada),
        )

        assert sorted(done) == [False, True]
        assert Member.objects.filter(username=name).exists() == done[0]
        assert Invitation.objects.filter(pk=invitation.pk).exists() == done[0]


def test_an_invitation_is_withdrawn_once(cast: Cast) -> None:
    invitation, _ = staff.invite(name="Newt Invented", role="assessor", by=cast.ada)
    again = Invitation.objects.get(pk=invitation.pk)
    staff.withdraw_invitation(invitation, by=cast.ada)

    with pytest.raises(ValidationError, match="withdrawn already"):
        staff.withdraw_invitation(again, by=cast.ada)
