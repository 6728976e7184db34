"""Coming back with a code: what was posted is read, and what is said waits for the desk."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.foi.asking import following
from candour.foi.letters import answering
from candour.foi.models import Heard, InformationRequest, Posted, PostedFile
from candour.foi.requests import actions, receiving, steps
from candour.foi.rules import Channel, Footing, Stage, StepKind
from candour.foi.triage.triaging import divert_and_tell
from candour.foi.worklist.taking_in import take_in_heard
from candour.post.keyed_codes import follow_hash, keyed_code
from candour.publication.log.publishing import publish

from .answered import add_file, decide
from .conftest import ASKER, DAY, FINN

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> tuple[InformationRequest, str]:
    """A request that is let in, and its code."""
    made, code = receiving.receive_request(
        questions=["How many?"], asker=ASKER, channel=Channel.WEB, on=DAY, needs_confirming=True
    )
    return made, code


def let_in(made: InformationRequest) -> None:
    actions.open_request(made, by=FINN, footing=Footing.VOLUNTARY, on=DAY)


def say(code: str, kind: str, text: str, once: uuid.UUID | None = None) -> str:
    sent = {"code": code, "do": "say", "kind": kind, "text": text, "once": str(once or uuid.uuid4())}
    return Client().post("/foi/follow", sent).content.decode()


def test_whoever_has_the_code_reads_what_was_posted(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    let_in(made)
    steps.post_line(
        made, StepKind.OPENED, "We have your request", on=DAY, body="Your words.", due_on=dt.date(2026, 8, 7)
    )

    page = Client().post("/foi/follow", {"code": code.lower().replace("-", " ")}).content.decode()

    assert "Your words." in page and "7 August 2026" in page
    assert "20 working days after 8 July 2026" in page
    assert ASKER.name not in page


def test_the_newest_letter_stands_open_and_no_word_of_an_older_one_is_lost(
    asked: tuple[InformationRequest, str],
) -> None:
    made, code = asked
    for body in (
        "Reference\n---------\n\nOld words.",
        "About it\n--------\n\n- New words, https://example.org/a.",
    ):
        steps.post_line(made, StepKind.OPENED, "A letter", on=DAY, body=body, file=b"%PDF-1.7 test")

    page = Client().post("/foi/follow", {"code": code}).content.decode()

    assert page.count("<details") == 2 and page.count('<details class="govuk-details" open>') == 1
    assert page.index("Old words.") < page.index("open>") < page.index("New words")
    assert '<a href="https://example.org/a">' in page and "----" not in page


@pytest.mark.parametrize("code", ["", "0000", "0" * 20, "0" * 24])
def test_an_unknown_code_is_told_so(asked: tuple[InformationRequest, str], code: str) -> None:
    answer = Client().post("/foi/follow", {"code": code})

    assert answer.status_code == 422
    assert "How many?" not in answer.content.decode()


def test_a_letter_comes_as_a_pdf_and_its_code_stands_in_no_address(
    asked: tuple[InformationRequest, str],
) -> None:
    made, code = asked
    steps.post_line(made, StepKind.OPENED, "We have your request", on=DAY, file=b"%PDF-1.7 test")

    answer = Client().post("/foi/follow", {"code": code, "letter": "2"})

    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7 test", "application/pdf")
    assert Client().post("/foi/follow", {"code": code, "letter": "1"}).status_code == 404
    assert Client().get("/foi/follow", {"code": code}).content.decode().count(code) == 0


def test_what_is_said_is_shown_at_once_and_becomes_a_message_at_the_desk(
    asked: tuple[InformationRequest, str],
) -> None:
    made, code = asked
    once = uuid.uuid4()

    for _ in range(2):
        assert "I mean calls, not forms." in say(code, "more", "I mean calls, not forms.", once)
    assert Heard.objects.count() == 1
    assert take_in_heard() == 1

    message = made.messages.get()
    assert (message.text, message.writer, message.matched_by) == (
        "I mean calls, not forms.",
        "asker",
        "follow",
    )
    assert not Heard.objects.exists()
    assert take_in_heard() == 0


def test_an_answer_to_our_question_starts_the_clock_again(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    let_in(made)
    steps.take_step(made, StepKind.CLARIFICATION_ASKED, by=FINN, on=DAY)
    steps.post_line(
        made, StepKind.CLARIFICATION_ASKED, "We need to ask you something", on=DAY, body="Which year?"
    )

    assert "Answer your question" in Client().post("/foi/follow", {"code": code}).content.decode()
    assert (
        "The clock has stopped until you answer"
        in Client().post("/foi/follow", {"code": code}).content.decode()
    )
    page = say(code, "clarified", "2025.")
    assert "Answer your question" not in page and "The clock has stopped" not in page
    take_in_heard()

    assert steps.stage_of(made) == Stage.OPEN
    assert made.messages.get().text == "2025."
    page = Client().post("/foi/follow", {"code": code}).content.decode()
    ours, theirs = page.rindex("We have your answer"), page.rindex("You answered our question")
    assert "letter--ours" in page[page.rindex("<article", 0, ours) : ours]
    assert "letter--ours" not in page[page.rindex("<article", 0, theirs) : theirs]


def test_a_request_is_taken_back_without_a_word(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    let_in(made)

    page = say(code, "withdraw", "")
    assert "You asked us to stop" in page and 'value="withdraw"' not in page
    take_in_heard()

    assert steps.stage_of(made) == Stage.WITHDRAWN


def test_what_no_longer_fits_is_kept_as_a_message_with_the_reason(
    asked: tuple[InformationRequest, str],
) -> None:
    made, code = asked
    let_in(made)
    say(code, "withdraw", "Stop.")
    actions.withdraw(made, by=FINN, note="by telephone")
    take_in_heard()

    message = made.messages.get()
    assert message.text == "Stop." and "withdrawn" in message.trouble


def test_silence_is_not_sent(asked: tuple[InformationRequest, str]) -> None:
    assert "Write what you want to say" in say(asked[1], "more", " ")
    assert not Heard.objects.exists()


def test_the_code_of_our_mail_can_be_typed_here(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    client = Client()
    for typed in ("WRONG00000", keyed_code("confirm", made.pk)):
        sent = {"code": code, "do": "confirm", "confirm": typed, "once": str(uuid.uuid4())}
        assert "We check the code" in client.post("/foi/follow", sent).content.decode()
        take_in_heard()

    assert steps.stage_of(made) == Stage.NEW
    headings = [one.heading for one in Posted.objects.all()]
    assert (
        "That was not the code of our e-mail" in headings and "Your e-mail address is confirmed" in headings
    )


def test_a_link_that_a_mail_program_follows_confirms_nothing(asked: tuple[InformationRequest, str]) -> None:
    made, _ = asked
    address = f"/foi/confirm/{made.pk}/{keyed_code('confirm', made.pk)}"

    assert "Yes, I asked" in Client().get(address).content.decode()
    assert steps.stage_of(made) == Stage.UNCONFIRMED
    assert "is confirmed" in Client().post(address).content.decode()
    assert steps.stage_of(made) == Stage.NEW
    assert Client().post(address).status_code == 200


def test_a_wrong_link_says_what_to_do(asked: tuple[InformationRequest, str]) -> None:
    answer = Client().post(f"/foi/confirm/{asked[0].pk}/0000000000")

    assert answer.status_code == 422
    assert "Copy it from our e-mail again" in answer.content.decode()


def test_after_it_was_no_request_nothing_more_is_taken_or_kept(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    divert_and_tell(made, "report", by=FINN, on=DAY)

    page = Client().post("/foi/follow", {"code": code}).content.decode()
    assert "<textarea" not in page and "withdraw" not in page and "e-mail" not in page
    assert 'href="/report"' in page and 'name="do"' not in page
    for kind in following.HEARD_OF:
        sent = {"code": code, "do": "say", "kind": kind, "text": "Quillfeather-Test.", "confirm": "A"}
        answer = Client().post("/foi/follow", sent | ({"do": "confirm"} if kind == "confirm" else {}))
        assert answer.status_code == 422
        assert "we have not kept them" in answer.content.decode()
        assert "Quillfeather-Test" not in answer.content.decode()
        with pytest.raises(ValidationError, match="not kept"):
            following.leave_message(code, kind, "Quillfeather-Test.", once=uuid.uuid4())
    assert not Heard.objects.exists()
    assert [one.kind for one in Posted.objects.all()] == [StepKind.DIVERTED]


def test_what_was_said_in_the_moment_it_was_diverted_is_gone_from_both_sides(
    asked: tuple[InformationRequest, str],
) -> None:
    made, code = asked
    divert_and_tell(made, "report", by=FINN, on=DAY)
    late = {"follow_hash": follow_hash(code), "place": 2, "kind": "more", "on": DAY}
    Posted.objects.create(heading="You told us more", body="Quillfeather-Test.", **late)
    Heard.objects.create(text="Quillfeather-Test.", **late)

    take_in_heard()

    assert not Heard.objects.exists()
    assert [one.kind for one in Posted.objects.all()] == [StepKind.DIVERTED]


def test_a_clock_that_stands_still_gives_no_last_day(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    let_in(made)
    steps.post_line(made, StepKind.OPENED, "We have your request", on=DAY, due_on=dt.date(2026, 8, 5))
    assert "as we counted then" not in Client().post("/foi/follow", {"code": code}).content.decode()
    assert "The last day to answer is" in Client().post("/foi/follow", {"code": code}).content.decode()
    steps.take_step(made, StepKind.CLARIFICATION_ASKED, by=FINN, on=DAY)
    steps.post_line(made, StepKind.CLARIFICATION_ASKED, "We need to ask you something", on=DAY)

    page = Client().post("/foi/follow", {"code": code}).content.decode()
    assert "The last day to answer is" not in page and "The clock has stopped" in page
    assert "Last day to answer, as we counted then: 5 August 2026" in page
    say(code, "clarified", "2025.")
    take_in_heard()
    page = Client().post("/foi/follow", {"code": code}).content.decode()
    assert "The last day to answer is" in page and "The clock has stopped" not in page

    steps.take_step(made, StepKind.CLARIFICATION_ASKED, by=FINN, on=DAY)
    steps.post_line(made, StepKind.CLARIFICATION_ASKED, "We need to ask you something", on=DAY)
    steps.post_line(made, StepKind.LAPSED, "We closed your request, because we heard nothing", on=DAY)
    assert "The clock has stopped" not in Client().post("/foi/follow", {"code": code}).content.decode()


@pytest.mark.parametrize(("way", "is_told"), [("email", True), ("code", False), ("post", False)])
def test_only_who_was_sent_a_code_is_asked_for_it(way: str, is_told: bool) -> None:
    asker = receiving.Asker(name="Testa Asker", answer_to=way)
    _, code = receiving.receive_request(
        questions=["How many?"], asker=asker, channel=Channel.WEB, on=DAY, needs_confirming=way == "email"
    )

    page = Client().post("/foi/follow", {"code": code}).content.decode()

    assert ("Confirm your e-mail address" in page) is is_told


def test_it_says_that_nobody_read_it_only_while_nobody_has(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    say(code, "more", "Calls, not forms.")
    steps.post_line(made, "confirmed", "Your e-mail address is confirmed", on=DAY)
    assert "A person has not read it yet" in Client().post("/foi/follow", {"code": code}).content.decode()

    steps.post_line(made, StepKind.OPENED, "We have your request", on=DAY, body="Your words.")

    assert "A person has not read it yet" not in Client().post("/foi/follow", {"code": code}).content.decode()


def test_whoever_has_the_code_gets_the_files_of_the_answer_and_then_its_page_in_the_log() -> None:
    asker = receiving.Asker(name="Testa Asker", answer_to="code")
    made, code = receiving.receive_request(questions=["How?"], asker=asker, channel=Channel.WEB, on=DAY)
    actions.open_request(made, by=FINN, footing=Footing.VOLUNTARY, on=DAY)
    add_file(made, "the “table”.csv", b"year,calls\n2025,412\n")
    decide(made, 1, "disclosed_full", answer="As in the table.")
    answering.send_letter(answering.draft_response(made, by=FINN, on=DAY), by=FINN, on=DAY)
    add_file(made, "later.csv", b"not sent")
    file = PostedFile.objects.get()

    page = Client().post("/foi/follow", {"code": code}).content.decode()
    assert "the “table”.csv" in page and "later.csv" not in page and "/foi/log/" not in page
    answer = Client().post("/foi/follow", {"code": code, "file": str(file.pk)})
    assert answer.content == b"year,calls\n2025,412\n"
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and "%E2%80%9C" in answer["Content-Disposition"]
    )

    publish(made, by=FINN, on=DAY)
    page = Client().post("/foi/follow", {"code": code}).content.decode()
    assert f'/foi/log/{made.slug}">' in page
    assert Client().get(f"/foi/log/{made.slug}").status_code == 200


def test_a_code_opens_the_files_of_its_own_letters_alone(asked: tuple[InformationRequest, str]) -> None:
    made, code = asked
    line = steps.post_line(made, StepKind.RESPONDED, "Our answer", on=DAY)
    file = PostedFile.objects.create(posted=line, name="a.csv", media_type="text/csv", content=b"a")
    _, other = receiving.receive_request(questions=["b"], asker=ASKER, channel=Channel.WEB, on=DAY)

    for wanted, held in ((str(file.pk), other), ("x", code), (str(uuid.uuid4()), code)):
        assert Client().post("/foi/follow", {"code": held, "file": wanted}).status_code == 404
    actions.divert(made, "other", by=FINN)
    assert not PostedFile.objects.exists()
