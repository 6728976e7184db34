from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from candour.ledger.models import Entry
from candour.outcome.actions import Stated, correct_outcome, record_outcome
from candour.referral import actions, moves, questions, replies
from candour.referral.models import PassingOn, Referral
from candour.referral.rules import ACKNOWLEDGED, HELD, PASSED, PASSING, REDIRECTING, SENT, SENT_BACK
from candour.referral.second_person import mark_of_move
from candour.staff.models import Role
from tests.conftest import DAY, Cast
from tests.referral import story

STATED = Stated("force_assessing", DAY)


def test_a_transfer_is_sent_by_a_supervisor_and_adds_no_referral(cast: Cast) -> None:
    one = story.sent(cast)
    onward = story.passed_on(cast, one)

    assert story.again(one).stage() == PASSED
    assert story.again(onward).stage() == SENT
    moved = Entry.objects.get(event="referral.transferred")
    assert (moved.force, moved.to_force, moved.parent) == ("metropolitan", "kent", one.token)
    assert Entry.objects.filter(event="referral.sent").count() == 1


def test_the_new_unit_reads_and_the_old_one_can_no_longer_act(cast: Cast) -> None:
    one = story.sent(cast, details=story.DETAILS)
    outcome = record_outcome(one, STATED, by=cast.mo, on=DAY)
    onward = story.passed_on(cast, one)

    assert replies.open_referral(onward, by=cast.kit, keys=cast.ring(cast.kit)).text == story.SANITISED
    assert replies.open_details(onward, by=cast.kit, keys=cast.ring(cast.kit)) == []
    acts: list[Callable[[], object]] = [
        lambda: replies.acknowledge(one, by=cast.mo, on=DAY),
        lambda: replies.send_back(one, words="x", by=cast.mo, on=DAY),
        lambda: replies.propose_transfer(one, to_force=story.keyless(), words="x", by=cast.mo, on=DAY),
        lambda: replies.open_details(one, by=cast.mo, keys=cast.ring(cast.mo)),
        lambda: questions.ask(one, text="x", by=cast.mo, on=DAY),
        lambda: record_outcome(one, STATED, by=cast.mo, on=DAY),
        lambda: correct_outcome(outcome, STATED, by=cast.mo, on=DAY),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match="no longer with your force"):
            act()


def test_a_referral_that_was_sent_back_is_not_the_forces_again_when_a_move_is_proposed(cast: Cast) -> None:
    one = story.sent(cast)
    replies.send_back(one, words="Not ours", by=cast.mo, on=DAY)
    assert story.again(one).stage() == SENT_BACK

    moves.propose_redirect(one, to_force=cast.kent, words="Serves there", by=cast.asif, on=DAY)

    assert story.again(one).stage() == REDIRECTING
    with pytest.raises(ValidationError, match="no longer with your force"):
        replies.acknowledge(one, by=cast.mo, on=DAY)


def test_whoever_proposed_a_move_may_not_send_it(cast: Cast) -> None:
    one = story.sent(cast)
    replies.send_back(one, words="Not ours", by=cast.mo, on=DAY)
    passing = moves.propose_redirect(one, to_force=cast.kent, words="There", by=cast.rhona, on=DAY)

    with pytest.raises(PermissionDenied):
        story.moved(cast, passing)
    cast.amara.role = Role.SUPERVISOR
    cast.amara.save()
    moves.send_on(passing, seen=mark_of_move(passing), by=cast.amara, keys=cast.ring(cast.amara), on=DAY)
    assert story.again(one).stage() == PASSED


def test_an_assessor_may_not_send_a_move(cast: Cast) -> None:
    passing = story.proposed(cast, story.sent(cast))

    with pytest.raises(PermissionDenied):
        moves.send_on(passing, seen=mark_of_move(passing), by=cast.asif, keys=cast.ring(cast.asif), on=DAY)


def test_nothing_is_sent_on_twice(cast: Cast) -> None:
    passing = story.proposed(cast, story.sent(cast))
    story.moved(cast, passing)

    with pytest.raises(ValidationError):
        story.moved(cast, passing)
    assert Referral.objects.count() == 2


def test_a_move_to_a_force_without_a_key_is_held_there(cast: Cast) -> None:
    one = story.sent(cast)
    passing = story.proposed(cast, one, story.keyless())

    onward = story.moved(cast, passing)

    assert story.again(onward).stage() == HELD
    assert not Entry.objects.filter(event="referral.transferred").exists()
    story.give_key(cast, onward.force)
    actions.send_held(onward, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)
    assert Entry.objects.get(event="referral.transferred").to_force == onward.force_id


def test_a_move_that_is_taken_back_leaves_the_referral_with_its_force(cast: Cast) -> None:
    one = story.sent(cast)
    replies.acknowledge(one, by=cast.mo, on=DAY)
    passing = story.proposed(cast, one)
    assert story.again(one).stage() == PASSING

    story.kept(cast, passing)

    assert story.again(one).stage() == ACKNOWLEDGED
    story.proposed(cast, one)
    assert PassingOn.objects.count() == 1


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_move_needs_its_why(cast: Cast, words: str) -> None:
    with pytest.raises(ValidationError, match="Write why"):
        replies.propose_transfer(story.sent(cast), to_force=cast.kent, words=words, by=cast.mo, on=DAY)


def test_a_move_goes_to_no_force_that_has_the_report_already(cast: Cast) -> None:
    decision = story.decided(cast, forces=[cast.metropolitan, cast.kent])
    made = actions.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)
    met = next(one for one in made if one.force_id == "metropolitan")

    for to_force, words in ((cast.kent, "has this report already"), (cast.metropolitan, "another force")):
        with pytest.raises(ValidationError, match=words):
            replies.propose_transfer(met, to_force=to_force, words="x", by=cast.mo, on=DAY)


def test_what_was_not_sent_back_is_not_redirected(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="not been sent back"):
        moves.propose_redirect(story.sent(cast), to_force=cast.kent, words="x", by=cast.asif, on=DAY)
