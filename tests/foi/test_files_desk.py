"""A file from the moment it is chosen until it goes out, through the desk's door."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from candour.foi.files import actions
from candour.foi.files.actions import stopped_files
from candour.foi.files.uploads import InMemory
from candour.foi.models import Attachment, InformationRequest, Message
from candour.staff.models import Member
from tests.conftest import Cast
from tests.papers import sample_files as sample
from tests.papers.planted import COVERED

from .conftest import make_open

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]
HIDDEN = sample.xlsx(second=' state="hidden"', rows={2: ' hidden="1"'})


@pytest.fixture
def finn(cast: Cast, through_the_door: Door) -> Client:
    return through_the_door(cast.finn)


@pytest.fixture
def open_request(db: None) -> InformationRequest:
    return make_open("How many?")


def words(answer: Any) -> str:
    return str(answer.content.decode())


def send(client: Client, open_request: InformationRequest, name: str, content: bytes) -> Any:
    return client.post(f"/desk/foi/{open_request.pk}/files", {"file": SimpleUploadedFile(name, content)})


def added(client: Client, open_request: InformationRequest, name: str, content: bytes) -> Attachment:
    answer = send(client, open_request, name, content)
    assert answer.status_code == 302, words(answer)
    return Attachment.objects.get(goes_out=True)


def test_a_file_with_something_hidden_is_stopped_and_says_what(
    finn: Client, open_request: InformationRequest
) -> None:
    file = added(finn, open_request, "figures.xlsx", HIDDEN)
    page = words(finn.get(f"/desk/foi/file/{file.pk}"))
    assert "Hidden sheets" in page and "Sheet &#x27;Staff&#x27; is hidden" in page and "cannot go out" in page
    assert stopped_files(open_request) == [file]


def test_a_clean_copy_goes_out_in_its_place(finn: Client, open_request: InformationRequest) -> None:
    file = added(finn, open_request, "figures.xlsx", HIDDEN)
    answer = finn.post(f"/desk/foi/file/{file.pk}", {"act": "clean"}, follow=True)
    assert "Nothing hidden was found" in words(answer) and "sheet that does not show" in words(answer)
    assert Attachment.objects.get(goes_out=True).name == "figures (cleaned).ods"
    assert stopped_files(open_request) == []


def test_whom_a_file_lets_be_reached_is_found_and_masked(
    finn: Client, open_request: InformationRequest
) -> None:
    text = sample.paragraph("Ring 020 7946 0123 or write to a.person@police.example")
    file = added(finn, open_request, "rota.docx", sample.docx(text))
    page = words(finn.get(f"/desk/foi/file/{file.pk}"))
    assert "telephone numbers" in page and "cannot go out" in page and "Make a masked copy" in page
    assert "Make the file that goes out" in page and stopped_files(open_request) == [file]

    answer = finn.post(f"/desk/foi/file/{file.pk}", {"act": "mask"}, follow=True)
    assert "May go out" in words(answer) and stopped_files(open_request) == []
    assert Attachment.objects.get(goes_out=True).name == "rota (masked).pdf"
    listed = words(finn.get(f"/desk/foi/{open_request.pk}"))
    assert "replaced, does not go out" in listed and "something was found in it" not in listed


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"Ring 020 7946 0123."),
        ("a.pdf", sample.pdf(sample.line("Write to a.person@police.example"))),
        ("a.txt", b"Testa Asker asked."),
    ],
)
def test_it_is_found_in_plain_text_and_in_a_pdf_too(
    open_request: InformationRequest, name: str, content: bytes, cast: Cast
) -> None:
    file = actions.add_file(open_request, name=name, content=content, by=cast.finn.pk)
    assert [finding[0] for finding in file.findings] == ["contact"]
    assert stopped_files(open_request) == [file]


def test_words_are_blacked_out_of_a_pdf(finn: Client, open_request: InformationRequest) -> None:
    file = added(finn, open_request, "Ponsonby.pdf", sample.pdf(sample.line("Mr Ponsonby said so") + COVERED))
    data = {"act": "redact", "words": "Ponsonby\r\n\r\n", "why": "names"}
    answer = finn.post(f"/desk/foi/file/{file.pk}", data, follow=True)
    assert "page 1: 1 place blacked out (names)" in words(answer)
    copy = Attachment.objects.get(goes_out=True)
    assert copy.made_from == file and not copy.findings and b"Ponsonby" not in bytes(copy.content)
    assert copy.name == "file (redacted).pdf"


@pytest.mark.parametrize(
    ("data", "words_shown"),
    [
        ({"act": "redact", "words": "", "why": "names"}, "Answer this question"),
        ({"act": "redact", "words": "Nobody here", "why": "names"}, "Not found in the text"),
        ({"act": "redact", "words": "Hello", "why": "hello and names"}, "has one of the words in it"),
        ({"act": "pass", "let-why": "ok"}, "Say why it may go out"),
        ({"act": "pass", "let-why": ""}, "Answer this question"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    finn: Client, open_request: InformationRequest, data: dict[str, str], words_shown: str
) -> None:
    file = added(finn, open_request, "a.pdf", sample.pdf(sample.line("Hello") + COVERED))
    answer = finn.post(f"/desk/foi/file/{file.pk}", data)
    assert answer.status_code == 422 and words_shown in words(answer)
    assert stopped_files(open_request) == [file]


def test_an_original_goes_out_when_a_second_person_agrees(
    finn: Client, open_request: InformationRequest, cast: Cast, through_the_door: Door
) -> None:
    file = added(finn, open_request, "figures.xlsx", HIDDEN)
    page = f"/desk/foi/file/{file.pk}"
    data = {"act": "pass", "let-why": "The formulas in it were asked for."}
    assert "Somebody else has to agree" in words(finn.post(page, data, follow=True))
    assert "Needs another person" in words(finn.get(page)) and stopped_files(open_request) == [file]
    refused = finn.post(page, {"act": "agree"})
    assert refused.status_code == 422 and "somebody else must agree" in words(refused)
    assert stopped_files(open_request) == [file]

    rhona = through_the_door(cast.rhona)
    assert "Agree that the original goes out" in words(rhona.get(page))
    assert "The original goes out" in words(rhona.post(page, {"act": "agree"}, follow=True))
    file.refresh_from_db()
    assert (file.passed_by, file.agreed_by) == (cast.finn.pk, cast.rhona.pk)
    assert stopped_files(open_request) == []


def test_nobody_agrees_to_what_was_not_proposed(finn: Client, open_request: InformationRequest) -> None:
    file = added(finn, open_request, "figures.xlsx", HIDDEN)
    answer = finn.post(f"/desk/foi/file/{file.pk}", {"act": "agree"})
    assert answer.status_code == 422 and "Nobody has proposed" in words(answer)


def test_a_person_lets_a_file_of_ours_out_with_a_reason(
    finn: Client, open_request: InformationRequest, cast: Cast
) -> None:
    file = added(finn, open_request, "a.docx", sample.docx(sample.paragraph("Ring 020 7946 0123.")))
    finn.post(f"/desk/foi/file/{file.pk}", {"act": "clean"})
    made = Attachment.objects.get(goes_out=True)
    assert stopped_files(open_request) == [made]
    data = {"act": "pass", "let-why": "It is the number of a public office."}
    assert "Let out" in words(finn.post(f"/desk/foi/file/{made.pk}", data, follow=True))
    made.refresh_from_db()
    assert made.passed_by == cast.finn.pk and stopped_files(open_request) == []


def test_a_file_can_be_taken_away(finn: Client, open_request: InformationRequest) -> None:
    file = added(finn, open_request, "figures.xlsx", HIDDEN)
    finn.post(f"/desk/foi/file/{file.pk}", {"act": "remove"})
    assert not Attachment.objects.exists() and stopped_files(open_request) == []


def test_what_somebody_sent_us_is_kept_and_a_copy_is_looked_into(
    finn: Client, open_request: InformationRequest
) -> None:
    message = Message.objects.create(request=open_request, direction="in", text="")
    sent = Attachment.objects.create(
        request=open_request,
        message=message,
        name="staff.xlsx",
        media_type="x/y",
        content=HIDDEN,
        sha256="0" * 64,
    )
    assert "Not looked into" in words(finn.get(f"/desk/foi/file/{sent.pk}"))
    finn.post(f"/desk/foi/file/{sent.pk}", {"act": "take"})
    assert [file.name for file in stopped_files(open_request)] == ["staff.xlsx"]
    assert Attachment.objects.count() == 2


def test_a_download_is_never_shown_as_a_page(finn: Client, open_request: InformationRequest) -> None:
    file = added(finn, open_request, 'ŵ "é"\r\n.pdf', sample.pdf(sample.line("Hello")))
    answer = finn.get(f"/desk/foi/file/{file.pk}/download")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == bytes(file.content)


def test_no_file_an_empty_one_and_too_large_a_one_are_refused(
    finn: Client, open_request: InformationRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/desk/foi/{open_request.pk}/files"
    assert "At most 50 MB" in words(finn.get(page))
    monkeypatch.setattr("candour.foi.files.uploads.MAX_FILE", 100_000)
    for given_ in (
        {},
        {"file": SimpleUploadedFile("a.txt", b"")},
        {"file": SimpleUploadedFile("a.txt", b"a" * 200_000)},
    ):
        answer = finn.post(page, given_)
        assert answer.status_code == 422 and "Choose a file" in words(answer)
    assert not Attachment.objects.exists()


def test_no_other_address_takes_a_file(open_request: InformationRequest) -> None:
    answer = Client().post("/report", {"file": SimpleUploadedFile("a.txt", b"a" * 1000)})
    assert not answer.wsgi_request.FILES
    assert not InMemory(answer.wsgi_request).request.FILES  # type: ignore[union-attr]


def test_files_are_for_information_officers(
    cast: Cast, open_request: InformationRequest, through_the_door: Door
) -> None:
    file = Attachment.objects.create(
        request=open_request, name="a.txt", media_type="x/y", content=b"a", sha256="0" * 64, goes_out=True
    )
    for member in (cast.asif, cast.olu, cast.hana):
        client = through_the_door(member)
        for page in (
            f"/desk/foi/{open_request.pk}/files",
            f"/desk/foi/file/{file.pk}",
            f"/desk/foi/file/{file.pk}/download",
        ):
            assert client.get(page).status_code == 403
