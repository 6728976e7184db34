"""Mails as other people's programs make them: each is read as its writer meant it. All are invented."""

import base64
import datetime as dt

import pytest

from candour.post.folding.folds import EARLIER, fold
from candour.post.parsing import Mail, parse

TODAY = dt.date(2026, 12, 1)
WROTE = "On Mon, 6 Jul 2026 at 10:00, Testa Asker <testa@mailhost.example> wrote:"
RED = "color:#c00000"


def read(*lines: str, headers: str = "") -> Mail:
    head = headers or 'From: Olga Invented <olga@council.example>\nContent-Type: text/plain; charset="utf-8"'
    return parse(f"{head}\nSubject: x\nMessage-ID: <1@b>\n\n{chr(10).join(lines)}\n".encode(), TODAY)


def html(*lines: str) -> Mail:
    return read(*lines, headers="From: a@b.example\nContent-Type: text/html; charset=utf-8")


def folded(mail: Mail) -> list[str]:
    """The lines that are shown closed at first as somebody's earlier words."""
    folds = [lines for lines in fold(mail.text, asker_name=mail.name) if lines.kind == EARLIER]
    return [
        line for at, line in enumerate(mail.text.splitlines()) if any(f.first <= at <= f.last for f in folds)
    ]


TYPED_INTO = {
    "in red": ("See our answers in red below.", "", WROTE, "", "> 1. How many?", ">", "> Twelve."),
    "below each question": (
        "We have answered below each of your questions.",
        "",
        WROTE,
        "> Who decides?",
        "> The board does.",
    ),
    "marked": ("Dear Testa,", "", "Regards", "Olga", "", WROTE, "", "> How many?", "> ANSWER: ELEVEN"),
    "fewer marks": (
        "Hello,",
        "",
        "Olga",
        "",
        WROTE,
        "",
        ">> How many?",
        "> Twelve.",
        ">> By whom?",
        "> By us.",
    ),
    "without a header": ("Our replies are inserted in the text.", "", "> How many?", "> Seven of them."),
    "Welsh": ("Gweler ein hatebion isod.", "", WROTE, "> Faint?", "> Saith."),
}


@pytest.mark.parametrize("lines", TYPED_INTO.values(), ids=TYPED_INTO)
def test_an_answer_that_was_typed_into_a_quotation_stands_open(lines: tuple[str, ...]) -> None:
    assert folded(read(*lines)) == []


@pytest.mark.parametrize(
    "answer",
    [
        f'<span style="{RED}">Twelve.</span>',
        f'<p style="{RED}">Twelve.</p>',
        '<font color="red">Twelve.</font>',
        '<div><b style="font-size:12pt; color: rgb(0, 112, 192)">Twelve.</b></div>',
        f'<ul><li><span style="{RED}">Twelve.</span></li></ul>',
    ],
)
def test_a_coloured_answer_within_a_quotation_stands_open(answer: str) -> None:
    question = "<p>1. How many records does the line hold of those who asked for none?</p>"
    mail = html(
        f"<p>Hello,</p><p>{WROTE}</p><blockquote>{question}{answer}",
        "<p>2. Who holds them, and where?</p></blockquote>",
    )

    assert folded(mail) == []
    assert "Twelve." in mail.text
    assert not any(line.startswith(">") and "Twelve" in line for line in mail.text.splitlines())


def test_somebody_who_writes_in_colour_is_folded_as_anybody_else() -> None:
    mail = html(
        "<p>Thank you. We hold none of these records, and know of nobody who does.</p>",
        f'<p>{WROTE}</p><blockquote style="color:#1f497d"><div style="color:#1f497d">How many records?',
        "Which days?</div><p>Testa</p></blockquote>",
    )

    assert folded(mail)[0].startswith("On Mon, 6 Jul 2026")


NAMES = {
    "folded": ("=?utf-8?Q?Si=C3=A2n_Ll=C5=B7r?=\n <s@c.example>", "Siân Llŷr"),
    "folded with a tab": ('"Asker, Testa"\n\t<s@c.example>', "Asker, Testa"),
    "in two words": ("=?utf-8?B?U2nDom4=?=\n =?utf-8?B?IExsxbdy?= <s@c.example>", "Siân Llŷr"),
    "in quotation marks": ('"=?utf-8?Q?Si=C3=A2n_Ll=C5=B7r?="\n <s@c.example>', "Siân Llŷr"),
    "with a comma": ("=?utf-8?Q?Asker=2C_Si=C3=A2n?= <s@c.example>", "Asker, Siân"),
    "not encoded": ("Siân Llŷr <s@c.example>", "Siân Llŷr"),
    "behind the address": ("s@c.example (Testa Asker)", "Testa Asker"),
    "Welsh letters of their own set": ("=?iso-8859-14?Q?Ll=FEr?= <s@c.example>", "Llŷr"),
}


@pytest.mark.parametrize(("written", "name"), NAMES.values(), ids=NAMES)
def test_a_writers_name_is_read_however_its_header_is_made(written: str, name: str) -> None:
    mail = read("Hello", headers=f"From: {written}")

    assert (mail.name, mail.address) == (name, "s@c.example")


def test_a_writer_without_an_address_keeps_the_name_so_that_it_can_be_masked() -> None:
    assert read("Hello", headers="From: Testa Asker").name == "Testa Asker"


@pytest.mark.parametrize(
    "lines",
    [
        ("<p>Dear Testa,</p>", "<p>We hold 12 records &amp; no more.</p>"),
        ("<html><body><div>Dear Testa,</div><div>We hold 12 records &amp; no more.</div></body></html>",),
        ("<!DOCTYPE html>", "<html><p>Dear Testa,</p><p>We hold 12 records &amp; no more.</html>"),
        ("Dear Testa,<br>", "<br>", "We hold 12 records &amp; no more.<br>"),
        ('<div dir="ltr">Dear Testa,<br>We hold 12 records &amp; no more.</div>',),
        ('<font face="Arial">Dear Testa,</font><p>We hold 12 records &amp; no more.</p>',),
    ],
)
def test_html_that_was_sent_as_plain_text_is_read_without_its_tags(lines: tuple[str, ...]) -> None:
    words = [line for line in read(*lines).text.splitlines() if line]

    assert words == ["Dear Testa,", "We hold 12 records & no more."]


@pytest.mark.parametrize("text", ["Is 3 < 4, or 5 > 4?", "<testa@mailhost.example> wrote to you.", "a <b> c"])
def test_plain_text_with_a_sign_of_html_stays(text: str) -> None:
    assert read(text).text.strip() == text


def parts(*, kind: str = "", preamble: str = "", second: str = "") -> Mail:
    words = base64.b64encode("We hold 12, dîm mwy.".encode()).decode()
    lines = [preamble] if preamble else []
    lines += [
        "--=_b",
        "Content-Transfer-Encoding: base64",
        'Content-Type: text/plain; charset="utf-8"',
        "",
        words,
    ]
    lines += ["--=_b", second, "", "bW9udGgsY29udGFjdHM="] if second else []
    return read(*lines, "--=_b--", headers=f"From: a@b.example{kind}")


@pytest.mark.parametrize(
    "mail",
    [
        parts(),
        parts(preamble="This is a multi-part message in MIME format.\n"),
        parts(kind="\nContent-Type: text/plain; charset=us-ascii"),
        parts(kind="\nContent-Type: multipart/mixed"),
        parts(kind="\nMIME-Version: 1.0"),
    ],
    ids=["no header", "a preamble", "announced as text", "no boundary named", "a version alone"],
)
def test_parts_that_no_header_announces_are_read(mail: Mail) -> None:
    assert (mail.text, mail.files) == ("We hold 12, dîm mwy.", [])


def test_a_file_among_parts_that_no_header_announces_is_a_file() -> None:
    second = 'Content-Disposition: attachment; filename="a.csv"\nContent-Type: text/csv'
    second += "\nContent-Transfer-Encoding: base64"
    mail = parts(second=second)

    assert mail.text == "We hold 12, dîm mwy."
    assert [(file.name, file.content) for file in mail.files] == [("a.csv", b"month,contacts")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("filename=Our answer of July.doc", "Our answer of July.doc"),
        ('filename="Our answer.doc', "Our answer.doc"),
        ('filename*0="A long name that"; filename*1=" goes on.xlsx"', "A long name that goes on.xlsx"),
        ('filename*0="A long name that; filename*1=" goes on.xlsx"', "A long name that goes on.xlsx"),
        ("filename*=utf-8''Ateb%20%C5%B5y.pdf", "Ateb ŵy.pdf"),
        ('filename="=?utf-8?Q?Ateb_=C5=B5y=2Epdf?="', "Ateb ŵy.pdf"),
        ('filename="C:\\\\letters\\\\answer.pdf"', "answer.pdf"),
    ],
)
def test_the_name_of_a_file_is_read_however_its_header_is_made(written: str, name: str) -> None:
    lines = ["--b", "Content-Type: text/plain", "", "See the file.", "--b"]
    lines += [
        "Content-Type: application/octet-stream",
        f"Content-Disposition: attachment; {written}",
        "",
        "abc",
        "--b--",
    ]
    mail = read(*lines, headers='From: a@b.example\nContent-Type: multipart/mixed; boundary="b"')

    assert [file.name for file in mail.files] == [name]


def test_a_mail_within_a_mail_can_be_opened_and_bears_its_subject() -> None:
    inner = [
        "From: Olga Invented <olga@council.example>",
        "Subject: Your plates, 2026",
        'Content-Type: multipart/mixed; boundary="c"',
    ]
    inner += [
        "",
        "--c",
        "Content-Type: text/plain",
        "",
        "We hold 12 of them.",
        "--c",
        "Content-Type: text/csv",
    ]
    inner += ['Content-Disposition: attachment; filename="plates.csv"', "", "plate,count", "--c--"]
    lines = [
        "--b",
        "Content-Type: text/plain",
        "",
        "I pass this on.",
        "--b",
        "Content-Type: message/rfc822",
        "",
        *inner,
        "--b--",
    ]
    mail = read(*lines, headers='From: a@b.example\nContent-Type: multipart/mixed; boundary="b"')
    names = [file.name for file in mail.files]
    words = next(file.content.decode() for file in mail.files if file.name.endswith(".txt"))

    assert mail.text == "I pass this on."
    assert names == ["Your plates, 2026.eml", "Your plates, 2026.txt", "plates.csv"]
    assert "From: Olga Invented <olga@council.example>" in words and "We hold 12 of them." in words


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Out of office hours: my clarification", "message"),
        ("Out of office hour costs", "message"),
        ("Out of office: back on Monday", "auto_reply"),
        ("Out of the office until Monday", "auto_reply"),
        ("Automatic reply: your letter", "auto_reply"),
        ("Autumn figures out of office hours", "message"),
    ],
)
def test_who_writes_of_office_hours_is_a_person(subject: str, kind: str) -> None:
    assert read("Officers only.", headers=f"From: a@b.example\nSubject: {subject}").sort.kind == kind
