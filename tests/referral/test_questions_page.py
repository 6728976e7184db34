from collections.abc import Callable

import pytest
from django.test import Client

from candour.mailbox import actions as mailbox
from candour.referral.models import Answer, Release
from candour.staff.models import Member
from tests.conftest import Cast
from tests.referral import story

Door = Callable[[Member], Client]


def test_an_assessor_puts_the_question_in_our_words(cast: Cast, through_the_door: Door) -> None:
    received = story.contact_received()
    question = story.asked(cast, story.sent(cast, received=received))
    asif, address = through_the_door(cast.asif), f"/desk/question/{question.pk}"
    assert question.referral.reference in asif.get("/desk/questions").content.decode()
    page = asif.get(address).content.decode()
    assert "Marker question" in page and "Online form" in page

    contact = question.referral.report.mailboxes().get()
    assert (
        asif.post(f"{address}/release", {"contact": contact.pk, "text": "Where was it?"}).status_code == 302
    )

    assert Release.objects.get().question == question
    letters = mailbox.read_letters(mailbox.open_by_words(received.receipt))
    assert [letter.text for letter in letters if letter.author == "us"] == ["Where was it?"]


def test_the_answer_is_written_beside_the_letters(cast: Cast, through_the_door: Door) -> None:
    received = story.contact_received()
    question = story.asked(cast, story.sent(cast, received=received))
    story.released(cast, question)
    box = mailbox.open_by_words(received.receipt)
    mailbox.receive_letter(box.mailbox, receipt=received.receipt, text="By the old station")
    asif, address = through_the_door(cast.asif), f"/desk/question/{question.pk}"

    assert "By the old station" in asif.get(address).content.decode()
    assert asif.post(f"{address}/answer", {"text": "Near a station."}).status_code == 302

    assert Answer.objects.get().by == cast.asif
    assert "Near a station." in asif.get(address).content.decode()


def test_an_empty_form_comes_back_in_words(cast: Cast, through_the_door: Door) -> None:
    question = story.asked(cast, story.sent(cast))
    asif, address = through_the_door(cast.asif), f"/desk/question/{question.pk}"

    page = asif.post(f"{address}/release", {"text": ""}).content.decode()
    assert "Write the question as the reporter will read it." in page
    early = asif.post(f"{address}/answer", {"text": "x"}, follow=True)
    assert "Put the question to the reporter first." in early.content.decode()
    assert not Release.objects.exists()


@pytest.mark.parametrize("name", ["hana", "finn", "olu", "ada", "mo"])
def test_no_other_role_sees_a_question(cast: Cast, through_the_door: Door, name: str) -> None:
    question = story.asked(cast, story.sent(cast))
    browser = through_the_door(getattr(cast, name))

    for address in ("/desk/questions", f"/desk/question/{question.pk}"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "Marker" not in answer.content.decode()
