import pytest
from django.core.exceptions import ValidationError

from candour.foi import actions, receiving, steps
from candour.foi.keyed import follow_hash, keyed_code
from candour.foi.models import Diverted, InformationRequest, Posted, Requester
from candour.foi.references import slug_of
from candour.foi.rules import Channel, Footing, Kind, Stage

from .conftest import ASKER, FINN, make_request

pytestmark = pytest.mark.django_db


def test_a_request_is_kept_with_its_questions_and_followed_with_a_code() -> None:
    made, code = receiving.receive_request(
        questions=["How many?", " ", "Who pays?"], asker=ASKER, channel=Channel.WEB
    )

    assert [(one.number, one.text) for one in made.questions.all()] == [(1, "How many?"), (2, "Who pays?")]
    assert Posted.objects.get(follow_hash=follow_hash(code.lower().replace("-", " "))).kind == Kind.RECEIVED
    assert code not in str(InformationRequest.objects.values())


def test_a_request_without_a_question_is_refused() -> None:
    with pytest.raises(ValidationError, match="Write at least one question"):
        receiving.receive_request(questions=["  "], asker=ASKER, channel=Channel.WEB)


def test_an_address_is_confirmed_once_with_its_own_code() -> None:
    made, _ = receiving.receive_request(
        questions=["a"], asker=ASKER, channel=Channel.WEB, needs_confirming=True
    )
    assert steps.stage_of(made) == Stage.UNCONFIRMED

    with pytest.raises(ValidationError, match="does not belong"):
        receiving.confirm_address(made.pk, "0000000000")
    for _ in range(2):
        receiving.confirm_address(made.pk, keyed_code("confirm", made.pk))

    assert steps.stage_of(made) == Stage.NEW


def test_references_are_given_in_order_when_a_request_is_opened() -> None:
    opened = [actions.open_request(make_request(), by=FINN, footing=Footing.VOLUNTARY) for _ in range(2)]

    numbers = [int(one.reference[-6:]) for one in opened]
    assert numbers[1] == numbers[0] + 1
    assert opened[0].slug == opened[0].reference.replace("/", ".")


def test_what_is_diverted_is_gone_but_for_its_day_and_kind(request_that_waits: InformationRequest) -> None:
    actions.divert(request_that_waits, "report", by=FINN)

    assert not InformationRequest.objects.exists()
    assert not Requester.objects.exists()
    assert not Posted.objects.exists()
    assert Diverted.objects.get().kind == "report"


def test_a_step_that_cannot_be_taken_is_refused_in_words(open_one: InformationRequest) -> None:
    with pytest.raises(ValidationError, match="open cannot be review requested"):
        steps.take_step(open_one, Kind.REVIEW_REQUESTED, by=None)


def test_references_in_either_style_find_the_same_address() -> None:
    assert slug_of("our ref 01/FOI/22/027524") == "01.FOI.22.027524"
    assert slug_of("01.foi.23.034971") == "01.FOI.23.034971"
    assert slug_of("FOI 23") is None
