"""Publishing, correcting and taking out: nothing changes in silence, and nobody is named."""

import dataclasses
import datetime as dt
import hashlib
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from candour.foi.log import register
from candour.foi.log.compiling import compile_page
from candour.foi.log.document import Answered, Block, LogPage, Section, Told, from_bytes, to_bytes
from candour.foi.log.opening import close_fold, open_fold
from candour.foi.log.publishing import catalogued, correct, in_the_way, publish, tombstone
from candour.foi.models import Attachment, Catalogue, Connection, InformationRequest, LogEntry, LogFile
from candour.foi.rules import Kind
from candour.foi.searching.finding import find

from .answered import ANSWERED, PLANTED, PUBLISHED, add_file, add_message, answer, decide, make_answered
from .conftest import DAY, FINN, make_open, make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(db: None) -> InformationRequest:
    return make_answered()


def test_a_page_says_what_was_decided_of_each_question(answered: InformationRequest) -> None:
    page = compile_page(answered)

    assert page.headline_words == "Part: one not held, one disclosed"
    assert [one.decision for one in page.questions] == [
        "Not held: Testville Police has it",
        "Disclosed in full",
    ]
    assert page.questions[1].answer == "94 reports concerned other forces."
    assert (page.received_on, page.answered_on) == (DAY, ANSWERED)
    assert page.due_on == dt.date(2026, 8, 7) and page.working


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
    return [(name, str(getattr(row, name))) for name in ("title", "questions", "answers")]


def test_a_name_that_may_be_published_stands_on_its_messages(db: None) -> None:
    request = make_answered("How many?", "How long?", publish_name=True)
    add_message(request, "Hello")

    assert {one.writer for one in compile_page(request).thread} == {"Testa Plantedname", "Us"}


def test_a_force_is_named_and_whoever_signed_for_it_is_not(answered: InformationRequest) -> None:
    text = "We hold no such figures.\n\nDummy Signatory"
    name = "Scanner on behalf of Dummy Signatory, Testville Police"
    add_message(answered, text, writer="force", name=name)

    told = next(one for one in compile_page(answered).thread if one.writer == "Testville Police")
    assert "We hold no such figures." in told.blocks[0].text
    assert "Signatory" not in to_bytes(compile_page(answered)).decode()


def test_a_person_who_writes_in_the_thread_is_named_nowhere(answered: InformationRequest) -> None:
    add_message(answered, "Hello, Dummy Stranger here.", writer="other", name="Dummy Stranger")
    add_message(answered, "Yours, Dummy Officer", writer="force", name="Dummy Officer")
    add_message(answered, "Kind regards, Faketa Nickname", writer="asker", name="Faketa Nickname")

    page = compile_page(answered)
    assert {one.writer for one in page.thread} == {"The asker", "Us", "The force", "Somebody else"}
    for name in ("Stranger", "Dummy", "Officer", "Nickname", "Faketa"):
        assert name not in to_bytes(page).decode()


def test_folded_lines_are_closed_with_their_count_and_the_rest_stands_open(
    answered: InformationRequest,
) -> None:
    add_message(answered, "The answer is 94.\n\n> earlier\n> words\nMore.", folds=((2, 3, "earlier"),))
    told = next(
        one for one in compile_page(answered).thread if one.writer == "The asker" and len(one.blocks) > 1
    )

    assert [(one.label, one.text) for one in told.blocks] == [
        ("", "The answer is 94."),
        ("Show earlier messages (2 lines)", "> earlier\n> words"),
        ("", "More."),
    ]


def test_an_automatic_reply_is_folded_whole_and_a_bounce_is_left_out(answered: InformationRequest) -> None:
    add_message(answered, "We get much mail.\nThank you.", writer="force", kind="auto_reply")
    add_message(answered, "It did not arrive.", kind="bounce")

    blocks = [block for told in compile_page(answered).thread for block in told.blocks]
    assert (
        Block("We get much mail.\nThank you.", "Show the automatic reply (2 lines)", "auto_reply") in blocks
    )
    assert not any("arrive" in one.text for one in blocks)


def test_a_fold_that_a_member_opened_stands_open_after_a_correction(answered: InformationRequest) -> None:
    message = add_message(answered, "Words.\n> more", folds=((1, 1, "earlier"),))
    publish(answered, by=FINN, on=PUBLISHED)
    open_fold(message.folds.get(), by=FINN)
    correct(answered.slug, changes="The fold hid an answer.", by=FINN)

    page = register.newest(answered.slug)
    assert page and not any(block.label for told in page.thread for block in told.blocks)


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
    assert answered.steps.last().kind == Kind.PUBLISHED
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.update(title="Another")


def test_a_request_is_published_once_and_only_after_its_answer(answered: InformationRequest) -> None:
    publish(answered, by=FINN)
    with pytest.raises(ValidationError, match="in the log already"):
        publish(answered, by=FINN)
    with pytest.raises(ValidationError, match="not answered yet"):
        publish(make_open(), by=FINN)
    assert any("no reference" in one for one in in_the_way(make_request()))


def test_a_decision_that_nobody_was_told_yet_is_not_on_the_page(answered: InformationRequest) -> None:
    decide(answered, 1, "disclosed_full", answer="A secret draft")

    assert "A secret draft" not in to_bytes(compile_page(answered)).decode()


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
    original = add_file(answered, "original.pdf", b"with names", findings=[["comment", "page 1", "a name"]])
    assert in_the_way(answered) == ["original.pdf has something hidden in it. Decide about it first."]
    Attachment.objects.filter(pk=original.pk).update(goes_out=False)
    add_file(answered, "clean.pdf", b"without", made_from=original, removed=["3 names"])
    add_file(answered, "inside.xlsx", b"a draft", goes_out=False)
    page = from_bytes(bytes(publish(answered, by=FINN).content))

    assert [(one.name, one.removed) for one in page.files] == [("clean.pdf", ("3 names",))]
    assert [bytes(one.content) for one in LogFile.objects.all()] == [b"without"]


def test_related_requests_are_named_only_where_they_are_in_the_log(answered: InformationRequest) -> None:
    other = make_answered("What else?", "And more?")
    Connection.objects.create(request=answered, other=other, kind="updates", on=DAY, by=FINN)
    assert compile_page(answered).related == ()

    publish(other, by=FINN)
    assert [one.reference for one in compile_page(answered).related] == [other.reference]


def test_a_request_brought_in_without_days_or_decisions_says_so(db: None) -> None:
    request = InformationRequest.objects.create(
        reference="01/FOI/22/000001", title="A thread", channel="import", follow_hash="0" * 64
    )
    request.questions.create(number=1, text="How much?")
    add_message(request, "How much?", on=None)
    page = from_bytes(bytes(publish(request, by=FINN).content))

    assert (page.received_on, page.due_on, page.answered_on) == (None, None, None)
    assert page.headline == "" and page.headline_words == "We do not know what was decided"
    assert any("on which day it was asked or answered" in words for words in page.not_known)


def test_sections_can_be_looked_for(answered: InformationRequest) -> None:
    request = make_answered("One?", "Two?", "Who?")
    publish(request, by=FINN)

    assert Catalogue.objects.get(slug=request.slug).sections == " 40(2) "
    assert find("", section="40(2)").total == 1


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DAYS = st.none() | st.dates(dt.date(2005, 1, 1), dt.date(2030, 1, 1))
BLOCKS = st.builds(Block, WORDS, WORDS, WORDS)
PAGES = st.builds(
    LogPage,
    reference=WORDS, slug=WORDS, version=st.integers(1, 9), title=WORDS,
    published_on=st.dates(), received_on=DAYS, gone=WORDS,
    questions=st.lists(
        st.builds(Answered, st.integers(1, 20), WORDS, answer=WORDS, out_on=DAYS,
                  sections=st.lists(st.builds(Section, WORDS, WORDS), max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    thread=st.lists(
        st.builds(Told, WORDS, DAYS, WORDS, st.lists(BLOCKS, max_size=3).map(tuple)),
        max_size=3,
    ).map(tuple),
    format=st.just(1),
)  # fmt: skip


@given(PAGES)
def test_a_document_comes_back_as_it_was_and_its_bytes_are_the_same(page: LogPage) -> None:
    assert from_bytes(to_bytes(page)) == page
    assert to_bytes(from_bytes(to_bytes(page))) == to_bytes(page)


def test_the_catalogue_has_only_what_the_page_has(answered: InformationRequest) -> None:
    page = compile_page(answered)
    row = catalogued(page)
    hidden = dataclasses.replace(
        page, thread=(Told("Us", None, "", (Block("folded away", "Show", "earlier"),)),)
    )

    assert row.questions == "\n".join(one.text for one in page.questions)
    assert "folded away" not in catalogued(hidden).answers
