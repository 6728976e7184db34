import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from candour.foi.deciding.actions import decide
from candour.foi.deciding.last_decisions import sent_decisions
from candour.foi.letters import answering, reviewing
from candour.foi.models import InformationRequest
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Footing, QuestionOutcome, Stage

from .conftest import FINN, SECOND
from .test_answering import LATER, answered_request

pytestmark = pytest.mark.django_db
ASKED = LATER + dt.timedelta(days=7)
# FINN decides and SECOND approves the answer; these two had no part in it.
THIRD, FOURTH = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def reviewed() -> InformationRequest:
    """A review was asked for."""
    request = answered_request(footing=Footing.OWN)
    reviewing.request_review(request, note="Twelve is not few.", by=FINN, on=ASKED)
    return request


def anew(request: InformationRequest) -> None:
    decide(
        request.questions.all()[0], outcome=QuestionOutcome.DISCLOSED_FULL, answer="12", by=THIRD, on=ASKED
    )


def test_a_review_is_received_with_its_own_day(reviewed: InformationRequest) -> None:
    letter = reviewed.letters.get(kind="received_review")
    assert stage_of(reviewed) == Stage.REVIEWING
    assert "20th working day" in letter.body and letter.sent_on == ASKED


def test_a_review_comes_too_late_after_its_time() -> None:
    with pytest.raises(ValidationError, match="new request"):
        reviewing.request_review(answered_request(), note="x", by=FINN, on=LATER + dt.timedelta(days=120))


@pytest.mark.parametrize("member", [FINN, SECOND], ids=["who decided", "who approved"])
def test_whoever_had_a_part_in_the_answer_does_not_review(
    reviewed: InformationRequest, member: uuid.UUID
) -> None:
    with pytest.raises(ValidationError, match="decided or approved the answer"):
        reviewing.answer_review(reviewed, found="upheld", reasons="x", by=member)


def test_nor_do_their_new_decisions_stand_in_a_review(reviewed: InformationRequest) -> None:
    decide(
        reviewed.questions.all()[0], outcome=QuestionOutcome.DISCLOSED_FULL, answer="12", by=FINN, on=ASKED
    )
    with pytest.raises(ValidationError, match="decided or approved the answer"):
        reviewing.answer_review(reviewed, found="part", reasons="x", by=THIRD)


def test_whoever_decided_at_first_does_not_approve_that_others_looked_again(
    reviewed: InformationRequest,
) -> None:
    letter = reviewing.answer_review(reviewed, found="upheld", reasons="x", by=THIRD)
    assert "Somebody who had no part in that answer has done so." in letter.body
    with pytest.raises(ValidationError, match="You decided this at first"):
        answering.approve_letter(letter, by=FINN)
    assert answering.approve_letter(letter, by=SECOND).approved_by == SECOND


def test_where_nobody_else_is_left_the_letter_says_so(reviewed: InformationRequest) -> None:
    letter = reviewing.answer_review(reviewed, found="upheld", reasons="x", by=SECOND, nobody_else=True)
    assert "no part in that answer has" not in letter.body and "Everybody here" in letter.body
    answering.send_letter(answering.approve_letter(letter, by=FINN), by=SECOND, on=ASKED)
    assert stage_of(reviewed) == Stage.RESPONDED


@pytest.mark.parametrize(("found", "decides"), [("upheld", True), ("part", False), ("x", False)])
def test_what_a_review_found_and_what_was_decided_must_agree(
    reviewed: InformationRequest, found: str, decides: bool
) -> None:
    if decides:
        anew(reviewed)
    with pytest.raises(ValidationError):
        reviewing.answer_review(reviewed, found=found, reasons="x", by=SECOND)


def test_a_review_that_overturns_tells_the_new_answer(reviewed: InformationRequest) -> None:
    anew(reviewed)
    assert sent_decisions(reviewed)[0][1].outcome == QuestionOutcome.EXEMPT
    letter = reviewing.answer_review(reviewed, found="part", reasons="Nobody is found by it.", by=THIRD)
    with pytest.raises(ValidationError, match="You drafted"):
        answering.approve_letter(letter, by=THIRD)
    answering.send_letter(answering.approve_letter(letter, by=FOURTH), by=THIRD, on=ASKED)

    assert stage_of(reviewed) == Stage.RESPONDED
    assert "In full: two disclosed" in letter.body and "Nobody is found by it." in letter.body
    assert sent_decisions(reviewed)[0][1].outcome == QuestionOutcome.DISCLOSED_FULL
    assert reviewed.steps.last().note == "part"  # type: ignore[union-attr]


def test_a_review_that_upholds_says_so(reviewed: InformationRequest) -> None:
    letter = reviewing.answer_review(reviewed, found="upheld", reasons="Twelve is few here.", by=THIRD)
    assert "We come to the same answer." in letter.body
    assert "Part: one refused, one disclosed" in letter.body and "Information Commissioner" in letter.body


def test_a_correction_says_the_old_the_new_and_why() -> None:
    request = answered_request()
    with pytest.raises(ValidationError, match="nothing differs"):
        reviewing.draft_correction(request, reasons="a slip", by=FINN)
    decide(
        request.questions.all()[1], outcome=QuestionOutcome.DISCLOSED_FULL, answer="Another fund.", by=FINN
    )
    letter = reviewing.draft_correction(request, reasons="We misread the agreement.", by=FINN)
    for words in ("An invented fund.", "Another fund.", "We misread the agreement."):
        assert words in letter.body
    answering.send_letter(answering.approve_letter(letter, by=SECOND), by=FINN)
    assert stage_of(request) == Stage.RESPONDED
    assert sent_decisions(request)[1][1].answer == "Another fund."


def test_the_commissioner_has_no_say_in_a_voluntary_answer() -> None:
    with pytest.raises(ValidationError, match="by choice"):
        reviewing.open_ico(answered_request(), note="IC-000-INVENTED", by=FINN)


def test_the_commissioners_case_is_opened_and_decided() -> None:
    request = answered_request(footing=Footing.OWN)
    reviewing.open_ico(request, note="IC-000-INVENTED", until=ASKED, by=FINN, on=LATER)
    assert stage_of(request) == Stage.AT_ICO
    with pytest.raises(ValidationError, match="what was decided"):
        reviewing.ico_decided(request, note=" ", by=FINN)
    reviewing.ico_decided(request, note="Upheld, IC-000-INVENTED", by=FINN, on=ASKED)
    assert stage_of(request) == Stage.RESPONDED
