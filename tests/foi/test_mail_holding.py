"""What a person does with mail that waits."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from candour.audit.models import Act
from candour.foi.mail import held_mail
from candour.foi.mail.receiving import receive
from candour.foi.models import Attachment, Diverted, Forgotten, InformationRequest, Message, Outgoing
from candour.foi.requests.forgetting import forgotten
from candour.foi.requests.receiving import Asker
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Stage
from candour.post.reading import fingerprint
from tests.post.mails import OURS, bounce, mail

from .conftest import FINN

TESTA = Asker(name="Testa Asker", email="testa.asker@example.org")


@pytest.fixture(autouse=True)
def _an_address(settings) -> None:
    settings.FOI_ADDRESS = OURS


@pytest.fixture
def held(db: None) -> Message:
    made = mail("The words of a mail that waits.")
    made.add_attachment(b"its file", maintype="text", subtype="csv", filename="list.csv")
    return receive(made.as_bytes())


def test_a_mail_becomes_a_request_received_on_its_own_day(held: Message) -> None:
    made = held_mail.make_request(held, questions=["How many?", "Why?"], asker=TESTA, by=FINN)

    held.refresh_from_db()
    assert (held.request, held.matched_by, held.writer, held.trouble) == (made, "person", "asker", "")
    assert [one.text for one in made.questions.all()] == ["How many?", "Why?"]
    assert (made.channel, made.steps.get().on) == ("email", dt.date(2026, 7, 8))
    assert stage_of(made) == Stage.NEW
    assert held.attachments.get().request == made


def test_a_mail_is_matched_to_its_request(held: Message, open_one: InformationRequest) -> None:
    held_mail.match(held, open_one, by=FINN)

    held.refresh_from_db()
    assert (held.request, held.matched_by) == (open_one, "person")
    assert Act.objects.filter(act="matched a mail", row=held.pk, member=FINN).exists()


def test_of_two_people_the_second_is_told(held: Message, open_one: InformationRequest) -> None:
    held_mail.match(held, open_one, by=FINN)

    with pytest.raises(ValidationError, match="Somebody else"):
        held_mail.make_request(held, questions=["How many?"], asker=TESTA, by=FINN)
    assert InformationRequest.objects.count() == 1


def test_what_answers_nothing_is_kept(held: Message) -> None:
    held_mail.set_aside(held, by=FINN, on=dt.date(2026, 7, 9))

    held.refresh_from_db()
    assert held.set_aside_on == dt.date(2026, 7, 9)
    assert held.raw


def test_a_report_is_deleted_with_every_byte_and_its_writer_told_where_to_go(held: Message, settings) -> None:
    settings.PUBLIC_ORIGIN = "https://line.example"
    made = held_mail.divert_mail(held, "report", by=FINN)

    assert (made.kind, made.channel) == ("report", "email")
    assert not Message.objects.exists() and not Attachment.objects.exists()
    assert Forgotten.objects.count() == 1
    told = Outgoing.objects.get()
    assert (told.to, told.request, told.is_automatic) == ("testa.asker@example.org", None, True)
    words = f"{told.subject} {told.body}".casefold()
    assert "https://line.example/" in words
    hints = (
        "police",
        "officer",
        "report",
        "hotline",
        "allegation",
        "complaint",
        "information",
        "words of a mail",
    )
    assert not [one for one in hints if one in words]


def test_every_copy_on_the_server_is_forgotten_with_the_mail(db: None) -> None:
    raws = [
        mail(Delivered_To=to).as_bytes() for to in ("foi@line.example", "a@line.example", "b@line.example")
    ]
    kept = [receive(raw) for raw in [*raws, raws[1]]]
    assert len({one.pk for one in kept}) == 1
    assert len(Message.objects.get().copies) == 2

    held_mail.divert_mail(Message.objects.get(), "report", by=FINN)
    assert forgotten() == {fingerprint(raw) for raw in raws}


def test_nobody_is_told_of_spam_and_no_robot_is_answered(
    db: None, held: Message, open_one: InformationRequest
) -> None:
    held_mail.divert_mail(held, "spam", by=FINN)
    robot = receive(mail(Auto_Submitted="auto-replied", number="<two@example.org>").as_bytes())
    held_mail.divert_mail(robot, "report", by=FINN)
    letter = Outgoing(message_id="<none@line.example>")
    held_mail.divert_mail(receive(bounce(letter)), "report", by=FINN)

    assert not Outgoing.objects.exists()
    assert Diverted.objects.count() == 3


def test_other_kinds_are_not_deleted_here(held: Message) -> None:
    with pytest.raises(ValidationError, match="Choose"):
        held_mail.divert_mail(held, "subject_access", by=FINN)
    assert Message.objects.exists()
