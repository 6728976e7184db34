import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from candour.audit.models import Act
from candour.foi.clock.request_clock import clock_of
from candour.foi.deciding.actions import decide
from candour.foi.deciding.last_decisions import sent_decisions
from candour.foi.files.actions import add_file, clean_file, remove_file
from candour.foi.letters import answering, hand_over, readiness
from candour.foi.letters.readiness import is_out_of_date
from candour.foi.models import Attachment, InformationRequest, Outgoing, Posted, RequestLetter
from candour.foi.requests import actions
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Footing, QuestionOutcome, Stage, StepKind
from candour.forces.models import Force

from .conftest import ASKER, DAY, FINN, SECOND, make_open, make_request

pytestmark = pytest.mark.django_db
LATER = DAY + dt.timedelta(days=7)


def decided(*, footing: Footing = Footing.VOLUNTARY, refused: bool = True) -> InformationRequest:
    """A request with two questions, decided; the first is refused unless told otherwise."""
    request = make_open("How many?", "Who pays?", footing=footing)
    first, second = request.questions.all()
    if refused:
        decide(first, outcome=QuestionOutcome.EXEMPT, sections=["40(2)"], why="few people", by=FINN, on=LATER)
    else:
        decide(first, outcome=QuestionOutcome.NOT_HELD, why="every list was searched", by=FINN, on=LATER)
    decide(second, outcome=QuestionOutcome.DISCLOSED_FULL, answer="An invented fund.", by=FINN, on=LATER)
    return request


def answered_request(*, footing: Footing = Footing.VOLUNTARY) -> InformationRequest:
    """One whose answer has gone out."""
    request = decided(footing=footing)
    letter = answering.approve_letter(answering.draft_response(request, by=FINN, on=LATER), by=SECOND)
    answering.send_letter(letter, by=FINN, on=LATER)
    return request


def test_an_acknowledgement_restates_the_questions_and_shows_how_the_day_was_counted() -> None:
    request = make_open("How many contacts?", "Who pays?")
    letter = answering.acknowledge(request, by=FINN, on=DAY)

    for words in (
        request.reference,
        "How many contacts?",
        "Who pays?",
        "7 August 2026",
        "Battle of the Boyne",
    ):
        assert words in letter.body
    assert letter.sent_on == DAY and letter.template == "acknowledgement-1"
    assert ASKER.name not in letter.body and ASKER.email not in letter.body
    posted = Posted.objects.filter(follow_hash=request.follow_hash).last()
    assert posted and posted.due_on == dt.date(2026, 8, 7) and bytes(posted.file or b"").startswith(b"%PDF")
    queued = Outgoing.objects.get()
    assert queued.to == ASKER.email and queued.body.startswith("Dear Testa Asker,\n\nThank you")
    with pytest.raises(ValidationError, match="before"):
        answering.acknowledge(request, by=FINN)


def test_a_request_that_waits_for_triage_is_not_acknowledged(request_that_waits: InformationRequest) -> None:
    with pytest.raises(ValidationError, match="Let the request in"):
        answering.acknowledge(request_that_waits, by=FINN)


def test_a_clarification_stops_the_clock_and_starts_it_from_nought() -> None:
    request = make_open()
    letter = answering.ask_clarification(request, ask="Which year do you mean?", by=FINN, on=LATER)
    assert "Which year do you mean?" in letter.body and "8 September" not in letter.body
    assert stage_of(request) == Stage.CLARIFYING and clock_of(request, LATER).due_on is None

    answering.clarified(request, by=None, on=dt.date(2026, 9, 14))
    assert clock_of(request, dt.date(2026, 9, 14)).due_on == dt.date(2026, 10, 12)


def test_a_request_lapses_only_after_its_time() -> None:
    request = make_open()
    answering.ask_clarification(request, ask="Which year?", by=FINN, on=DAY)
    with pytest.raises(ValidationError, match="We wait until"):
        answering.lapse(request, by=FINN, on=DAY + dt.timedelta(days=40))
    answering.lapse(request, by=FINN, on=DAY + dt.timedelta(days=90))
    assert stage_of(request) == Stage.LAPSED


def test_more_time_is_taken_for_a_reason_and_never_past_the_ceiling() -> None:
    request = make_open()
    until = dt.date(2026, 8, 21)
    for day, reason in ((until, ""), (dt.date(2027, 1, 5), "weighing")):
        with pytest.raises(ValidationError):
            answering.extend(request, until=day, reason=reason, by=FINN, on=LATER)
    letter = answering.extend(request, until=until, reason="We weigh section 31.", by=FINN, on=LATER)
    assert "21 August 2026" in letter.body and "We weigh section 31." in letter.body
    assert clock_of(request, LATER).due_on == until


def test_an_answer_waits_until_every_question_is_decided() -> None:
    request = make_open("a", "b")
    decide(request.questions.all()[1], outcome=QuestionOutcome.NOT_HELD, why="searched", by=FINN)
    with pytest.raises(ValidationError, match="Decide question 1 first"):
        answering.draft_response(request, by=FINN)


def test_a_refusal_goes_out_only_after_somebody_else_has_read_it() -> None:
    request = decided()
    letter = answering.draft_response(request, by=FINN, on=LATER)
    assert letter.needs_second and stage_of(request) == Stage.CLEARANCE
    with pytest.raises(ValidationError, match="second person"):
        answering.send_letter(letter, by=SECOND)
    with pytest.raises(ValidationError, match="You drafted"):
        answering.approve_letter(letter, by=FINN)

    answering.send_letter(answering.approve_letter(letter, by=SECOND), by=FINN, on=LATER)
    assert stage_of(request) == Stage.RESPONDED
    assert [one.outcome for _, one in sent_decisions(request)] == [
        QuestionOutcome.EXEMPT,
        QuestionOutcome.DISCLOSED_FULL,
    ]
    assert "Part: one refused, one disclosed" in Outgoing.objects.get().body
    acts = set(Act.objects.values_list("act", flat=True))
    assert {"decided question", "drafted letter", "approved letter", "sent letter"} <= acts


def test_an_answer_that_refuses_nothing_needs_one_person() -> None:
    request = decided(refused=False)
    letter = answering.draft_response(request, by=FINN, on=LATER)
    assert not letter.needs_second
    with pytest.raises(ValidationError, match="needs no second"):
        answering.approve_letter(letter, by=SECOND)
    answering.send_letter(letter, by=FINN, on=LATER)
    assert stage_of(request) == Stage.RESPONDED


def test_personal_information_needs_a_second_person_even_where_nothing_is_refused() -> None:
    request = make_open()
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.DISCLOSED_FULL,
        answer="A name.",
        personal=True,
        by=FINN,
    )
    assert answering.draft_response(request, by=FINN).needs_second


def test_a_letter_is_out_of_date_once_a_question_is_decided_anew() -> None:
    request = decided()
    letter = answering.approve_letter(answering.draft_response(request, by=FINN), by=SECOND)
    decide(request.questions.all()[0], outcome=QuestionOutcome.DISCLOSED_FULL, answer="12", by=FINN)
    with pytest.raises(ValidationError, match="decided anew"):
        answering.send_letter(letter, by=FINN)
    again = answering.draft_response(request, by=FINN)
    assert not RequestLetter.objects.filter(pk=letter.pk).exists()
    assert not again.needs_second and again.approved_by is None
    answering.send_letter(again, by=FINN)


def test_a_letter_sent_back_keeps_the_reason_until_it_is_drafted_again() -> None:
    request = decided()
    letter = answering.draft_response(request, by=FINN)
    with pytest.raises(ValidationError, match="has to change"):
        answering.send_back_letter(letter, why=" ", by=SECOND)
    answering.send_back_letter(letter, why="Say more.", by=SECOND)
    assert stage_of(request) == Stage.OPEN
    assert request.steps.last().note == "Say more."  # type: ignore[union-attr]
    for act in (answering.approve_letter, answering.send_letter):
        with pytest.raises(ValidationError, match="Say more"):
            act(letter, by=SECOND)
    again = answering.draft_response(request, by=FINN)
    assert list(request.letters.all()) == [again] and not is_out_of_date(again)


def one_added(request: InformationRequest) -> None:
    clean_file(add_file(request, name="more.txt", content=b"Nobody read this.", by=FINN), by=FINN)


def one_taken_away(request: InformationRequest) -> None:
    remove_file(request.attachments.get(goes_out=True), by=FINN)


@pytest.mark.parametrize("change", [one_added, one_taken_away])
def test_what_was_approved_goes_out_only_with_the_files_that_were_read(
    change: Callable[[InformationRequest], None],
) -> None:
    request = decided()
    clean_file(add_file(request, name="rota.txt", content=b"Mornings.", by=FINN), by=FINN)
    letter = answering.approve_letter(answering.draft_response(request, by=FINN), by=SECOND)
    assert "- rota (cleaned).pdf" in letter.body and readiness.in_the_way(letter) == []
    change(request)
    with pytest.raises(ValidationError, match="files of the answer changed"):
        answering.send_letter(letter, by=FINN)
    again = answering.draft_response(request, by=FINN)
    with pytest.raises(ValidationError, match="second person"):
        answering.send_letter(again, by=FINN)
    answering.send_letter(answering.approve_letter(again, by=SECOND), by=FINN)
    assert stage_of(request) == Stage.RESPONDED


def test_a_letter_is_sent_once() -> None:
    request = answered_request()
    letter = request.letters.get(kind="response")
    with pytest.raises(ValidationError, match="sent before"):
        answering.send_letter(letter, by=FINN)
    with pytest.raises(ValidationError, match="correction"):
        answering.send_back_letter(letter, why="x", by=SECOND)
    assert Outgoing.objects.count() == 1


def test_a_file_that_nobody_passed_holds_the_answer_back() -> None:
    request = decided(refused=False)
    Attachment.objects.create(
        request=request,
        name="list.xlsx",
        media_type="x",
        content=b"x",
        sha256="0" * 64,
        goes_out=True,
        findings=[["hidden sheet", "Sheet 2", "names"]],
    )
    letter = answering.draft_response(request, by=FINN)
    with pytest.raises(ValidationError, match=r"list\.xlsx"):
        answering.send_letter(letter, by=FINN)


def test_an_asker_with_a_code_alone_finds_the_answer_by_it_and_gets_no_mail() -> None:
    request = make_open()
    request.requester.answer_to = "code"
    request.requester.save()
    decide(request.questions.get(), outcome=QuestionOutcome.NOT_HELD, why="searched", by=FINN)
    answering.send_letter(answering.draft_response(request, by=FINN), by=FINN)
    assert not Outgoing.objects.exists()
    posted = Posted.objects.filter(follow_hash=request.follow_hash).last()
    assert posted and posted.kind == StepKind.RESPONDED and "Not held" in posted.body


def test_what_another_body_holds_is_handed_on_in_one_step() -> None:
    request = make_open("How many arrests?")
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.HELD_ELSEWHERE,
        holder="Invented Police",
        by=FINN,
        on=LATER,
    )
    with pytest.raises(ValidationError, match="No question"):
        hand_over.hand_on(request, to_name="Another", to_address="a@example.org", by=FINN)
    hand_over.hand_on(
        request, to_name="Invented Police", to_address="foi@invented.example", by=FINN, on=LATER
    )
    assert stage_of(request) == Stage.HANDED_ON
    to_them = Outgoing.objects.get(to="foi@invented.example")
    assert "How many arrests?" in to_them.body and ASKER.email not in to_them.body
    assert ASKER.name not in to_them.body
    assert "foi@invented.example" in Outgoing.objects.get(to=ASKER.email).body


def test_where_only_one_question_is_theirs_the_rest_is_still_answered() -> None:
    request = make_open("How many arrests?", "Who pays?")
    decide(
        request.questions.all()[0], outcome=QuestionOutcome.HELD_ELSEWHERE, holder="Invented Police", by=FINN
    )
    hand_over.hand_on(request, to_name="Invented Police", to_address="foi@invented.example", by=FINN)
    assert stage_of(request) == Stage.OPEN
    assert "Who pays?" not in Outgoing.objects.get(to="foi@invented.example").body


def test_what_is_handed_on_undecided_is_decided_by_it() -> None:
    request = make_open("How many arrests?", "And when?")
    hand_over.hand_on(request, to_name="Invented Police", to_address="1 Road", by=FINN, on=LATER)
    told = sent_decisions(request)
    assert [(one.outcome, one.holder) for _, one in told] == [("held_elsewhere", "Invented Police")] * 2
    assert stage_of(request) == Stage.HANDED_ON
    assert [one.to for one in Outgoing.objects.all()] == [ASKER.email]


def test_only_a_force_is_told_to_search() -> None:
    with pytest.raises(ValidationError, match="not answered for a force"):
        hand_over.search_order(make_open(), to_address="a@example.org", answer_by=LATER, by=FINN, on=DAY)


def test_nothing_is_sent_before_triage() -> None:
    with pytest.raises(ValidationError):
        answering.draft_response(make_request(), by=FINN)


def test_a_search_order_gives_the_force_a_shorter_day_than_ours() -> None:
    request = actions.open_request(
        make_request("How many?"), by=FINN, footing=Footing.BEHALF, force=Force.objects.get(pk="kent"), on=DAY
    )
    with pytest.raises(ValidationError, match="before our own"):
        hand_over.search_order(
            request, to_address="x@y.example", answer_by=dt.date(2026, 8, 10), by=FINN, on=DAY
        )
    letter = hand_over.search_order(request, to_address="x@y.example", answer_by=LATER, by=FINN, on=DAY)
    assert "held for Kent Police" in letter.body and "15 July 2026" in letter.body
    assert "7 August 2026" in letter.body and ASKER.name not in letter.body
    assert [one.to for one in Outgoing.objects.all()] == ["x@y.example"]
    assert stage_of(request) == Stage.OPEN
