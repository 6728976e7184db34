"""Asking through the public door: nothing is kept before the last send, and two sends are one request."""

import re
from html import unescape

import pytest
from django.test import Client

from candour.foi.models import InformationRequest, Posted, Requester, RequestQuestion
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Stage
from candour.post.keyed_codes import follow_hash
from tests.post.mails import OURS

pytestmark = pytest.mark.django_db

QUESTIONS = {"question_1": "How many calls came in 2025?", "question_3": "Who pays for the line?"}
YOU = {
    "name": "Testa Asker",
    "publish_name": "no",
    "answer_to": "email",
    "email": "testa@example.org",
    "language": "en",
}


@pytest.fixture(autouse=True)
def _an_address(settings) -> None:
    settings.FOI_ADDRESS = OURS


def hidden(html: str) -> dict[str, str]:
    """The hidden boxes of a page's form."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def checked(client: Client, **changed: str) -> dict[str, str]:
    """The check page's hidden boxes, after the questions and the asker's page."""
    answer = client.post("/foi/ask", {"step": "you", **QUESTIONS, **YOU, **changed})
    assert answer.status_code == 200, answer.content.decode()
    return hidden(answer.content.decode())


def code_in(html: str) -> str:
    found = re.search(r'id="code">([0-9A-Z-]{24})<', html)
    assert found, html
    return found[1]


def test_a_request_is_asked_and_its_code_is_shown_once() -> None:
    client = Client()
    boxes = checked(client)
    assert not InformationRequest.objects.exists()

    answer = client.post("/foi/ask", boxes | {"send": "1"})

    code = code_in(answer.content.decode())
    made = InformationRequest.objects.get(follow_hash=follow_hash(code))
    assert [one.text for one in made.questions.all()] == list(QUESTIONS.values())
    assert (made.needs_confirming, stage_of(made)) == (True, Stage.UNCONFIRMED)
    assert made.requester.publish_name is False
    assert "testa@example.org" in answer.content.decode()
    assert "It came today, so that is " in answer.content.decode()


def test_sent_twice_it_is_one_request_with_the_same_code() -> None:
    client = Client()
    boxes = checked(client) | {"send": "1"}

    codes = {code_in(client.post("/foi/ask", boxes).content.decode()) for _ in range(3)}

    assert len(codes) == 1
    assert (InformationRequest.objects.count(), RequestQuestion.objects.count(), Posted.objects.count()) == (
        1,
        2,
        1,
    )


@pytest.mark.parametrize("changed", [{"question_1": "Something else"}, {"code": "0" * 20}, {"mark": "x"}])
def test_a_form_that_was_changed_after_the_check_is_checked_again(changed: dict[str, str]) -> None:
    client = Client()
    boxes = checked(client)

    answer = client.post("/foi/ask", boxes | {"send": "1"} | changed)

    assert answer.status_code == 422
    assert "Nothing has been sent yet" in answer.content.decode()
    assert not InformationRequest.objects.exists()
    assert hidden(answer.content.decode())["code"] != boxes["code"]


def test_an_answer_by_code_or_post_needs_no_confirming_and_keeps_no_address_too_many() -> None:
    client = Client()
    client.post("/foi/ask", checked(client, answer_to="code") | {"send": "1"})
    client.post("/foi/ask", checked(client, answer_to="post", post="1 Test Row\nTestham") | {"send": "1"})

    by_code, by_post = Requester.objects.order_by("answer_to")
    assert (by_code.email, by_code.post) == ("", "")
    assert (by_post.email, by_post.post) == ("", "1 Test Row\nTestham")
    assert not InformationRequest.objects.filter(needs_confirming=True).exists()


@pytest.mark.parametrize(
    ("step", "given", "words"),
    [
        ("words", {}, "Write what you want to know"),
        ("questions", {}, "Write at least one question"),
        ("questions", {"question_1": "a", "question_2": "b" * 4_001}, "Make question 2 shorter"),
        ("you", {**QUESTIONS, **YOU, "name": ""}, "Write your name"),
        ("you", {**QUESTIONS, **YOU, "email": ""}, "Write your e-mail address, or pick another way"),
        ("you", {**QUESTIONS, **YOU, "answer_to": "post"}, "Write your address, or pick another way"),
        ("you", {**QUESTIONS, **YOU, "answer_to": ""}, "Pick one, so that our answer reaches you"),
        ("check", {**YOU, "send": "1"}, "Write at least one question"),
        ("check", {**QUESTIONS, "send": "1"}, "Write your name"),
    ],
)
def test_a_form_comes_back_filled_and_says_what_to_do(step: str, given: dict[str, str], words: str) -> None:
    answer = Client().post("/foi/ask", {"step": step, **given})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    for name, text in given.items():
        if text and name.startswith("question"):
            assert text in page
    assert not InformationRequest.objects.exists()


def test_another_box_is_added_without_losing_a_word() -> None:
    answer = Client().post("/foi/ask", {"step": "questions", "question_1": "One?", "add": "1"})

    page = answer.content.decode()
    assert "One?" in page and 'name="question_2"' in page
    many = {f"question_{number}": "More?" for number in range(1, 21)}
    assert (
        "Add another question"
        not in Client().post("/foi/ask", {"step": "questions", **many}).content.decode()
    )


def test_the_first_words_become_the_first_question() -> None:
    answer = Client().post("/foi/ask", {"step": "offers", "words": "Who pays, and how much?"})

    assert 'name="question_1"' in answer.content.decode()
    assert "Who pays, and how much?</textarea>" in answer.content.decode()


def test_every_page_says_where_to_tell_us_about_a_person() -> None:
    client = Client()
    pages = [
        client.get("/foi"),
        client.get("/foi/ask"),
        client.post("/foi/ask", {"step": "offers", "words": "a"}),
    ]
    for page in pages:
        assert 'href="/report"' in page.content.decode()


def test_e_mail_is_offered_only_where_this_desk_has_an_address(settings) -> None:
    page = Client().post("/foi/ask", {"step": "questions", **QUESTIONS}).content.decode()
    assert 'value="email"' in page and 'name="email"' in page

    settings.FOI_ADDRESS = ""
    page = Client().post("/foi/ask", {"step": "questions", **QUESTIONS}).content.decode()
    assert 'value="email"' not in page and 'name="email"' not in page and 'value="code"' in page
    refused = Client().post("/foi/ask", {"step": "you", **QUESTIONS, **YOU})
    assert refused.status_code == 422
    asked = Client().post("/foi/ask", {"step": "you", **QUESTIONS, **YOU, "answer_to": "code"})
    assert "Check your request" in asked.content.decode()


def test_the_page_about_the_asker_says_truly_who_sees_it() -> None:
    page = Client().post("/foi/ask", {"step": "questions", **QUESTIONS}).content.decode()

    assert "so can our supervisors" in page
    assert "those who read reports do not see this" not in page
