import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from candour.outcome import lists
from candour.outcome.actions import Stated, record_outcome
from candour.referral import questions, replies
from candour.referral.models import Referral
from candour.referral.second_person import mark_of_answer
from candour.staff.models import Member
from tests.conftest import Cast
from tests.referral import story

Door = Callable[[Member], Client]


def _ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days)


def _shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode().split("<h1>", 1)[1]


def _refer(cast: Cast, days: int, *, acknowledged: bool = False, outcome: str = "") -> Referral:
    one = story.sent(cast, on=_ago(days))
    if acknowledged:
        replies.acknowledge(one, by=cast.mo, on=_ago(days))
    if outcome:
        kind = "both" if outcome == "investigation_opened" else ""
        stated = Stated(outcome, _ago(days), reference="INV/1", kind=kind)
        record_outcome(one, stated, by=cast.mo, on=_ago(days))
    return one


@pytest.mark.parametrize(
    ("days", "acknowledged", "outcome", "late"),
    [
        (7, False, "", False),
        (8, False, "", True),
        (8, True, "", False),
        (90, True, "", False),
        (91, True, "", True),
        (91, True, "force_assessing", False),
        (91, False, "nfa_known", False),
    ],
)
def test_the_database_and_the_rule_agree_on_what_is_late(
    cast: Cast, days: int, acknowledged: bool, outcome: str, late: bool
) -> None:
    one = _refer(cast, days, acknowledged=acknowledged, outcome=outcome)

    found = lists.late(Referral.objects.all(), timezone.localdate())
    (row,) = lists.rows(list(lists.with_outcomes(Referral.objects.with_steps())))
    assert (one in found, bool(row.late)) == (late, late)


def test_each_referral_is_in_one_list_of_the_inbox(cast: Cast, through_the_door: Door) -> None:
    waiting, open_one = _refer(cast, 3), _refer(cast, 3, acknowledged=True)
    done, gone = _refer(cast, 3, outcome="nfa_known"), _refer(cast, 3)
    replies.send_back(gone, words="Not ours", by=cast.mo)
    mo = through_the_door(cast.mo)

    for show, theirs in (
        ("new", {waiting}),
        ("open", {waiting, open_one}),
        ("finished", {done}),
        ("gone", {gone}),
    ):
        page = _shown(mo, f"/force/inbox?show={show}")
        every = (waiting, open_one, done, gone)
        assert {one for one in every if one.reference in page} == theirs, show


def test_an_answer_that_has_come_is_in_the_inbox(cast: Cast, through_the_door: Door) -> None:
    one = _refer(cast, 3, acknowledged=True)
    answer = story.answered(cast, story.released(cast, story.asked(cast, one)))
    mo = through_the_door(cast.mo)
    assert one.reference not in _shown(mo, "/force/inbox?show=answers")

    questions.approve_answer(answer, seen=mark_of_answer(answer), by=cast.rhona, keys=cast.ring(cast.rhona))

    assert one.reference in _shown(mo, "/force/inbox")


def test_another_forces_referrals_are_not_in_the_inbox(cast: Cast, through_the_door: Door) -> None:
    one = _refer(cast, 3)
    kit = through_the_door(cast.kit)

    for show in ("new", "open", "finished", "gone", "answers"):
        assert one.reference not in _shown(kit, f"/force/inbox?show={show}")


def test_an_empty_inbox_says_what_would_stand_there(cast: Cast, through_the_door: Door) -> None:
    assert "appears here until your unit confirms receipt" in _shown(
        through_the_door(cast.kit), "/force/inbox"
    )


def test_the_desks_list_is_narrowed_by_stage_and_force(cast: Cast, through_the_door: Door) -> None:
    sent, with_force = _refer(cast, 3), _refer(cast, 3, acknowledged=True)
    done, kents = _refer(cast, 3, outcome="nfa_known"), story.sent(cast, force=cast.kent, on=_ago(20))
    asif = through_the_door(cast.asif)
    every = {sent, with_force, done, kents}

    for query, expected in (
        ("", every),
        ("?stage=Sent, not acknowledged", {sent, kents}),
        ("?stage=With the force", {with_force}),
        ("?stage=Finished", {done}),
        ("?force=kent", {kents}),
        ("?stage=late", {kents}),
        ("?stage=late&force=metropolitan", set()),
        ("?stage=Nowhere&force=nobody", every),
    ):
        page = _shown(asif, f"/desk/referrals{query}")
        assert {one for one in every if one.reference in page} == expected, query


def test_fifty_stand_on_a_page(cast: Cast, through_the_door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [_refer(cast, days) for days in (5, 4, 3)]
    assert lists.PAGE == 50
    monkeypatch.setattr(lists, "PAGE", 2)
    asif = through_the_door(cast.asif)

    first, second = _shown(asif, "/desk/referrals"), _shown(asif, "/desk/referrals?page=2")
    assert [one.reference in first for one in made] == [True, True, False]
    assert [one.reference in second for one in made] == [False, False, True]


@pytest.mark.parametrize(("name", "address"), [("asif", "/desk/referrals"), ("mo", "/force/inbox?show=open")])
def test_a_longer_list_asks_the_database_no_more(
    cast: Cast, through_the_door: Door, name: str, address: str
) -> None:
    browser = through_the_door(getattr(cast, name))
    browser.get(address)  # what is asked once and remembered is not the list's
    asked = []
    for _ in range(2):
        for _ in range(4):
            _refer(cast, 3, acknowledged=True, outcome="safeguarding_action")
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_the_desk_reads_the_whole_story_of_one(cast: Cast, through_the_door: Door) -> None:
    one = _refer(cast, 3, outcome="investigation_opened")
    replies.send_back(one, words="She left for Kent", by=cast.mo)
    asif, address = through_the_door(cast.asif), f"/desk/referral/{one.reference}"

    page = _shown(asif, address)
    for words in ("Investigation opened", "INV/1", "She left for Kent", "Sent back: not theirs"):
        assert words in page
    asif.post(f"{address}/propose", {"to_force": "kent", "words": "Serves there now"})
    page = _shown(asif, address)
    assert "Serves there now" in page and "Proposed: pass it on to Kent Police" in page


@pytest.mark.parametrize("name", ["hana", "finn", "olu", "ada", "mo"])
def test_no_other_role_sees_the_desks_list(cast: Cast, through_the_door: Door, name: str) -> None:
    one = _refer(cast, 3)
    browser = through_the_door(getattr(cast, name))

    for address in ("/desk/referrals", f"/desk/referral/{one.reference}"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert one.reference not in answer.content.decode()
