"""Letters wait, go once, come with their files, and are tried again."""

import datetime as dt
import smtplib
import uuid
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from candour.foi.mail.receiving import receive
from candour.foi.mail.sending import BACK_OFF, send_again, send_waiting
from candour.foi.models import Attachment, InformationRequest, Outgoing, RequestLetter
from candour.foi.requests.outgoing import queue
from candour.post.addresses import bounce_address, named_in, reply_address
from tests.post.mails import OURS, reply
from tests.post.stand_in_server import Server

from .conftest import FINN

TO = "testa.asker@example.org"


def _queue(request: InformationRequest, **more: Any) -> Outgoing:
    return queue(request, **({"to": TO, "subject": "Our answer", "body": "It is 412."} | more))


def test_a_letter_waits_where_nothing_is_set_up(open_one: InformationRequest, settings) -> None:
    settings.FOI_ADDRESS = settings.SMTP = ""
    made = _queue(open_one)

    assert send_waiting().sent == 0
    made.refresh_from_db()
    assert (made.sent_at, made.tries) == (None, 0)


def test_a_letter_queued_before_the_address_was_set_goes_with_it(
    open_one: InformationRequest, server: Server, settings
) -> None:
    settings.FOI_ADDRESS = ""
    _queue(open_one)
    settings.FOI_ADDRESS = OURS

    assert send_waiting().sent == 1
    assert server.taken[0][2]["Message-ID"].endswith("@line.example>")


def test_the_answer_is_in_the_body_and_the_letter_beside_it(
    open_one: InformationRequest, server: Server
) -> None:
    letter = RequestLetter.objects.create(
        request=open_one,
        kind="response",
        template="response-1",
        subject="Our answer",
        body="It is 412.",
        pdf=b"%PDF-1.7",
        drafted_by=FINN,
        drafted_on=dt.date(2026, 7, 9),
    )
    made = _queue(open_one, letter=letter)

    assert send_waiting().sent == 1
    sender, to, got = server.taken[0]
    body = got.get_body()
    assert body is not None and "It is 412." in body.get_content()
    assert [(one.get_filename(), one.get_content()) for one in got.iter_attachments()] == [
        (f"{open_one.slug}-response.pdf", b"%PDF-1.7")
    ]
    assert (sender, to) == (bounce_address(made.pk), [TO])
    assert (got["From"], got["Reply-To"]) == (OURS, reply_address(open_one.pk))
    assert got["Message-ID"] == made.message_id
    assert got["Auto-Submitted"] is None


def test_keyed_addresses_name_their_rows_and_fit_in_a_mail(open_one: InformationRequest, settings) -> None:
    settings.FOI_ADDRESS = OURS
    made = _queue(open_one)
    named = named_in([reply_address(open_one.pk), bounce_address(made.pk)])

    assert (named.requests, named.mails, named.wrong) == ({open_one.pk}, {made.pk}, False)
    assert len(reply_address(open_one.pk).partition("@")[0]) <= 64


def test_an_acknowledgement_says_that_it_is_automatic(open_one: InformationRequest, server: Server) -> None:
    letter = RequestLetter.objects.create(
        request=open_one,
        kind="acknowledgement",
        template="acknowledgement-1",
        subject="We have it",
        body="…",
        drafted_by=FINN,
        drafted_on=dt.date(2026, 7, 9),
    )
    _queue(open_one, letter=letter)
    send_waiting()

    assert server.taken[0][2]["Auto-Submitted"] == "auto-replied"


def test_an_answer_is_put_under_the_mail_that_it_answers(
    open_one: InformationRequest, server: Server
) -> None:
    receive(reply(open_one, number="<theirs@example.org>").as_bytes())
    _queue(open_one)
    send_waiting()

    got = server.taken[0][2]
    assert got["In-Reply-To"] == "<theirs@example.org>"
    assert "<theirs@example.org>" in got["References"]


def test_an_asker_s_message_number_cannot_carry_a_header(
    open_one: InformationRequest, server: Server
) -> None:
    made = receive(reply(open_one).as_bytes())
    made.message_id = "<a@b>\nBcc: everybody@example.net"
    made.save()
    _queue(open_one)

    assert send_waiting().sent == 1
    assert server.taken[0][2]["Bcc"] is None and server.taken[0][2]["In-Reply-To"] is None


def test_a_subject_cannot_carry_a_header(open_one: InformationRequest, server: Server) -> None:
    _queue(open_one, subject="Our answer\r\nBcc: everybody@example.net\r\n\r\nBody")
    send_waiting()

    got = server.taken[0][2]
    assert got["Bcc"] is None
    assert got["Subject"] == "Our answer Bcc: everybody@example.net Body"


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org"]
)
def test_an_address_that_is_none_is_refused_at_once(open_one: InformationRequest, to: str) -> None:
    with pytest.raises(ValidationError):
        _queue(open_one, to=to)


def test_nothing_is_sent_twice(open_one: InformationRequest, server: Server) -> None:
    _queue(open_one)

    assert (send_waiting().sent, send_waiting().sent) == (1, 0)
    assert len(server.taken) == 1


def test_a_mail_that_another_run_has_taken_up_is_left_to_it(
    open_one: InformationRequest, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _queue(open_one)
    again: list[int] = []
    really = server.sendmail

    def slowly(sender: str, to: list[str], raw: bytes) -> None:
        again.append(send_waiting().sent)  # the other run begins while the first waits for the server
        really(sender, to, raw)

    monkeypatch.setattr(server, "sendmail", slowly)

    assert send_waiting().sent == 1
    assert again == [0]
    assert len(server.taken) == 1
    made.refresh_from_db()
    assert made.tries == 1


def test_what_fails_is_tried_again_later_each_time(open_one: InformationRequest, server: Server) -> None:
    server.refuses = smtplib.SMTPServerDisconnected("gone")
    with time_machine.travel(dt.datetime(2026, 7, 9, 10, tzinfo=dt.UTC), tick=False) as clock:
        made = _queue(open_one)
        for wait in BACK_OFF[:3]:
            assert send_waiting().failed == 1
            assert send_waiting().failed == 0
            made.refresh_from_db()
            assert made.trouble == "Our mail server did not take it (SMTPServerDisconnected)."
            clock.shift(wait)
        server.refuses = None
        assert send_waiting().sent == 1
    made.refresh_from_db()
    assert made.sent_at and made.trouble == "" and made.tries == 4


def test_one_that_the_server_refuses_for_good_waits_for_a_person(
    open_one: InformationRequest, server: Server
) -> None:
    server.refuses = smtplib.SMTPRecipientsRefused({TO: (550, b"no such mailbox")})
    made = _queue(open_one)

    assert send_waiting().refused == 1
    made.refresh_from_db()
    assert (made.trouble, made.try_at) == ("It was refused: 550 no such mailbox", None)
    assert made.bounced_on
    server.refuses = None
    assert send_waiting().sent == 0

    send_again(made, to="testa@example.org")
    assert send_waiting().sent == 1
    assert server.taken[0][1] == ["testa@example.org"]


def test_a_greylisting_server_is_asked_again(open_one: InformationRequest, server: Server) -> None:
    server.refuses = smtplib.SMTPRecipientsRefused({TO: (451, b"try later")})
    made = _queue(open_one)

    assert send_waiting().failed == 1
    made.refresh_from_db()
    assert made.bounced_on is None and made.try_at is not None


def test_a_file_in_which_something_is_hidden_does_not_go(open_one: InformationRequest) -> None:
    file = Attachment.objects.create(
        request=open_one,
        name="list.xlsx",
        media_type="application/zip",
        content=b"x",
        sha256="0" * 64,
        findings=[["hidden sheet", "Sheet 2", "a name"]],
        goes_out=True,
    )

    with pytest.raises(ValidationError, match="list.xlsx"):
        _queue(open_one, files=[file])
    file.passed_by = FINN
    with pytest.raises(ValidationError, match="list.xlsx"):
        _queue(open_one, files=[file])
    file.agreed_by = uuid.uuid4()
    assert _queue(open_one, files=[file]).files == [str(file.pk)]
