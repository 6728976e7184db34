"""Mails as they really come: packed, translated, robot-made and broken."""

import binascii
import datetime as dt
import struct
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.foi.mail.question_splitting import split_questions
from candour.post.html_as_text import html_as_text
from candour.post.reading import fingerprint, read_mail

from .mails import mail


def _raw(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def test_plain_text_is_preferred() -> None:
    made = mail("As it was typed.")
    made.add_alternative("<p>As it was <b>typed</b>.</p>", subtype="html")

    assert read_mail(made.as_bytes()).text.strip() == "As it was typed."


def test_html_alone_becomes_text_without_what_was_hidden() -> None:
    made = mail()
    made.set_content(
        "<html><head><title>No</title><style>p {}</style></head><body><p>How many?</p>"
        '<p style="display: none">secret</p><script>secret</script><div hidden>secret</div>'
        '<ul><li>one</li><li>two</li></ul><p>See <a href="https://line.example/x">here</a></p></body></html>',
        subtype="html",
    )

    assert read_mail(made.as_bytes()).text == (
        "How many?\n\n- one\n- two\n\nSee here <https://line.example/x>"
    )


def test_a_stub_that_points_to_the_html_is_not_the_message() -> None:
    made = mail("Your program cannot show HTML.")
    made.add_alternative(f"<p>{'The whole question stands only here. ' * 12}</p>", subtype="html")

    assert "The whole question" in read_mail(made.as_bytes()).text


def test_quotes_in_html_keep_their_marks() -> None:
    assert html_as_text("<p>New</p><blockquote><p>Old</p></blockquote>").text == "New\n\n> Old"


def test_unclosed_and_wrongly_closed_html_hides_nothing_after_it() -> None:
    assert html_as_text("<p>a<div>b</p></span>c").text.split() == ["a", "b", "c"]
    assert "shown" in html_as_text("<div style='display:none'>no</div><b>shown").text


def test_quotes_within_quotes_and_words_around_them_keep_their_places() -> None:
    html = (
        "Ours<blockquote>First<blockquote><div>Second</div><div>more</div></blockquote>"
        "back<br>on</blockquote>end"
    )

    assert [line for line in html_as_text(html).text.split("\n") if line.strip(" >")] == [
        "Ours",
        "> First",
        "> > Second",
        "> > more",
        "> back",
        "> on",
        "end",
    ]


def test_comments_and_instructions_in_html_are_not_words() -> None:
    assert html_as_text("<!-- no --><?xml no ?><p>Yes<!--[if mso]>no<![endif]--></p>").text == "Yes"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("请提供2025年的报告数量。谢谢。我们需要知道有多少。", "gb18030"),
        ("Сколько звонков поступило в 2025 году?", "koi8-r"),
        ("Caffi Siân, “déjà vu”: faint o alwadau?", "cp1252"),
    ],
)
def test_a_character_set_that_nobody_names_is_found(text: str, charset: str) -> None:
    assert read_mail(b"From: a@example.org\r\n\r\n" + text.encode(charset)).text == text


def test_a_uuencoded_file_is_a_file_and_not_the_letters_words() -> None:
    block = binascii.b2a_uu(b"We hold twelve.").decode()
    mail_read = read_mail(
        f"From: a@example.org\n\nOur answer is attached.\n\nbegin 644 a/answer.txt\n{block}`\nend\n".encode()
    )

    assert mail_read.text.strip() == "Our answer is attached."
    assert [(file.name, file.content) for file in mail_read.files] == [("answer.txt", b"We hold twelve.")]


def _tnef(body: bytes, *files: tuple[bytes, bytes]) -> bytes:
    """A `winmail.dat` of these words and files (MS-OXTNEF 2.1.3): level, type, length, data, checksum."""

    def attribute(level: int, kind: int, content: bytes) -> bytes:
        return (
            struct.pack("<BII", level, kind, len(content))
            + content
            + struct.pack("<H", sum(content) & 0xFFFF)
        )

    whole = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x0002800C, body)
    for name, content in files:
        whole += attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, name + b"\x00")
        whole += attribute(2, 0x0006800F, content)
    return whole


def test_what_outlook_packs_into_one_file_comes_as_words_and_files() -> None:
    outer = mail("")
    winmail = _tnef(b"We hold twelve.", (b"list.csv", b"a,b"), (b"note.txt", b"Twelve"))
    outer.add_attachment(winmail, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    mail_read = read_mail(outer.as_bytes())

    assert mail_read.text.strip() == "We hold twelve."
    assert [(file.name, file.content) for file in mail_read.files] == [
        ("list.csv", b"a,b"),
        ("note.txt", b"Twelve"),
    ]


@pytest.mark.parametrize("content", [b"x", _tnef(b"words")[:20], b"\x78\x9f\x3e\x22" + bytes(40)])
def test_a_file_of_outlooks_that_is_damaged_stays_a_file(content: bytes) -> None:
    outer = mail("Words.")
    outer.add_attachment(content, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    mail_read = read_mail(outer.as_bytes())

    assert mail_read.text.strip() == "Words." and mail_read.is_read
    assert [file.content for file in mail_read.files] in ([content], [])


def test_words_that_begin_and_end_are_no_file() -> None:
    text = "begin 644 of my list\nand that is all until the\nend\n"

    mail_read = read_mail(b"From: a@example.org\r\n\r\n" + text.encode())
    assert (mail_read.text, mail_read.files) == (text, [])


@pytest.mark.parametrize("charset", ["us-ascii", "iso-8859-1", "klingon", "utf-8"])
def test_a_character_set_that_is_not_the_one_named_is_read(charset: str) -> None:
    raw = _raw(
        "From: a@example.org",
        f"Content-Type: text/plain; charset={charset}",
        "",
        "Sgwrs yng Nghaernarfon: tŷ",
    )

    assert read_mail(raw).text == "Sgwrs yng Nghaernarfon: tŷ"


def test_windows_quotes_are_read() -> None:
    raw = b"From: a@example.org\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n\x93Yes\x94"

    assert read_mail(raw).text in ("“Yes”", "\x93Yes\x94")


def test_broken_base64_gives_what_is_there_and_says_so() -> None:
    raw = _raw(
        "From: a@example.org",
        "Content-Type: text/plain",
        "Content-Transfer-Encoding: base64",
        "",
        "SGVsbG8",
        "!!x",
    )
    found = read_mail(raw)

    assert "Hello" in found.text
    assert found.trouble


def test_a_mail_within_a_mail_is_a_file_of_its_own() -> None:
    outer = mail("I forward this.")
    outer.add_attachment(mail("Its own words.", subject="Inner", number="<inner@example.org>"))
    found = read_mail(outer.as_bytes())

    assert found.text.strip() == "I forward this."
    assert found.message_id == "<one@example.org>"
    assert b"Its own words." in found.files[0].content


def test_an_empty_mail_is_a_mail() -> None:
    assert read_mail(b"").text == ""
    assert read_mail(b"From: a@example.org\r\n\r\n").address == "a@example.org"


def test_without_a_date_there_is_none() -> None:
    assert read_mail(b"From: a@example.org\r\n\r\nHello").on is None


def test_the_day_is_that_of_the_united_kingdom() -> None:
    assert read_mail(b"Date: Wed, 8 Jul 2026 23:30:00 +0000\r\n\r\n").on == dt.date(2026, 7, 9)
    assert read_mail(b"Date: Wed, 14 Jan 2026 23:30:00 +0000\r\n\r\n").on == dt.date(2026, 1, 14)


def test_the_server_s_day_counts_before_what_the_mail_says_of_itself() -> None:
    raw = _raw(
        "Received: from a by mx.line.example; Thu, 9 Jul 2026 09:00:00 +0100",
        "Date: Mon, 1 Jan 2001 10:00:00 +0000",
        "",
        "",
    )

    assert read_mail(raw).on == dt.date(2026, 7, 9)


def test_a_day_that_has_not_come_is_none() -> None:
    assert read_mail(b"Date: Wed, 8 Jul 2099 10:00:00 +0000\r\n\r\n").on is None


def test_no_path_comes_in_with_a_name() -> None:
    made = mail()
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="../../etc/passwd")

    assert read_mail(made.as_bytes()).files[0].name == "passwd"


@pytest.mark.slow
def test_a_large_file_comes_whole() -> None:
    made = mail()
    content = bytes(range(256)) * (20 * 2**20 // 256)
    made.add_attachment(content, maintype="application", subtype="zip", filename="big.zip")

    assert read_mail(made.as_bytes()).files[0].content == content


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"X_Auto_Response_Suppress": "All"},
        {"Precedence": "auto_reply"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"subject": "Automatic reply: A question"},
        {"subject": "Out of office"},
        {"subject": "Ateb awtomatig: Cwestiwn"},
        {"subject": "Allan o’r swyddfa"},
    ],
    ids=str,
)
def test_a_robot_s_reply_is_known(headers: dict[str, str]) -> None:
    assert read_mail(mail(**headers).as_bytes()).sort.kind == "auto_reply"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Precedence": "list"},
        {"subject": "Re: Automatic weapons, how many?"},
        {"subject": "Automated decisions: a question"},
        {"subject": "Undelivered reports"},
    ],
    ids=str,
)
def test_a_person_s_mail_is_not_taken_for_a_robot_s(headers: dict[str, str]) -> None:
    assert read_mail(mail(**headers).as_bytes()).sort.kind == "message"


EXIM = {
    "Return_Path": "<>",
    "X_Failed_Recipients": "testa.asker@host.example",
    "Auto_Submitted": "auto-replied",
    "writer": "Mail Delivery System <Mailer-Daemon@mx.example>",
    "subject": "Mail delivery failed: returning message to sender",
}


def test_a_server_s_own_way_of_telling_a_failure_is_a_bounce_with_its_address() -> None:
    words = (
        "This message was created automatically by mail delivery software.\n\n"
        "A message that you sent could not be delivered to one or more of its\nrecipients. "
        "This is a permanent error. The following address(es) failed:\n\n"
        "  testa.asker@host.example\n    Unrouteable address\n"
    )
    sort = read_mail(mail(words, **EXIM).as_bytes()).sort

    assert (sort.kind, sort.addresses, sort.is_final) == ("bounce", ["testa.asker@host.example"], True)


def test_a_person_who_forwards_a_failure_wrote_a_message() -> None:
    words = "This came back.\n\n> The following address(es) failed:\n>\n>  testa.asker@host.example\n"

    assert read_mail(mail(words).as_bytes()).sort.kind == "message"


def test_a_header_cannot_be_long_enough_to_hold_the_desk_up() -> None:
    found = read_mail(b"From: a@example.org\r\nTo: " + b"a," * 500_000 + b"\r\n\r\nHello")

    assert found.text == "Hello"


def test_the_server_s_copy_is_known_by_its_headers_alone() -> None:
    raw = mail("Words.").as_bytes()
    head = raw.split(b"\r\n\r\n")[0]

    assert fingerprint(raw) == fingerprint(head + b"\r\n\r\n") == fingerprint(head)
    assert fingerprint(raw) != fingerprint(mail("Words.", number="<two@example.org>").as_bytes())


def _nested() -> bytes:
    made: EmailMessage = mail("I forward this.")
    made.add_alternative("<p>I forward <b>this</b></p>", subtype="html")
    made.add_attachment(mail("Inner"))
    return made.as_bytes()


NESTED = _nested()
ODD = [
    b"\n",
    b"\x00",
    b"=?utf-8?q?",
    b"Content-Type: message/rfc822\n",
    b'"',
    b"<",
    b";",
    b"\xff",
    b"charset=x",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(NESTED)), st.integers(0, 40), st.sampled_from(ODD)), max_size=12)
)
def test_no_broken_mail_is_refused(changes: list[tuple[int, int, bytes]]) -> None:
    raw = NESTED
    for place, length, put in changes:
        raw = raw[:place] + put + raw[place + length :]
    found = read_mail(raw)

    assert "\x00" not in found.text + found.subject + found.address
    found.text.encode()


def test_numbered_lines_become_questions() -> None:
    text = "Dear all,\n\n1. How many?\n2) And by force,\nfor each month?\n\n3. Why?\n\nKind regards\nTesta"

    assert split_questions(text) == ["How many?", "And by force,\nfor each month?", "Why?"]


def test_other_text_is_one_question() -> None:
    assert split_questions("How many in 2025?\n\n> 1. quoted\n> 2. quoted") == ["How many in 2025?"]
    assert split_questions("2024. It was a year.\n") == ["2024. It was a year."]
    assert split_questions(" \n") == []
