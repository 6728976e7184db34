import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from candour.mailbox import actions as mailbox
from candour.referral import questions
from candour.referral.models import Question
from candour.referral.rules import ANSWER_WAITS, QUESTION_ANSWERED, QUESTION_PUT, QUESTION_WAITS
from candour.referral.second_person import mark_of_answer
from candour.staff.models import Role
from tests.conftest import DAY, Cast
from tests.referral import story


def _stage(question: Question) -> str:
    return Question.objects.with_steps().get(pk=question.pk).stage()


def test_a_question_says_where_it_stands_at_each_step(cast: Cast) -> None:
    question = story.asked(cast, story.sent(cast))
    assert _stage(question) == QUESTION_WAITS

    story.released(cast, question)
    assert _stage(question) == QUESTION_PUT

    answer = story.answered(cast, question, "The old one.")
    assert _stage(question) == ANSWER_WAITS

    story.approved(cast, answer)
    assert _stage(question) == QUESTION_ANSWERED
    assert questions.open_answer(answer, by=cast.mo, keys=cast.ring(cast.mo)) == "The old one."


def test_whoever_wrote_the_answer_may_not_approve_it(cast: Cast) -> None:
    question = story.released(cast, story.asked(cast, story.sent(cast)))
    answer = questions.write_answer(question, text="The old one.", by=cast.rhona, on=DAY)

    with pytest.raises(PermissionDenied):
        story.approved(cast, answer)
    cast.amara.role = Role.SUPERVISOR
    cast.amara.save()
    questions.approve_answer(
        answer, seen=mark_of_answer(answer), by=cast.amara, keys=cast.ring(cast.amara), on=DAY
    )


def test_an_assessor_may_not_approve_an_answer(cast: Cast) -> None:
    answer = story.answered(cast, story.released(cast, story.asked(cast, story.sent(cast))))

    with pytest.raises(PermissionDenied):
        questions.approve_answer(
            answer, seen=mark_of_answer(answer), by=cast.amara, keys=cast.ring(cast.amara), on=DAY
        )


def test_a_question_goes_only_to_a_reporter_of_its_own_report(cast: Cast) -> None:
    question = story.asked(cast, story.sent(cast))
    stranger = story.assessed(cast).mailboxes().get()

    with pytest.raises(ValidationError, match="reporter of this report"):
        questions.release(question, contact=stranger, text="Where?", by=cast.asif, on=DAY)


def test_nothing_more_goes_to_a_force_that_the_referral_has_left(cast: Cast) -> None:
    one = story.sent(cast)
    unput, put = story.asked(cast, one), story.released(cast, story.asked(cast, one))
    answer = story.answered(cast, put)
    story.passed_on(cast, one)

    contact = one.report.mailboxes().get()
    with pytest.raises(ValidationError, match="no longer with"):
        questions.release(unput, contact=contact, text="Where?", by=cast.asif, on=DAY)
    with pytest.raises(ValidationError, match="no longer with"):
        questions.write_answer(put, text="x", by=cast.asif, on=DAY)
    with pytest.raises(ValidationError, match="no longer with"):
        story.approved(cast, answer)
    assert not Question.objects.live().exists()


def test_a_letter_after_the_question_is_noticed_and_one_before_is_not(cast: Cast) -> None:
    received = story.contact_received()
    one = story.sent(cast, received=received)
    box = mailbox.open_by_words(received.receipt)
    mailbox.receive_letter(box.mailbox, receipt=received.receipt, text="Before", on=DAY)
    story.released(cast, story.asked(cast, one))
    assert [question.letters_since for question in Question.objects.with_letters_since()] == [False]

    mailbox.receive_letter(box.mailbox, receipt=received.receipt, text="After", on=DAY)

    assert [question.letters_since for question in Question.objects.with_letters_since()] == [True]
