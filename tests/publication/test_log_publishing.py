"""Publishing, correcting and taking out: nothing changes in silence, and nobody is named."""

import datetime as dt
import hashlib
import json
import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from candour.foi.models import Attachment, InformationRequest
from candour.foi.rules import StepKind
from candour.publication.log import register
from candour.publication.log.document import from_bytes, to_bytes
from candour.publication.log.opening import close_fold, open_fold
from candour.publication.log.publishing import correct, in_the_way, publish, tombstone
from candour.publication.models import Annotation, Catalogue, LogEntry, LogFile
from candour.publication.searching.finding import find
from tests.foi.answered import PLANTED, PUBLISHED, add_file, add_message, answer, decide, make_answered
from tests.foi.conftest import DAY, FINN, make_open, make_request

pytestmark = pytest.mark.django_db
MIGRATION = import_module("candour.publication.migrations.0002_the_search")


@pytest.fixture
def answered(db: None) -> InformationRequest:
    return make_answered()


def test_nothing_that_points_to_the_asker_is_in_the_document(answered: InformationRequest) -> None:
    lines = "Dear all,\n\nTesta Plantedname\n12 Planted Lane\nplanted.asker@example.org\n020 7946 0001"
    add_message(answered, lines)
    add_message(answered, "Dear Ms Plantedname, thank you.", writer="desk", name="Finn Testofficer, Candour")
    made = publish(answered, by=FINN, on=PUBLISHED)

    for place in (bytes(made.content).decode(), made.title, json.dumps(dict(rows_of(answered.slug)))):
        for planted in (*PLANTED, "Testofficer"):
            assert planted.casefold() not in place.casefold()
    page = from_bytes(bytes(made.content))
    assert {one.kind for one in page.masked} >= {
        "e-mail address",
        "telephone number",
        "name",
        "postal address",
    }


def rows_of(slug: str) -> list[tuple[str, str]]:
    row = Catalogue.objects.get(slug=slug)
    return [(name, str(getattr(row, name))) for name in ("title", "questions", "answers", "thread")]


def test_every_message_of_a_page_is_found_the_folded_lines_too(answered: InformationRequest) -> None:
    add_message(answered, "Our reference is 2010080000104.\n> Sergeant Xylo", folds=((1, 1, "earlier"),))
    publish(answered, by=FINN, on=PUBLISHED)

    for text in ("2010080000104", "xylo", answered.reference, answered.slug):
        assert [row.slug for row in find(text).rows] == [answered.slug], text
    tombstone(answered.slug, why="It was wrong.", by=FINN)
    for text in ("2010080000104", "xylo", answered.reference, answered.slug):
        assert find(text).rows == (), text


def test_a_log_that_was_filled_before_its_search_looked_at_threads_is_searched_whole(
    answered: InformationRequest,
) -> None:
    add_message(answered, "Our reference is 2010080000104.\n> Sergeant Xylo", folds=((1, 1, "earlier"),))
    publish(answered, by=FINN, on=PUBLISHED)
    row = Catalogue.objects.get()
    Annotation.objects.create(slug=row.slug, place=1, name="R", text="A trombone.", published_on=PUBLISHED)
    Catalogue.objects.update(thread="", answers=f"{row.answers}\n{row.thread}")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publication_search")

    MIGRATION.write_threads(apps, None)
    MIGRATION.fill_index(apps, None)
    now = Catalogue.objects.get()
    assert (now.answers, now.thread) == (row.answers, row.thread)
    for text in ("xylo", "trombone", answered.title):
        assert [found.slug for found in find(text).rows] == [answered.slug], text


def test_a_fold_that_a_member_opened_stands_open_after_a_correction(answered: InformationRequest) -> None:
    message = add_message(answered, "Words.\n> more", folds=((1, 1, "earlier"),))
    publish(answered, by=FINN, on=PUBLISHED)
    open_fold(message.folds.get(), by=FINN)
    correct(answered.slug, changes="The fold hid an answer.", by=FINN)

    page = register.newest(answered.slug)
    assert page and not any(block.fold == "earlier" for told in page.thread for block in told.blocks)


def test_opening_one_fold_and_closing_another_is_a_change_too(answered: InformationRequest) -> None:
    message = add_message(
        answered, "Words.\n> more\nWords.\n> less", folds=((1, 1, "earlier"), (3, 3, "earlier"))
    )
    first, second = message.folds.all()
    open_fold(first, by=FINN)
    publish(answered, by=FINN)
    close_fold(first, by=FINN)
    open_fold(second, by=FINN)

    assert correct(answered.slug, changes="The other one.", by=FINN).version == 2


def test_publishing_freezes_the_page_and_lets_it_be_found(answered: InformationRequest) -> None:
    made = publish(answered, by=FINN, on=PUBLISHED)

    assert hashlib.sha256(bytes(made.content)).hexdigest() == made.sha256
    assert (made.version, made.headline, made.published_on) == (1, "part", PUBLISHED)
    assert [one.slug for one in find("reports other forces").rows] == [answered.slug]
    assert answered.steps.last().kind == StepKind.PUBLISHED
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.update(title="Another")


def test_a_request_is_published_once_and_only_after_its_answer(answered: InformationRequest) -> None:
    publish(answered, by=FINN)
    with pytest.raises(ValidationError, match="in the log already"):
        publish(answered, by=FINN)
    with pytest.raises(ValidationError, match="not answered yet"):
        publish(make_open(), by=FINN)
    assert any("no reference" in one for one in in_the_way(make_request()))


def test_a_correction_says_old_and_new_and_why(answered: InformationRequest) -> None:
    publish(answered, by=FINN, on=PUBLISHED)
    decide(answered, 2, "disclosed_full", answer="93 reports concerned other forces.")
    answer(answered)
    correct(answered.slug, changes="One was counted twice.", by=FINN, on=dt.date(2026, 8, 1))

    page = register.newest(answered.slug)
    assert page and page.version == 2
    told = page.corrections[0]
    assert told.why == "One was counted twice." and told.on == dt.date(2026, 8, 1)
    change = next(one for one in told.differences if one.where == "Question 2, answer")
    assert (change.was[:2], change.now[:2]) == ("94", "93")
    before = register.version(answered.slug, 1)
    assert before and before.questions[1].answer.startswith("94")


def test_a_correction_needs_a_reason_and_a_change(answered: InformationRequest) -> None:
    with pytest.raises(ValidationError, match="not in the log"):
        correct(answered.slug, changes="Because.", by=FINN)
    publish(answered, by=FINN)
    with pytest.raises(ValidationError, match="Say what was wrong"):
        correct(answered.slug, changes=" ", by=FINN)
    with pytest.raises(ValidationError, match="Nothing on the page would change"):
        correct(answered.slug, changes="Because.", by=FINN)


def test_each_correction_stays_told_on_the_ones_after_it(answered: InformationRequest) -> None:
    publish(answered, by=FINN)
    for title in ("Second title", "Third title"):
        InformationRequest.objects.filter(pk=answered.pk).update(title=title)
        correct(answered.slug, changes=f"It is {title}.", by=FINN)

    page = register.newest(answered.slug)
    assert page and [one.version for one in page.corrections] == [2, 3]


def test_a_tombstone_keeps_reason_days_and_reference_and_serves_nothing_else(
    answered: InformationRequest,
) -> None:
    add_file(answered, "answer.pdf", b"%PDF-1.7 secret")
    publish(answered, by=FINN, on=PUBLISHED)
    tombstone(answered.slug, why="It named somebody.", by=FINN)

    page = register.newest(answered.slug)
    assert page and page.gone == "It named somebody." and page.received_on == DAY
    assert page.reference == answered.reference
    assert (
        "94 reports" not in to_bytes(page).decode() and "Reports to the line" not in to_bytes(page).decode()
    )
    assert register.version(answered.slug, 1) is None
    assert register.file_of(answered.slug, 1, 1) is None
    assert len(register.versions(answered.slug)) == 1
    assert find("reports other forces").total == 0 and not Catalogue.objects.exists()
    for again in (
        lambda: tombstone(answered.slug, why="x", by=FINN),
        lambda: correct(answered.slug, changes="x", by=FINN),
    ):
        with pytest.raises(ValidationError, match="stays so"):
            again()


def test_only_files_that_may_go_out_are_published_and_redaction_is_told(answered: InformationRequest) -> None:
    original = add_file(answered, "original.pdf", b"with names", made_from=None)
    assert in_the_way(answered) == ["original.pdf may not go out yet. Decide about it first."]
    Attachment.objects.filter(pk=original.pk).update(goes_out=False)
    add_file(answered, "clean.pdf", b"without", made_from=original, removed=["3 names"])
    add_file(answered, "inside.xlsx", b"a draft", goes_out=False)
    page = from_bytes(bytes(publish(answered, by=FINN).content))

    assert [(one.name, one.removed) for one in page.files] == [("clean.pdf", ("3 names",))]
    assert [bytes(one.content) for one in LogFile.objects.all()] == [b"without"]


def test_an_original_is_published_with_why_once_two_people_agreed(answered: InformationRequest) -> None:
    original = add_file(answered, "as it came.xlsx", b"bytes", made_from=None, passed_by=FINN,
                        passed_why="Its formulas were asked for.")  # fmt: skip
    assert in_the_way(answered) == ["as it came.xlsx may not go out yet. Decide about it first."]
    Attachment.objects.filter(pk=original.pk).update(agreed_by=uuid.uuid4())
    page = from_bytes(bytes(publish(answered, by=FINN).content))
    assert [one.original for one in page.files] == ["Its formulas were asked for."]
    shown = Client().get(page.address).content.decode()
    assert "Two people agreed to give it: Its formulas were asked for." in shown


def test_sections_can_be_looked_for(answered: InformationRequest) -> None:
    request = make_answered("One?", "Two?", "Who?")
    publish(request, by=FINN)

    assert Catalogue.objects.get(slug=request.slug).sections == " 40(2) "
    assert find("", section="40(2)").total == 1
