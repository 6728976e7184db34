"""Every line of a referral says on which day its cohort began, wherever the referral is by then."""

import datetime as dt

from candour.ledger.models import Entry
from candour.outcome.actions import Stated, record_outcome
from candour.outcome.withdrawing import withdraw_outcome
from candour.referral import actions as referral
from candour.referral import moves, questions, replies
from candour.referral.cohorts import first_sent_on
from candour.referral.second_person import mark_of_answer, mark_of_move
from tests.conftest import DAY, Cast
from tests.referral import story


def _day(number: int) -> dt.date:
    return DAY + dt.timedelta(number)


def _began(*events: str) -> set[dt.date | None]:
    found = Entry.objects.filter(event__in=events)
    assert {one.event for one in found} == set(events)
    return {one.began_on for one in found}


def test_what_is_said_of_a_referral_belongs_to_the_day_it_was_first_sent(cast: Cast) -> None:
    one = story.sent(cast, on=_day(1))
    replies.acknowledge(one, by=cast.mo, on=_day(2))
    question = questions.ask(one, text="Which station?", by=cast.mo, on=_day(3))
    contact = one.report.mailboxes().get()
    questions.release(question, contact=contact, text="Where?", by=cast.asif, on=_day(4))
    answer = questions.write_answer(question, text="The old one", by=cast.asif, on=_day(5))
    seen, keys = mark_of_answer(answer), cast.ring(cast.rhona)
    questions.approve_answer(answer, seen=seen, by=cast.rhona, keys=keys, on=_day(6))
    wrong = record_outcome(one, Stated("arrest", _day(7)), by=cast.mo, on=_day(8))
    withdraw_outcome(wrong, words="Another case", by=cast.mo, on=_day(9))

    asked = ("question.asked", "question.released", "question.answered")
    said = ("referral.acknowledged", "outcome.recorded", "person.arrested", "outcome.withdrawn")
    assert _began(*asked, *said) == {_day(1)}


def test_a_move_does_not_begin_another_cohort(cast: Cast) -> None:
    one = story.sent(cast, on=_day(1))
    move = replies.propose_transfer(one, to_force=cast.kent, words="Serves there", by=cast.mo, on=_day(2))
    seen, keys = mark_of_move(move), cast.ring(cast.rhona)
    onward = moves.send_on(move, seen=seen, by=cast.rhona, keys=keys, on=_day(3))
    replies.acknowledge(onward, by=cast.kit, on=_day(4))
    record_outcome(onward, Stated("nfa_left", _day(5)), by=cast.kit, on=_day(5))
    replies.send_back(onward, words="Not ours either", by=cast.kit, on=_day(6))

    moved = ("referral.transferred", "referral.acknowledged", "outcome.recorded", "referral.sent_back")
    assert _began(*moved) == {_day(1)}
    assert onward.sending.on == _day(3)


def test_a_referral_belongs_to_the_day_its_report_was_assessed(cast: Cast) -> None:
    story.sent(cast, on=_day(1))
    assert _began("report.assessed", "referral.sent") == {_day(1)}


def test_one_that_waited_for_a_key_too(cast: Cast) -> None:
    held = story.sent(cast, force=story.keyless(), on=_day(1))
    story.give_key(cast, held.force)
    referral.send_held(held, by=cast.rhona, keys=cast.ring(cast.rhona), on=_day(9))

    assert _began("referral.held", "referral.sent") == {_day(1)}
    assert Entry.objects.get(event="referral.sent").happened_on == first_sent_on(held) == _day(9)
