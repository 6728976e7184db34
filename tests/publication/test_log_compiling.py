"""What stands on a page of the log, and what never does."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.foi.models import Connection, InformationRequest
from candour.publication.log.compiling import compile_page
from candour.publication.log.document import (
    CitedSection,
    LogPage,
    PageQuestion,
    TextBlock,
    ThreadMessage,
    from_bytes,
    to_bytes,
)
from candour.publication.log.publishing import catalogued, publish
from tests.foi.answered import ANSWERED, add_message, decide, make_answered
from tests.foi.conftest import DAY, FINN

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
        TextBlock("We get much mail.\nThank you.", "Show the automatic reply (2 lines)", "auto_reply")
        in blocks
    )
    assert not any("arrive" in one.text for one in blocks)


def test_a_decision_that_nobody_was_told_yet_is_not_on_the_page(answered: InformationRequest) -> None:
    decide(answered, 1, "disclosed_full", answer="A secret draft")

    assert "A secret draft" not in to_bytes(compile_page(answered)).decode()


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


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DAYS = st.none() | st.dates(dt.date(2005, 1, 1), dt.date(2030, 1, 1))
BLOCKS = st.builds(TextBlock, WORDS, WORDS, WORDS)
PAGES = st.builds(
    LogPage,
    reference=WORDS, slug=WORDS, version=st.integers(1, 9), title=WORDS,
    published_on=st.dates(), received_on=DAYS, gone=WORDS,
    questions=st.lists(
        st.builds(PageQuestion, st.integers(1, 20), WORDS, answer=WORDS, out_on=DAYS,
                  sections=st.lists(st.builds(CitedSection, WORDS, WORDS), max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    thread=st.lists(
        st.builds(ThreadMessage, WORDS, DAYS, WORDS, st.lists(BLOCKS, max_size=3).map(tuple)),
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
        page, thread=(ThreadMessage("Us", None, "", (TextBlock("folded away", "Show", "earlier"),)),)
    )

    assert row.questions == "\n".join(one.text for one in page.questions)
    assert "folded away" not in catalogued(hidden).answers


def test_some_of_the_questions_give_no_headline_for_all(db: None) -> None:
    brought = InformationRequest.objects.create(
        reference="01/FOI/22/000002", title="A page", channel="import", follow_hash="1" * 64
    )
    for number in (1, 2):
        brought.questions.create(number=number, text=f"Question {number}?")
    decide(brought, 1, "disclosed_full", answer="94.")

    page = compile_page(brought)

    assert (page.headline, page.headline_words) == ("", "We do not know what was decided")
    assert page.questions[0].answer == "94."
