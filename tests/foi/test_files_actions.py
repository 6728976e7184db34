import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from candour.audit.models import Act
from candour.foi.files import actions
from candour.foi.models import Attachment, InformationRequest
from tests.papers import sample_files as sample
from tests.papers.made import words_of
from tests.papers.planted import PLANTED

from .conftest import FINN, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_request(db: None) -> InformationRequest:
    return make_open("How many?")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\testa\\figures.xlsx", "figures.xlsx"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie b.pdf"),
        ("gpj\u202efdp.exe", "gpjfdp.exe"),
        ("  .hidden  ", "hidden"),
        ("", "file"),
        ("..", "file"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("Ffigurau mis Mehefin ŵ.ods", "Ffigurau mis Mehefin ŵ.ods"),
    ],
)
def test_names_are_made_safe(typed: str, name: str) -> None:
    assert actions.safe_name(typed) == name


def test_every_file_is_stopped_until_one_is_made_of_it(open_request: InformationRequest) -> None:
    chosen = [row for row in PLANTED if row[0].startswith(
        ("hidden rows", "comments", "tracked", "vanished", "covered", "place")
    )]  # fmt: skip
    assert len(chosen) >= 6
    firsts = [
        actions.add_file(open_request, name=name, content=content, by=FINN)
        for name, _, hidden, clean in chosen
        for content in (hidden, clean)
    ]
    assert len(actions.stopped_files(open_request)) == 2 * len(chosen)

    assert open_request.requester is not None
    # One of the files shows a first name that the invented asker has too.
    open_request.requester.name = "Quilla Inkwright"
    open_request.requester.save()
    for first in firsts:
        actions.clean_file(first, by=FINN)
    assert actions.stopped_files(open_request) == []
    assert Attachment.objects.filter(goes_out=True).count() == 2 * len(chosen)


def test_a_file_goes_out_as_it_came_when_two_people_say_why(open_request: InformationRequest) -> None:
    file = actions.add_file(open_request, name="old.doc", content=b"\xd0\xcf\x11\xe0" + b"\0" * 600, by=FINN)
    assert actions.stopped_files(open_request) == [file]
    with pytest.raises(ValidationError, match="Say why"):
        actions.pass_file(file, why="  yes  ", by=FINN)
    with pytest.raises(ValidationError, match="Nobody has proposed"):
        actions.agree_original(file, by=uuid.uuid4())
    actions.pass_file(file, why="It was asked for in this form.", by=FINN)
    assert actions.stopped_files(open_request) == [file]
    with pytest.raises(ValidationError, match="somebody else must agree"):
        actions.agree_original(file, by=FINN)
    assert actions.stopped_files(open_request) == [file]

    second = uuid.uuid4()
    actions.agree_original(file, by=second)
    assert actions.stopped_files(open_request) == []
    assert Act.objects.filter(act="proposed original", member=FINN, row=file.pk).exists()
    assert Act.objects.filter(act="agreed to original", member=second, row=file.pk).exists()
    with pytest.raises(ValidationError, match="Nothing stops"):
        actions.pass_file(file, why="It was asked for in this form.", by=FINN)


@pytest.mark.parametrize("proposer", [None, FINN])
def test_the_database_keeps_no_original_that_one_person_gives(
    open_request: InformationRequest, proposer: uuid.UUID | None
) -> None:
    file = actions.add_file(open_request, name="a.csv", content=b"a,b", by=FINN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=file.pk).update(passed_by=proposer, agreed_by=FINN)


def test_a_file_of_ours_cannot_be_agreed_to_as_an_original(open_request: InformationRequest) -> None:
    file = actions.add_file(open_request, name="a.txt", content=b"Ring 020 7946 0123.", by=FINN)
    made = actions.clean_file(file, by=FINN)
    actions.pass_file(made, why="It is the number of a public office.", by=FINN)
    with pytest.raises(ValidationError, match="Nobody has proposed"):
        actions.agree_original(made, by=uuid.uuid4())


def test_a_file_that_has_nothing_in_it_or_too_much_is_refused(
    open_request: InformationRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MAX_FILE", 10)
    for content, reason in ((b"", "empty"), (b"a" * 11, "larger")):
        with pytest.raises(ValidationError, match=reason):
            actions.add_file(open_request, name="a.txt", content=content, by=FINN)


def test_the_first_file_is_kept_when_a_copy_of_it_goes_out(open_request: InformationRequest) -> None:
    first = actions.add_file(open_request, name="a.png", content=sample.png({"Author": "Testa"}), by=FINN)
    copy = actions.clean_file(first, by=FINN)
    first.refresh_from_db()
    assert not first.goes_out and copy.goes_out and copy.made_from == first and copy.findings == []
    with pytest.raises(ValidationError, match="does not go out"):
        actions.remove_file(first, by=uuid.uuid4())
    actions.remove_file(copy, by=FINN)
    assert list(Attachment.objects.all()) == [first]


def test_addresses_and_a_name_that_is_not_published_are_masked_in_a_copy(
    open_request: InformationRequest,
) -> None:
    assert open_request.requester is not None
    open_request.requester.name, open_request.requester.publish_name = "Testa Asker", False
    open_request.requester.save()
    text = sample.paragraph("Testa Asker wrote from testa@example.org about 01/FOI/22/027524")
    first = actions.add_file(open_request, name="letter.docx", content=sample.docx(text), by=FINN)

    copy = actions.mask_file(first, by=FINN)

    shown = words_of(bytes(copy.content))
    assert "[name] wrote from [email address] about 01/FOI/22/027524" in shown
    assert copy.goes_out and copy.name == "letter (masked).pdf" and not copy.is_stopped
    assert copy.removed == ["1 e-mail address and 1 name masked"]
    table = actions.add_file(open_request, name="a.csv", content=b"who\nTesta Asker\n", by=FINN)
    assert bytes(actions.mask_file(table, by=FINN).content) == b"who\r\n[name]\r\n"


def test_a_second_redaction_begins_at_the_first_file_and_takes_the_first_copy_out(
    open_request: InformationRequest,
) -> None:
    first = actions.add_file(
        open_request, name="a.pdf", content=sample.pdf(sample.line("Testa Secret here")), by=FINN
    )
    copy = actions.redact_file(first, words=["Testa"], why="names", by=FINN)
    with pytest.raises(ValidationError, match="Open the first file"):
        actions.redact_file(copy, words=["Secret"], why="names", by=FINN)
    second = actions.redact_file(first, words=["Testa", "Secret"], why="names", by=FINN)
    assert list(Attachment.objects.filter(goes_out=True)) == [second]
