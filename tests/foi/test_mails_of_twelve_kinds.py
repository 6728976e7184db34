"""Ten mails of each of twelve kinds: none is lost, no answer is hidden, nothing that waits goes unseen."""

import base64
import binascii
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from candour.foi.mail.receiving import receive
from candour.foi.models import InformationRequest, Message, Outgoing
from candour.foi.requests.outgoing import queue
from candour.foi.requests.steps import take_step
from candour.foi.rules import StepKind
from candour.post.addresses import bounce_address, reply_address
from tests.post.mails import OURS

from .conftest import FINN

NUMBERS = range(10)
ADDRESS = "testa.asker@example.org"
WROTE = f"On Mon, 6 Jul 2026 at 10:00, Testa Asker <{ADDRESS}> wrote:"
SUBJECTS = [
    "Re: your letter",
    "Out of office hours: my answer",
    "AW: Eich llythyr",
    "",
    "Auto parts: my question",
]


@dataclass
class Sent:
    """One mail as it comes, with what has to be there afterwards."""

    raw: str
    answers: tuple[str, ...] = ()
    letter: Outgoing | None = None


def whole(number: int, kind: str, body: str, *, to: str = OURS, headers: str = "", writer: str = "") -> str:
    writer = writer or f"Olga Invented <olga{number}@council.example>"
    head = [
        f"From: {writer}",
        f"To: {to}",
        f"Subject: {kind} {number}",
        f"Message-ID: <{kind}{number}@b.example>",
    ]
    return "\n".join([*head, "Date: Thu, 9 Jul 2026 10:00:00 +0100", *filter(None, [headers]), "", body, ""])


def answered_above(number: int, _: InformationRequest) -> Sent:
    body = (
        f"We hold {number + 20} records, all of them closed.\n\n{WROTE}\n\n> How many records do you hold?\n"
    )
    return Sent(whole(number, "above", body), (f"We hold {number + 20} records",))


def answered_within(number: int, _: InformationRequest) -> Sent:
    lead = [
        "See below in red.",
        "Our answers are beneath each question.",
        "I reply in line.",
        "",
        "Thank you.",
    ][number % 5]
    body = f"{lead}\n\n{WROTE}\n\n> How many?\n{number + 20} of them.\n> By whom?\nBy the board.\n"
    return Sent(whole(number, "within", body), (f"{number + 20} of them.", "By the board."))


def answered_within_marks(number: int, _: InformationRequest) -> Sent:
    lead = [
        "Please see our answers in red below.",
        "Our replies are inserted in the text.",
        "Answers below.",
    ][number % 3]
    mark = "> " if number % 2 else ">> "
    body = (
        f"{lead}\n\n{WROTE}\n\n{mark}How many?\n> {number + 20} of them.\n{mark}By whom?\n> By the board.\n"
    )
    return Sent(whole(number, "marked", body), (f"{number + 20} of them.", "By the board."))


def answered_in_colour(number: int, _: InformationRequest) -> Sent:
    colour = ["red", "#c00000", "#0070c0", "rgb(0, 128, 0)", "blue"][number % 5]
    body = f"<p>Dear Testa,</p><p>{WROTE}</p><blockquote><p>How many records do you hold of this?</p>"
    body += f'<p style="color:{colour}">{number + 20} of them.</p>'
    body += "<p>By whom are they held, and where?</p></blockquote>"
    return Sent(
        whole(number, "colour", body, headers="Content-Type: text/html; charset=utf-8"),
        (f"{number + 20} of them.",),
    )


def html_as_plain(number: int, _: InformationRequest) -> Sent:
    tag = ["p", "div", "span", "font", "body"][number % 5]
    return Sent(
        whole(number, "tags", f"<{tag}>We hold {number + 20} &amp; no more.</{tag}>"),
        (f"We hold {number + 20} & no more.",),
    )


def unannounced_parts(number: int, _: InformationRequest) -> Sent:
    words = base64.b64encode(f"We hold {number + 20}, dîm mwy.".encode()).decode()
    top = f"--=_{number}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64"
    body = f"{top}\n\n{words}\n--=_{number}--"
    return Sent(whole(number, "parts", body), (f"We hold {number + 20}, dîm mwy.",))


def uuencoded(number: int, _: InformationRequest) -> Sent:
    line = binascii.b2a_uu(f"count,{number}".encode()).decode().rstrip("\n")
    body = f"We hold {number + 20}; see the file.\n\nbegin 644 answer{number}.csv\n{line}\n`\nend\n"
    return Sent(whole(number, "packed", body), (f"We hold {number + 20}; see the file.",))


def folded_name(number: int, _: InformationRequest) -> Sent:
    name = base64.b64encode(f"Siân Invented-{number}".encode()).decode()
    writer = f"=?utf-8?B?{name}?=\n <sian{number}@council.example>"
    return Sent(
        whole(number, "named", f"We hold {number + 20}. Siân", writer=writer), (f"We hold {number + 20}.",)
    )


def clarification(number: int, request: InformationRequest) -> Sent:
    headers = [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "X-Auto-Response-Suppress: All",
        "X-Autoreply: yes",
        "",
    ]
    raw = whole(
        number,
        "clear",
        f"I mean the year {2010 + number}.",
        to=reply_address(request.pk),
        headers=headers[number % 5],
    )
    raw = raw.replace(f"Subject: clear {number}", f"Subject: {SUBJECTS[number // 2]}")
    return Sent(raw.replace(f"Olga Invented <olga{number}@council.example>", f"Testa Asker <{ADDRESS}>"))


def away(number: int, request: InformationRequest) -> Sent:
    subject = ["Automatic reply", "Out of office", "Ymateb awtomatig", "Auto: away", "Autoreply"][number % 5]
    raw = whole(number, "away", "I am away until Monday.", to=reply_address(request.pk))
    raw = raw.replace(f"Subject: away {number}", f"Subject: {subject}: {number}")
    return Sent(raw.replace(f"Olga Invented <olga{number}@council.example>", f"Testa Asker <{ADDRESS}>"))


def reported_bounce(number: int, request: InformationRequest) -> Sent:
    letter = queue(request, to=f"a{number}@gone.example", subject="Our answer", body="Here it is.")
    report = f"Final-Recipient: rfc822; {letter.to}\nAction: failed\nStatus: 5.1.1\n--b--"
    report = f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{report}"
    parts = f"--b\nContent-Type: text/plain\n\nGone.\n{report}"
    headers = 'Return-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"'
    writer = ["MAILER-DAEMON@mx.example", "postmaster@mx.example"][number % 2]
    return Sent(
        whole(number, "report", parts, to=bounce_address(letter.pk), headers=headers, writer=writer),
        letter=letter,
    )


def plain_bounce(number: int, request: InformationRequest) -> Sent:
    letter = queue(request, to=f"b{number}@gone.example", subject="Our answer", body="Here it is.")
    exim = f"Return-path: <>\nX-Failed-Recipients: {letter.to}\nAuto-Submitted: auto-replied"
    words = f"A message that you sent could not be delivered to\n\n  {letter.to}\n    Unrouteable address\n"
    writer = "Mail Delivery System <Mailer-Daemon@mx.example>"
    raw = whole(number, "exim", words, to=bounce_address(letter.pk), headers=exim, writer=writer)
    return Sent(
        raw.replace(f"Subject: exim {number}", "Subject: Mail delivery failed: returning message to sender"),
        letter=letter,
    )


KINDS: list[Callable[[int, InformationRequest], Sent]] = [
    answered_above,
    answered_within,
    answered_within_marks,
    answered_in_colour,
    html_as_plain,
    unannounced_parts,
    uuencoded,
    folded_name,
    clarification,
    away,
    reported_bounce,
    plain_bounce,
]


def open_text(message: Message) -> str:
    closed = {at for fold in message.folds.all() for at in range(fold.first, fold.last + 1)}
    return "\n".join(line for at, line in enumerate(message.text.splitlines()) if at not in closed)


@pytest.fixture(autouse=True)
def _an_address(settings) -> None:
    settings.FOI_ADDRESS = OURS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_ten_mails_come_in_and_nothing_is_lost_hidden_or_unseen(
    kind: Callable[[int, InformationRequest], Sent], open_one: InformationRequest
) -> None:
    take_step(open_one, StepKind.CLARIFICATION_ASKED, by=FINN, on=dt.date(2026, 7, 8))
    for number in NUMBERS:
        mail = kind(number, open_one)
        message = receive(mail.raw.encode())
        for answer in mail.answers:
            assert answer in open_text(message)
        assert message.request is not None or message.trouble
        if kind is clarification or kind is away:
            assert message.trouble
        if mail.letter:
            mail.letter.refresh_from_db()
            assert mail.letter.bounced_on == dt.date(2026, 7, 9)
            assert mail.letter.to in mail.letter.trouble
        if kind is folded_name:
            assert message.writer_name == f"Siân Invented-{number}"
        if kind is uuencoded:
            assert message.attachments.get().name == f"answer{number}.csv"
    assert Message.objects.filter(direction="in").count() == len(NUMBERS)
