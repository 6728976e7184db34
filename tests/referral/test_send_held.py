import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from candour.ledger.models import Entry
from candour.outcome import lists
from candour.referral import actions
from candour.referral.models import PassedDetails, Referral, Sending
from candour.referral.rules import HELD, SENT
from candour.staff import actions as staff
from candour.teams import actions as teams
from tests.conftest import DAY, Cast
from tests.referral import story


def _held(cast: Cast) -> Referral:
    return story.sent(cast, force=story.keyless(), details=story.DETAILS)


def test_a_force_without_a_key_is_sent_nothing_at_all(cast: Cast) -> None:
    held = _held(cast)

    assert story.again(held).stage() == HELD
    assert not Sending.objects.exists()
    assert not PassedDetails.objects.exists()
    assert list(Entry.objects.filter(token=held.token).values_list("event", flat=True)) == ["referral.held"]


def test_a_held_referral_is_chased_on_top_of_the_list(cast: Cast) -> None:
    story.sent(cast)
    held = _held(cast)

    every = lists.with_outcomes(Referral.objects.with_steps())
    first = lists.rows(list(lists.to_chase_first(every, timezone.localdate())))[0]
    assert (first.reference, first.late) == (held.reference, lists.NO_KEY)


def test_a_key_that_nobody_confirmed_does_not_count(cast: Cast) -> None:
    held = _held(cast)
    staff.make_team_key(teams.unit_of(held.force), holders=[])

    with pytest.raises(ValidationError, match="no confirmed key"):
        actions.send_held(held, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)
    assert list(Referral.objects.ready()) == []


def test_it_goes_once_the_key_is_confirmed(cast: Cast) -> None:
    held = _held(cast)
    story.give_key(cast, held.force)
    assert list(Referral.objects.ready()) == [held]

    actions.send_held(held, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)

    assert story.again(held).stage() == SENT
    assert held.details.count() == 1
    assert Entry.objects.filter(event="referral.sent", token=held.token).count() == 1
    with pytest.raises(ValidationError, match="sent already"):
        actions.send_held(held, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)


def test_an_assessor_may_not_send_it(cast: Cast) -> None:
    held = _held(cast)
    story.give_key(cast, held.force)

    with pytest.raises(PermissionDenied):
        actions.send_held(held, by=cast.asif, keys=cast.ring(cast.asif), on=DAY)
