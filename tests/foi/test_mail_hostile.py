"""Mail that was made to hold the desk up: it is kept, it waits for a person, and nobody waits for it."""

import datetime as dt
import time

import pytest
from django.db import connection

from candour.foi.mail import receiving
from candour.foi.mail.receiving import receive
from candour.foi.models import InformationRequest, Message
from candour.post import reading
from candour.post.addresses import reply_address
from candour.post.html_as_text import html_as_text
from candour.post.parsing import PARTLY, UNREAD
from candour.post.reading import read_mail
from tests.post.mails import OURS, mail

HEAD = (
    b"From: Testa Asker <testa.asker@example.org>\r\nSubject: A question\r\nMessage-ID: <h@example.org>\r\n"
)
HTML = HEAD + b"Content-Type: text/html\r\n\r\n"
SLOW = {
    "parts": HEAD
    + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    + b"--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n" * 100_000,
}
QUICK = {
    "tags": HTML + b"<a " * 40_000,
    "comments": HTML + b"<!--" * 50_000,
    "depth": HTML + b"<div><blockquote>" * 20_000 + b"words",
    "table in table": HTML + b"<table><tr><td>" * 5_000,
    "wide table": HTML + b"<table><tr>" + b"<td colspan=1000 rowspan=1000>x" * 5_000,
    "open tags": HTML + b"<b>" * 2000 + b"</u>" * 700_000,
    "parameters": HEAD + b"Content-Type: text/plain;" + b" a=b;" * 100_000 + b"\r\n\r\nHello",
    "addresses": HEAD + b"Cc: " + b"a," * 500_000 + b"\r\n\r\nHello",
}


pytestmark = pytest.mark.fresh_process


@pytest.fixture(autouse=True)
def _an_address(settings) -> None:
    settings.FOI_ADDRESS = OURS


@pytest.fixture
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
@pytest.mark.usefixtures("little_time")
def test_a_mail_that_takes_too_long_is_kept_whole_and_waits_with_its_headers(db: None, name: str) -> None:
    begun = time.monotonic()
    made = receive(SLOW[name])

    assert time.monotonic() - begun < 30
    assert (made.request, made.trouble, made.text) == (None, UNREAD, "")
    assert (made.writer_address, made.subject) == ("testa.asker@example.org", "A question")
    assert bytes(made.raw or b"") == SLOW[name]
    assert made.received_on


@pytest.mark.parametrize("name", QUICK)
def test_what_only_looked_long_is_read(name: str) -> None:
    assert read_mail(QUICK[name]).is_read


@pytest.mark.slow
@pytest.mark.usefixtures("little_time")
def test_no_code_lets_a_mail_in_that_nobody_could_read(open_one: InformationRequest) -> None:
    made = receive(b"To: " + reply_address(open_one.pk).encode() + b"\r\n" + SLOW["parts"])

    assert (made.request, made.trouble) == (None, UNREAD)


@pytest.mark.slow
@pytest.mark.usefixtures("little_time")
def test_two_mails_that_could_not_be_read_are_two(db: None) -> None:
    receive(SLOW["parts"])
    receive(SLOW["parts"] + b"!")
    receive(SLOW["parts"])

    assert Message.objects.count() == 2


def test_a_mail_is_read_before_the_database_is_taken(
    flushable: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    within: list[bool] = []

    def seen(raw: bytes, today: dt.date) -> receiving.Mail:
        within.append(connection.in_atomic_block)
        return read_mail(raw, today)

    monkeypatch.setattr(receiving, "read_mail", seen)
    receive(mail().as_bytes())

    assert within == [False]


def test_a_process_that_dies_without_a_word_leaves_an_unread_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_CHILD", "candour.foi.mail.no_such_file")

    assert (read_mail(mail().as_bytes()).trouble, read_mail(b"").is_read) == (UNREAD, False)


@pytest.mark.parametrize("breaks", ["<![<![", "<![x"])
def test_html_that_broke_a_library_costs_neither_sender_nor_code(
    open_one: InformationRequest, breaks: str
) -> None:
    made = mail(to=reply_address(open_one.pk))
    made.set_content(f"<p>Before it.</p>{breaks} after", subtype="html")
    kept = receive(made.as_bytes())

    assert (kept.request, kept.writer_address) == (open_one, "testa.asker@example.org")
    assert kept.text.startswith("Before it.")


def test_plain_words_stand_whatever_ails_the_html_beside_them(db: None) -> None:
    made = mail("As it was typed, and long enough that nobody takes it for a pointer to the HTML.")
    made.add_alternative("<![<![", subtype="html")
    kept = receive(made.as_bytes())

    assert "As it was typed" in kept.text
    assert kept.subject == "A question"


def test_html_beyond_any_length_is_cut_and_said_to_be() -> None:
    assert html_as_text("<p>word</p>" * 30_000).is_whole is False
    assert html_as_text("<p>word</p>" * 100) == ("\n\n".join(["word"] * 100), True)


def test_more_files_than_anybody_attaches_are_left_in_the_mail() -> None:
    parts = b"--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n" * 300
    found = read_mail(HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts)

    assert (len(found.files), found.trouble) == (200, PARTLY)


def test_an_ordinary_mail_is_read_quickly() -> None:
    begun = time.monotonic()
    read_mail(mail().as_bytes())

    assert time.monotonic() - begun < 3  # on a busy machine; a tenth of a second on a quiet one
