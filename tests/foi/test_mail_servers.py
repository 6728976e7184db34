"""A request by e-mail against a real SMTP and a real IMAP server, with all that goes wrong on the way."""

import os

import pytest
from django.core.management import CommandError

from candour.foi.mail import held_mail, mail_run, receiving
from candour.foi.models import Forgotten, InformationRequest, Message, Outgoing
from candour.foi.requests.outgoing import queue
from candour.post import fetching
from candour.post.addresses import reply_address
from tests.post.mails import bounce, mail, reply
from tests.post.post_office import PASSWORD, TESTA, Post

from .conftest import FINN

pytestmark = pytest.mark.slow  # Both servers are real.


def test_a_question_by_mail_is_kept_and_then_moved_on_the_server(post: Post) -> None:
    post.comes(mail("1. How many contacts?\n2. By force?").as_bytes())

    assert "Fetched: 1." in post.run()
    assert Message.objects.get().trouble == receiving.NO_CODE
    assert (post.box.count("INBOX"), post.box.count("Candour-received")) == (0, 1)
    assert "Fetched: 0." in post.run()


def test_a_letter_goes_out_and_its_reply_finds_the_way_back(post: Post, open_one: InformationRequest) -> None:
    letter = queue(open_one, to=TESTA, subject="Our question", body="Which forces do you mean?")
    assert "Sent: 1." in post.run()
    _, got = post.outside.taken[0]
    answer = mail(
        "All of them.", to=got["Reply-To"], subject=f"Re: {got['Subject']}", In_Reply_To=got["Message-ID"]
    )
    post.comes(answer.as_bytes(), to=str(got["Reply-To"]))
    post.run()

    made = Message.objects.get()
    assert (made.request, made.matched_by) == (open_one, "code")
    letter.refresh_from_db()
    assert letter.sent_at is not None

    queue(open_one, to=TESTA, subject="Our answer", body="It is 412.")
    post.run()
    assert post.outside.taken[1][1]["In-Reply-To"] == made.message_id


def test_a_wrong_code_waits(post: Post, open_one: InformationRequest) -> None:
    wrong = reply_address(open_one.pk).replace("@", "x@")
    post.comes(mail(to=wrong).as_bytes(), to=wrong)
    post.run()

    made = Message.objects.get()
    assert (made.request, made.trouble) == (None, receiving.WRONG_CODE)


def test_a_mail_that_comes_back_marks_the_letter(post: Post, open_one: InformationRequest) -> None:
    letter = queue(open_one, to=TESTA, subject="Our answer", body="It is 412.")
    post.run()
    sender, _ = post.outside.taken[0]
    post.comes(bounce(letter, to=sender), to=sender, sender="")
    post.run()

    letter.refresh_from_db()
    assert letter.bounced_on is not None
    assert Message.objects.get().kind == "bounce"


def test_an_address_that_the_server_refuses_is_told(post: Post, open_one: InformationRequest) -> None:
    letter = queue(open_one, to="refused@example.org", subject="Our answer", body="It is 412.")
    other = queue(open_one, to=TESTA, subject="Our answer", body="It is 412.")

    with pytest.raises(CommandError, match="refused"):
        post.run()
    letter.refresh_from_db()
    other.refresh_from_db()
    assert letter.trouble.startswith("It was refused: 550")
    assert other.sent_at is not None


def test_an_automatic_reply_moves_nothing(post: Post, open_one: InformationRequest) -> None:
    queue(open_one, to=TESTA, subject="Our answer", body="It is 412.")
    post.run()
    sender, _ = post.outside.taken[0]
    away = mail("I am away.", to=sender, subject="Automatic reply", Auto_Submitted="auto-replied")
    post.comes(away.as_bytes(), to=sender, sender="")
    steps = open_one.steps.count()
    post.run()

    made = Message.objects.get()
    assert (made.request, made.kind) == (open_one, "auto_reply")
    assert open_one.steps.count() == steps
    assert len(post.outside.taken) == 1


def test_twenty_megabytes_come_whole(post: Post, open_one: InformationRequest) -> None:
    content = os.urandom(2**20) * 20
    made = reply(open_one)
    made.add_attachment(content, maintype="application", subtype="zip", filename="big.zip")
    post.comes(made.as_bytes(), to=reply_address(open_one.pk))
    post.run()

    kept = Message.objects.get()
    assert kept.request == open_one
    assert bytes(kept.attachments.get().content) == content


def test_the_same_mail_delivered_twice_is_kept_once(post: Post, open_one: InformationRequest) -> None:
    raw = reply(open_one).as_bytes()
    post.comes(raw, to=reply_address(open_one.pk))
    post.comes(raw)
    post.run()

    assert Message.objects.count() == 1
    assert post.box.count("INBOX") == 0


def test_a_mail_that_fails_stays_and_the_others_go_on(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    really = mail_run.receive

    def failing(raw: bytes, **more: object) -> Message:
        if b"hard one" in raw:
            raise RuntimeError("what it says is told to nobody")
        return really(raw, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(mail_run, "receive", failing)
    post.comes(mail("the hard one").as_bytes())
    post.comes(mail("an easy one", number="<two@example.org>").as_bytes())

    with pytest.raises(CommandError, match=r"One mail was not taken in and stays .* \(RuntimeError\)"):
        post.run()
    assert Message.objects.count() == 1
    assert post.box.count("INBOX") == 1
    monkeypatch.undo()
    post.run()
    assert Message.objects.count() == 2


def test_a_mail_that_somebody_has_looked_at_on_the_server_is_not_lost(post: Post) -> None:
    post.comes(mail().as_bytes())
    with post.box._open() as box:
        box.select("INBOX")
        box.store("1", "+FLAGS", r"\Seen")
    post.run()

    assert Message.objects.count() == 1


def test_where_no_folder_can_be_made_what_is_kept_is_marked_as_seen(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_has_folder", lambda box: False)
    post.comes(mail().as_bytes())

    assert "Fetched: 1." in post.run()
    assert "Fetched: 0." in post.run()
    assert post.box.count("INBOX") == 1


def test_a_report_is_deleted_on_the_server_too(post: Post) -> None:
    post.comes(mail("Words that nobody should keep.").as_bytes())
    post.comes(mail("Another.", number="<two@example.org>").as_bytes())
    post.run()
    report = Message.objects.get(message_id="<one@example.org>")
    held_mail.divert_mail(report, "report", by=FINN)

    assert "copies deleted: 1" in post.run()
    assert post.box.count("Candour-received") == 1
    assert not Forgotten.objects.exists()
    _, told = post.outside.taken[0]
    assert (told["To"], told["Reply-To"]) == (TESTA, None)
    assert not Outgoing.objects.exists()


def test_a_report_that_was_delivered_twice_is_deleted_twice(post: Post) -> None:
    raw = mail("Words that nobody should keep.").as_bytes()
    post.comes(raw)
    post.comes(raw, to="desk@line.example")
    post.run()
    assert post.box.count("Candour-received") == 2
    held_mail.divert_mail(Message.objects.get(), "report", by=FINN)

    assert "copies deleted: 2" in post.run()
    assert post.box.count("Candour-received") == 0


def test_what_a_run_prints_says_nothing_of_anybody(post: Post) -> None:
    post.comes(mail("Words that nobody should read.", subject="A name").as_bytes())
    said = post.run()

    assert not [word for word in ("Words", "name", "testa", "example.org") if word in said]


def test_a_wrong_password_is_told_in_words_and_letters_go_out_all_the_same(
    post: Post, settings, open_one: InformationRequest
) -> None:
    settings.IMAP = settings.IMAP.replace(PASSWORD, "wrong")
    queue(open_one, to=TESTA, subject="Our answer", body="It is 412.")

    with pytest.raises(CommandError, match="Our mail server did not answer as it should"):
        post.run()
    assert len(post.outside.taken) == 1


def test_two_runs_do_not_overlap(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    inner: list[str] = []
    really = mail_run.receive

    def slowly(raw: bytes, **more: object) -> Message:
        inner.append(post.run())
        return really(raw, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(mail_run, "receive", slowly)
    post.comes(mail().as_bytes())
    post.run()

    assert inner == ["Another run is still at it.\n"]
