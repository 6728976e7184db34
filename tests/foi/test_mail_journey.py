"""One request by e-mail from its first mail to its review, over real servers and through the desk's pages."""

import uuid
from email.message import EmailMessage

import pytest
from django.test import Client

from candour.foi.deciding.actions import decide
from candour.foi.letters import answering, reviewing
from candour.foi.models import InformationRequest, Message
from candour.foi.requests.actions import open_request
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Footing, QuestionOutcome, Stage
from candour.publication.log.publishing import publish
from candour.publication.searching.finding import find
from tests.post.mails import mail
from tests.post.post_office import TESTA, Post

from .conftest import FINN, SECOND

pytestmark = pytest.mark.django_db
THIRD = uuid.uuid4()
ASKS = """Dear all,

1. How many contacts came from Testshire?
2. How many of the people named there were officers?
3. What are the names of those officers?

Testa Asker
"""


@pytest.fixture
def finn(cast, through_the_door) -> Client:
    return through_the_door(cast.finn)


def test_a_request_by_e_mail_from_its_first_mail_to_its_review(post: Post, finn: Client) -> None:
    asked = _asks(post, finn)
    _is_asked_what_is_meant(post, finn, asked)
    _is_answered(post, asked)
    _is_published(asked)
    _asks_for_a_review(post, asked)


def _newest(post: Post) -> EmailMessage:
    """The last mail that Testa got."""
    return post.outside.taken[-1][1]


def _words(got: EmailMessage) -> str:
    body = got.get_body()
    assert body is not None
    return str(body.get_content())


def _answers(post: Post, text: str, number: str) -> None:
    """Testa presses Reply."""
    got = _newest(post)
    quoted = "\n".join(f"> {line}" for line in _words(got).splitlines())
    written = mail(
        f"{text}\n\nOn 9 July 2026, {got['From']} wrote:\n{quoted}",
        to=got["Reply-To"],
        subject=f"Re: {got['Subject']}",
        number=number,
        In_Reply_To=got["Message-ID"],
        References=got["Message-ID"],
    )
    post.comes(written.as_bytes(), to=str(got["Reply-To"]))
    post.run()


def _asks(post: Post, finn: Client) -> InformationRequest:
    post.comes(mail(ASKS, subject="Contacts from Testshire").as_bytes())
    post.run()
    held = Message.objects.get()
    form = finn.get(f"/desk/foi/mail/{held.pk}/request").context["form"]
    finn.post(f"/desk/foi/mail/{held.pk}/request", form.initial | {"language": "en"})
    asked = InformationRequest.objects.get()
    assert asked.questions.count() == 3
    open_request(asked, by=FINN, footing=Footing.VOLUNTARY, topic="contacts")
    answering.acknowledge(asked, by=FINN)
    post.run()

    got = _newest(post)
    assert asked.reference in got["Subject"]
    assert "How many contacts came from Testshire?" in _words(got)
    assert got["In-Reply-To"] == held.message_id
    assert [one.get_content_type() for one in got.iter_attachments()] == ["application/pdf"]
    return asked


def _is_asked_what_is_meant(post: Post, finn: Client, asked: InformationRequest) -> None:
    answering.ask_clarification(asked, ask="Do you mean since the beginning?", by=FINN)
    post.run()
    _answers(post, "Yes, since the line was opened.", "<means@example.org>")
    came = Message.objects.get(message_id="<means@example.org>")
    assert came.folds.exists()
    assert stage_of(asked) == Stage.CLARIFYING

    finn.post(f"/desk/foi/mail/{came.pk}/settle", {"act": "clarified"})
    assert stage_of(asked) == Stage.OPEN


def _is_answered(post: Post, asked: InformationRequest) -> None:
    first, second, third = asked.questions.all()
    decide(first, outcome=QuestionOutcome.DISCLOSED_FULL, answer="There were 94.", by=FINN)
    decide(
        second,
        outcome=QuestionOutcome.NOT_HELD,
        why="We looked in the ledger, which does not count this.",
        by=FINN,
    )
    decide(third, outcome=QuestionOutcome.EXEMPT, sections=["40(2)"], why="It would name people.", by=FINN)
    letter = answering.draft_response(asked, by=FINN)
    answering.approve_letter(letter, by=SECOND)
    answering.send_letter(letter, by=FINN)
    post.run()

    got = _newest(post)
    assert "There were 94." in _words(got) and "40(2)" in _words(got)
    assert got["In-Reply-To"] == "<means@example.org>"


def _is_published(asked: InformationRequest) -> None:
    publish(asked, by=FINN)
    found = find("contacts Testshire")

    assert [row.slug for row in found.rows] == [asked.slug]


def _asks_for_a_review(post: Post, asked: InformationRequest) -> None:
    _answers(post, "I ask for a review of question 3.", "<review@example.org>")
    came = Message.objects.get(message_id="<review@example.org>")
    assert (came.request, came.trouble) == (asked, "It came after our answer: it may ask for a review.")

    reviewing.request_review(asked, note="Question 3.", by=FINN, on=came.received_on)
    letter = reviewing.answer_review(asked, found="upheld", reasons="It would name people.", by=THIRD)
    answering.approve_letter(letter, by=SECOND)
    answering.send_letter(letter, by=THIRD)
    post.run()
    assert "It would name people." in _words(_newest(post))
    assert {to for _, got in post.outside.taken for to in [got["To"]]} == {TESTA}
    assert "Fetched: 0." in post.run()
