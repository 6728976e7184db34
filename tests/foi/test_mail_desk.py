"""The desk's pages for mail, through its door."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from candour.foi.mail.receiving import receive
from candour.foi.models import InformationRequest, Message, Outgoing
from candour.foi.requests.outgoing import queue
from candour.foi.requests.steps import stage_of, take_step
from candour.foi.rules import Stage, StepKind
from candour.staff.models import Member
from tests.conftest import Cast
from tests.post.mails import OURS, bounce, mail, reply

from .conftest import FINN, make_open

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]
TEXT = "Hello,\n\n1. How many contacts came?\n2. How many were by force?\n\nTesta"


@pytest.fixture(autouse=True)
def _an_address(settings) -> None:
    settings.FOI_ADDRESS = OURS
    settings.SMTP = settings.IMAP = ""


@pytest.fixture
def finn(cast: Cast, through_the_door: Door) -> Client:
    return through_the_door(cast.finn)


@pytest.fixture
def held(db: None) -> Message:
    return receive(mail(TEXT).as_bytes())


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_list_says_who_wrote_what_and_why_it_waits(finn: Client, held: Message) -> None:
    page = words(finn.get("/desk/foi/holding"))

    assert "Testa Asker" in page and "A question" in page and "8 July 2026" in page
    assert "How many contacts came" in page
    assert held.trouble in page


def test_it_says_that_e_mail_is_not_set_up_and_what_to_do(finn: Client, open_one: InformationRequest) -> None:
    queue(open_one, to="testa.asker@example.org", subject="Our answer", body="It is 412.")
    page = words(finn.get("/desk/foi/holding"))

    assert "CANDOUR_SMTP" in page and "CANDOUR_IMAP" in page and "CANDOUR_FOI_ADDRESS" not in page
    assert "<strong>1</strong> mail waits to be sent" in page


def test_each_mail_that_waits_is_listed_with_its_way_in_but_not_whose_words_were_deleted(
    finn: Client, open_one: InformationRequest
) -> None:
    made = queue(open_one, to="testa.asker@example.org", subject="Our answer", body="It is 412.")
    queue(None, to="deleted@example.org", subject="Your message to us", body="Go there.")
    page = words(finn.get("/desk/foi/holding"))

    assert "<strong>2</strong> mails wait to be sent" in page
    assert "Our answer" in page and "testa.asker@example.org" in page and open_one.reference in page
    assert str(made.pk) in page
    assert "deleted@example.org" not in page and "hang on no request" in page


def test_what_is_hidden_in_a_mail_is_shown_as_text(finn: Client) -> None:
    made = receive(mail("<script>alert(1)</script>", subject="<b>bold</b>").as_bytes())
    page = words(finn.get(f"/desk/foi/mail/{made.pk}"))

    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert "<b>bold" not in page


def test_a_mail_can_be_saved_as_it_came_and_is_never_shown_by_the_browser(
    finn: Client, held: Message
) -> None:
    answer = finn.get(f"/desk/foi/mail/{held.pk}/as-it-came")

    assert answer.content == bytes(held.raw or b"")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_request_is_made_with_its_questions_proposed(finn: Client, held: Message) -> None:
    page = words(finn.get(f"/desk/foi/mail/{held.pk}/request"))
    assert "How many contacts came?</textarea>" in page and "How many were by force?</textarea>" in page

    given = {"name": "Testa Asker", "email": "testa.asker@example.org", "language": "en"}
    questions = {"question_1": "How many contacts came?", "question_2": "By force?"}
    more = finn.post(f"/desk/foi/mail/{held.pk}/request", given | questions | {"add": "yes"})
    assert 'name="question_3"' in words(more) and not InformationRequest.objects.exists()

    answer = finn.post(f"/desk/foi/mail/{held.pk}/request", given | questions | {"question_3": ""})
    made = InformationRequest.objects.get()
    assert answer["Location"] == f"/desk/foi/{made.pk}"
    assert [one.text for one in made.questions.all()] == ["How many contacts came?", "By force?"]
    assert made.steps.get().on == dt.date(2026, 7, 8)
    assert finn.get(answer["Location"]).status_code == 200
    assert finn.get(f"/desk/foi/mail/{held.pk}/request").status_code == 302


def test_without_a_question_no_request_is_made(finn: Client, held: Message) -> None:
    given = {"name": "T", "email": "t@example.org", "language": "en", "question_1": " "}
    answer = finn.post(f"/desk/foi/mail/{held.pk}/request", given)

    assert answer.status_code == 422
    assert "Write at least one question." in words(answer)


def test_a_likely_request_is_offered_with_the_reason(finn: Client, open_one: InformationRequest) -> None:
    made = receive(reply(open_one, writer="else@example.net").as_bytes())
    page = words(finn.get(f"/desk/foi/mail/{made.pk}"))
    assert "Its reply address is of this request." in page

    finn.post(f"/desk/foi/mail/{made.pk}/match", {"request": str(open_one.pk)})
    made.refresh_from_db()
    assert (made.request, made.matched_by) == (open_one, "person")


def test_who_asked_before_may_ask_something_new(
    finn: Client, held: Message, open_one: InformationRequest
) -> None:
    page = finn.get(f"/desk/foi/mail/{held.pk}")
    assert "The same address asked this." in words(page)
    assert page.context["form"].initial.get("request") is None
    assert words(page).index("Make a request of it") < words(page).index("Match it")


def test_a_mail_is_matched_by_reference_in_either_style(finn: Client, held: Message) -> None:
    asked = make_open()
    wrong = finn.post(
        f"/desk/foi/mail/{held.pk}/match", {"request": "other", "reference": "99/FOI/26/000001"}
    )
    assert wrong.status_code == 422

    finn.post(f"/desk/foi/mail/{held.pk}/match", {"request": "other", "reference": asked.slug})
    held.refresh_from_db()
    assert held.request == asked


def test_nobody_is_matched_to_a_request_that_was_not_offered(finn: Client, db: None) -> None:
    made = receive(mail(writer="else@example.net").as_bytes())

    assert finn.post(f"/desk/foi/mail/{made.pk}/match", {"request": str(make_open().pk)}).status_code == 422


def test_a_mail_is_set_aside_and_still_found(finn: Client, held: Message) -> None:
    finn.post(f"/desk/foi/mail/{held.pk}/settle", {"act": "aside"})
    page = words(finn.get("/desk/foi/holding"))

    assert "Set aside (1)" in page and "A question" in page


def test_a_report_leaves_no_word_behind(finn: Client, held: Message) -> None:
    finn.post(f"/desk/foi/mail/{held.pk}/settle", {"act": "report"})
    page = words(finn.get("/desk/foi/holding"))

    assert not Message.objects.exists()
    assert "testa" not in page.casefold() and "A question" not in page
    assert finn.get(f"/desk/foi/mail/{held.pk}").status_code == 404


def test_a_clarification_starts_the_clock_from_the_day_it_came(
    finn: Client, open_one: InformationRequest
) -> None:
    take_step(open_one, StepKind.CLARIFICATION_ASKED, by=FINN, on=dt.date(2026, 7, 8))
    made = receive(reply(open_one).as_bytes(), on=dt.date(2026, 7, 10))
    assert "It may be the clarification" in words(finn.get("/desk/foi/holding"))

    finn.post(f"/desk/foi/mail/{made.pk}/settle", {"act": "clarified"})
    assert stage_of(open_one) == Stage.OPEN
    assert open_one.steps.get(kind=StepKind.CLARIFIED).on == dt.date(2026, 7, 10)
    assert "It may be the clarification" not in words(finn.get("/desk/foi/holding"))


def test_a_clarification_nobody_asked_for_moves_nothing(finn: Client, open_one: InformationRequest) -> None:
    made = receive(reply(open_one).as_bytes())
    answer = finn.post(f"/desk/foi/mail/{made.pk}/settle", {"act": "clarified"})

    assert answer.status_code == 422
    assert stage_of(open_one) == Stage.OPEN


def test_a_letter_that_came_back_is_sent_again_to_another_address(
    finn: Client, open_one: InformationRequest
) -> None:
    letter = queue(open_one, to="testa.asker@example.org", subject="Our answer", body="It is 412.")
    receive(bounce(letter))
    assert "550 5.1.1 no such mailbox" in words(finn.get("/desk/foi/holding"))

    assert finn.post(f"/desk/foi/sent/{letter.pk}", {"to": "nobody"}).status_code == 422
    finn.post(f"/desk/foi/sent/{letter.pk}", {"to": "testa@example.org"})
    again = Outgoing.objects.get()
    assert (again.to, again.bounced_on, again.trouble) == ("testa@example.org", None, "")
    assert again.try_at is not None


@pytest.mark.parametrize("name", ["hana", "asif", "ada", "olu"])
def test_nobody_else_reads_mail(cast: Cast, through_the_door: Door, held: Message, name: str) -> None:
    client = through_the_door(getattr(cast, name))

    for path in ("/desk/foi/holding", f"/desk/foi/mail/{held.pk}", f"/desk/foi/mail/{held.pk}/as-it-came"):
        assert client.get(path).status_code == 403
    assert client.post(f"/desk/foi/mail/{held.pk}/settle", {"act": "report"}).status_code == 403
