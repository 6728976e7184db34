from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.assessment import deciding
from candour.assessment.models import Confirmation, SetAside
from candour.ledger.models import Entry
from candour.referral import actions, replies
from candour.referral.models import AnswerSent, PassingOn, Referral, SentBack, Transfer
from candour.referral.second_person import mark_of_answer, mark_of_move
from candour.staff.models import Member, Role
from tests.at_once import behind
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]


def _supervisor(cast: Cast) -> Member:
    cast.amara.role = Role.SUPERVISOR
    cast.amara.save()
    return cast.amara


def _told(browser: Client, address: str, filled: dict[str, str] | None = None) -> str:
    answer = browser.post(address, filled or {}, follow=True)
    assert (answer.status_code, answer.redirect_chain) == (200, [("/desk/approvals", 302)])
    return answer.content.decode()


def test_whoever_approves_second_reads_who_was_first(cast: Cast, through_the_door: Door) -> None:
    decision = story.decided(cast)
    amara = through_the_door(_supervisor(cast))
    actions.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)

    for act in ("approve", "set-aside"):
        told = _told(amara, f"/desk/approval/{decision.pk}/{act}", {"words": "x"})
        assert f"Rhona has checked this decision on {decision.report.reference} already." in told
    assert Referral.objects.count() == 1 and not SetAside.objects.exists()


def test_the_page_of_what_was_checked_meanwhile_leads_back_to_the_list(
    cast: Cast, through_the_door: Door
) -> None:
    decision = story.sent(cast).decision
    answer = through_the_door(cast.rhona).get(f"/desk/approval/{decision.pk}", follow=True)
    assert "Rhona has checked this decision" in answer.content.decode()


def test_whoever_sends_a_move_or_an_answer_second_is_told(cast: Cast, through_the_door: Door) -> None:
    passing = story.proposed(cast, story.sent(cast))
    answer = story.answered(cast, story.released(cast, story.asked(cast, story.sent(cast))))
    story.moved(cast, passing)
    story.approved(cast, answer)
    amara = through_the_door(_supervisor(cast))

    for act in ("send", "keep"):
        told = _told(amara, f"/desk/approval/move/{passing.pk}/{act}", {"seen": mark_of_move(passing)})
        assert "has been passed on already" in told
    told = _told(amara, f"/desk/approval/answer/{answer.pk}/approve", {"seen": mark_of_answer(answer)})
    assert "This answer has gone to Metropolitan Police Service already." in told
    assert Transfer.objects.count() == AnswerSent.objects.count() == 1


def test_whoever_sends_what_was_held_second_is_told(cast: Cast, through_the_door: Door) -> None:
    held = story.sent(cast, force=story.keyless())
    story.give_key(cast, held.force)
    actions.send_held(held, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)

    told = _told(through_the_door(cast.rhona), f"/desk/approval/held/{held.pk}/send")
    assert f"{held.reference} has been sent already." in told


@pytest.mark.parametrize("address", ["", "/move", "/answer"])
def test_what_never_was_is_not_found(cast: Cast, through_the_door: Door, address: str) -> None:
    nothing = f"/desk/approval{address}/00000000-0000-0000-0000-000000000000"
    assert through_the_door(cast.rhona).get(nothing).status_code == 404


def test_sent_back_and_proposed_at_once_and_one_wins(flushable: None, cast: Cast) -> None:
    one = story.sent(cast)

    refused = behind(
        lambda: replies.send_back(story.again(one), words="Not ours", by=cast.mo, on=DAY),
        lambda: story.proposed(cast, Referral.objects.get(pk=one.pk)),
    )

    assert isinstance(refused, ValidationError)
    assert SentBack.objects.exists() and not PassingOn.objects.exists()


def test_proposed_and_sent_back_at_once_and_one_wins(flushable: None, cast: Cast) -> None:
    one = story.sent(cast)

    refused = behind(
        lambda: story.proposed(cast, one),
        lambda: replies.send_back(Referral.objects.get(pk=one.pk), words="Not ours", by=cast.mo, on=DAY),
    )

    assert isinstance(refused, ValidationError)
    assert PassingOn.objects.exists() and not SentBack.objects.exists()


def test_a_move_that_is_sent_is_not_taken_back_at_the_same_moment(flushable: None, cast: Cast) -> None:
    passing = story.proposed(cast, story.sent(cast))
    stale = PassingOn.objects.select_related("referral").get(pk=passing.pk)

    refused = behind(lambda: story.moved(cast, passing), lambda: story.kept(cast, stale))

    assert isinstance(refused, ValidationError)
    assert Transfer.objects.get().passing_on == passing


def test_a_move_that_is_taken_back_is_not_sent_at_the_same_moment(flushable: None, cast: Cast) -> None:
    passing = story.proposed(cast, story.sent(cast))
    stale = PassingOn.objects.select_related("referral").get(pk=passing.pk)

    refused = behind(lambda: story.kept(cast, passing), lambda: story.moved(cast, stale))

    assert isinstance(refused, ValidationError)
    assert Referral.objects.count() == 1


def test_two_approvals_at_once_send_one_referral(flushable: None, cast: Cast) -> None:
    decision, other = story.decided(cast), _supervisor(cast)
    rhonas, others = cast.ring(cast.rhona), cast.ring(other)

    refused = behind(
        lambda: actions.approve(decision, by=cast.rhona, keys=rhonas, on=DAY),
        lambda: actions.approve(decision, by=other, keys=others, on=DAY),
    )

    assert isinstance(refused, ValidationError)
    assert Referral.objects.count() == Confirmation.objects.count() == 1


def test_two_confirmations_through_the_door_at_once_are_one(
    flushable: None, cast: Cast, through_the_door: Door
) -> None:
    report = story.assessed(cast)
    decision = deciding.decide(report, kind="keep", reason="duplicate", words="x", by=cast.asif, on=DAY)
    browser, seen = through_the_door(_supervisor(cast)), []

    refused = behind(
        lambda: deciding.confirm_decision(decision, by=cast.rhona, on=DAY),
        lambda: seen.append(browser.post(f"/desk/approval/{decision.pk}/approve").status_code),
    )

    assert refused is None and seen[-1] == 302
    assert Confirmation.objects.get().by == cast.rhona
    assert Entry.objects.filter(event="report.assessed").count() == 1


def test_an_answer_written_again_while_it_is_approved_stays_what_was_read(
    flushable: None, cast: Cast
) -> None:
    answer = story.answered(cast, story.released(cast, story.asked(cast, story.sent(cast))), "As read.")

    refused = behind(
        lambda: story.answered(cast, answer.question, "Another text."),
        lambda: story.approved(cast, answer),
    )

    assert isinstance(refused, ValidationError)
    assert not AnswerSent.objects.exists()
