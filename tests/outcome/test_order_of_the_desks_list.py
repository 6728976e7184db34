import datetime as dt
from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from candour.outcome import lists
from candour.outcome.actions import Stated, record_outcome
from candour.referral import replies
from candour.referral.models import Referral
from candour.staff.models import Member
from tests.conftest import Cast
from tests.referral import story

Door = Callable[[Member], Client]


def _ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days)


def _sent(cast: Cast, days: int, *, acknowledged: bool = False, outcome: str = "") -> Referral:
    one = story.sent(cast, on=_ago(days))
    if acknowledged:
        replies.acknowledge(one, by=cast.mo, on=_ago(days))
    if outcome:
        record_outcome(one, Stated(outcome, _ago(days)), by=cast.mo, on=_ago(days))
    return one


def _page(browser: Client, query: str = "") -> str:
    return browser.get(f"/desk/referrals{query}").content.decode().split("<h1>", 1)[1]


def test_held_then_late_then_open_then_finished_each_by_age(cast: Cast, through_the_door: Door) -> None:
    finished = _sent(cast, 400, acknowledged=True, outcome="nfa_known")
    young, old = _sent(cast, 2), _sent(cast, 60, acknowledged=True)
    late, later = _sent(cast, 20), _sent(cast, 120, acknowledged=True)
    back = _sent(cast, 30)
    replies.send_back(back, words="Not ours", by=cast.mo)
    held = story.sent(cast, force=story.keyless(), on=_ago(1))

    page = _page(through_the_door(cast.asif))

    expected = [held, later, late, old, back, young, finished]
    assert sorted(expected, key=lambda one: page.index(one.reference)) == expected


def test_what_was_passed_on_is_among_the_finished(cast: Cast, through_the_door: Door) -> None:
    moved, young = _sent(cast, 90, acknowledged=True), _sent(cast, 1)
    onward = story.passed_on(cast, moved)

    page = _page(through_the_door(cast.asif))

    assert page.index(young.reference) < page.index(moved.reference)
    assert onward.reference in page


def test_referrals_are_counted_and_not_their_lines(cast: Cast, through_the_door: Door) -> None:
    asif = through_the_door(cast.asif)
    story.passed_on(cast, _sent(cast, 3))
    assert "1 referral, 1 of them passed on: one line for each force, 2 lines." in _page(asif)
    _sent(cast, 3)

    assert "2 referrals, 1 of them passed on: one line for each force, 3 lines." in _page(asif)
    assert "2 referrals." in _page(asif, "?force=metropolitan")
    assert lists.size(Referral.objects.none()) == lists.Size(0, 0)
