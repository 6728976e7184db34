import pytest
from django.core.exceptions import ValidationError

from candour.foi.models import Attachment, Diverted, InformationRequest, Posted, Requester
from candour.foi.requests import actions, receiving, steps
from candour.foi.requests.references import slug_of
from candour.foi.rules import Channel, Footing, Stage, StepKind
from candour.post.keyed_codes import follow_hash, keyed_code

from .conftest import ASKER, FINN, make_open, make_request

pytestmark = pytest.mark.django_db


def test_a_request_is_kept_with_its_questions_and_followed_with_a_code() -> None:
    made, code = receiving.receive_request(
        questions=["How many?", " ", "Who pays?"], asker=ASKER, channel=Channel.WEB
    )

    assert [(one.number, one.text) for one in made.questions.all()] == [(1, "How many?"), (2, "Who pays?")]
    assert (
        Posted.objects.get(follow_hash=follow_hash(code.lower().replace("-", " "))).kind == StepKind.RECEIVED
    )
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
        steps.take_step(open_one, StepKind.REVIEW_REQUESTED, by=None)


def test_references_in_either_style_find_the_same_address() -> None:
    assert slug_of("our ref 01/FOI/22/027524") == "01.FOI.22.027524"
    assert slug_of("01.foi.23.034971") == "01.FOI.23.034971"
    assert slug_of("FOI 23") is None


def test_a_reference_is_never_given_again_whatever_became_of_its_request() -> None:
    first = make_open()
    actions.divert(first, "report", by=FINN)

    assert make_open().reference > first.reference


def test_a_reference_that_was_brought_in_is_passed_over(db: None) -> None:
    first = make_open()
    number = int(first.reference[-6:])
    brought = f"{first.reference[:-6]}{number + 1:06d}"
    InformationRequest.objects.create(reference=brought, title="Elsewhere", channel="import", follow_hash="h")
    InformationRequest.objects.create(
        reference=f"{first.reference[:-6]}999999", title="Far off", channel="import", follow_hash="i"
    )

    assert make_open().reference == f"{first.reference[:-6]}{number + 2:06d}"


def test_one_person_cannot_undo_a_request_that_was_let_in_or_answered(open_one: InformationRequest) -> None:
    with pytest.raises(ValidationError, match="It was let in before"):
        actions.divert(open_one, "spam", by=FINN)
    steps.take_step(open_one, StepKind.RESPONDED, by=FINN)
    with pytest.raises(ValidationError, match="answered or closed"):
        actions.divert(open_one, "report", by=FINN)
    assert InformationRequest.objects.filter(pk=open_one.pk).exists()


def test_what_was_made_from_its_files_goes_with_a_request(open_one: InformationRequest) -> None:
    first = Attachment.objects.create(request=open_one, name="a", media_type="t", content=b"a", sha256="a")
    Attachment.objects.create(
        request=open_one, name="b", media_type="t", content=b"b", sha256="b", made_from=first
    )

    actions.divert(open_one, "report", by=FINN)

    assert not Attachment.objects.exists()


def test_a_name_is_one_line(db: None) -> None:
    asker = receiving.Asker(name="Al\r\nSubject: x", email="al@example.org")
    made, _ = receiving.receive_request(questions=["a"], asker=asker, channel=Channel.WEB)

    assert made.requester.name == "Al Subject: x"
