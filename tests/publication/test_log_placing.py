"""A thread within one day, and days that a later holiday does not move."""

import datetime as dt

import pytest

from candour.foi.asking.following import HEARD_OF
from candour.foi.clock.proclaiming import proclaim
from candour.foi.letters import answering
from candour.foi.models import InformationRequest, Message, Posted
from candour.foi.requests.steps import stage_of, take_step
from candour.foi.rules import Channel, StepKind
from candour.publication.account.counting import counts_of
from candour.publication.log.compiling import compile_page
from tests.foi.answered import add_message, make_answered
from tests.foi.conftest import DAY, FINN, make_open

pytestmark = pytest.mark.django_db


def said_with_the_code(request: InformationRequest, kind: str, words: str, on: dt.date) -> Message:
    """What an asker said on their page, as the desk takes it in."""
    place = Posted.objects.filter(follow_hash=request.follow_hash).count() + 1
    Posted.objects.create(
        follow_hash=request.follow_hash, place=place, on=on, kind=kind, heading=HEARD_OF[kind], body=words
    )
    return add_message(request, words, on=on)


def thread(request: InformationRequest) -> list[tuple[str, str]]:
    """Who wrote, and the first word, from first to last."""
    return [(one.writer, one.blocks[0].text.split()[0]) for one in compile_page(request).thread]


def test_an_answer_to_our_question_stands_below_it_on_the_same_day() -> None:
    request = make_open()
    answering.acknowledge(request, by=FINN, on=DAY)
    answering.ask_clarification(request, ask="Which June?", by=FINN, on=DAY)
    said_with_the_code(request, "clarified", "Meant: 2026.", DAY)
    answering.clarified(request, by=FINN, on=DAY)

    told = compile_page(request).thread
    assert [one.writer for one in told] == ["The asker", "Us", "Us", "The asker"]
    assert "Which June?" in told[2].blocks[0].text and told[3].blocks[0].text == "Meant: 2026."


def test_mail_of_the_day_stands_behind_our_question_and_before_our_answer() -> None:
    request = make_open()
    answering.acknowledge(request, by=FINN, on=DAY)
    answering.ask_clarification(request, ask="Which June?", by=FINN, on=DAY)
    add_message(request, "Mailed: 2026.")
    answering.clarified(request, by=FINN, on=DAY)
    request.letters.create(
        kind="correction", template="correction-1", subject="A", body="Corrected.", drafted_by=FINN,
        drafted_on=DAY, sent_on=DAY,
    )  # fmt: skip
    Posted.objects.create(
        follow_hash=request.follow_hash, place=9, on=DAY, kind="corrected", heading="A", body="Corrected."
    )

    assert [one for one, _ in thread(request)] == ["The asker", "Us", "Us", "The asker", "Us"]


def test_the_mail_that_is_the_request_comes_first() -> None:
    request = make_open()
    InformationRequest.objects.filter(pk=request.pk).update(channel=Channel.EMAIL)
    request.refresh_from_db()
    add_message(request, "First: how many?")
    answering.acknowledge(request, by=FINN, on=DAY)
    add_message(request, "Second: thank you.")

    assert thread(request)[0] == ("The asker", "First:")
    assert [one for one, _ in thread(request)] == ["The asker", "Us", "The asker"]
    assert thread(request)[2] == ("The asker", "Second:")


def test_a_holiday_that_is_added_after_the_answer_moves_no_day_of_it() -> None:
    request, open_one = make_answered(), make_open()
    before = compile_page(request)
    month = counts_of(dt.date(2026, 7, 1), as_at=dt.date(2026, 11, 2))

    proclaim(
        day=dt.date(2026, 7, 24), name="Invented jubilee", nations=("SCT",), source="The Invented Gazette",
        proclaimed_on=None, by=FINN, on=dt.date(2026, 7, 22),
    )  # fmt: skip

    after = compile_page(request)
    assert (after.due_on, after.working) == (before.due_on, before.working)
    assert compile_page(open_one).due_on == dt.date(2026, 8, 10)
    assert counts_of(dt.date(2026, 7, 1), as_at=dt.date(2026, 11, 2))["time"] == month["time"]


def test_a_late_answer_is_not_made_one_in_time_by_a_later_holiday() -> None:
    late = make_open()
    take_step(late, StepKind.RESPONDED, by=FINN, on=dt.date(2026, 8, 10))
    proclaim(
        day=dt.date(2026, 7, 24), name="Invented jubilee", nations=("SCT",), source="The Invented Gazette",
        proclaimed_on=None, by=FINN, on=dt.date(2026, 8, 12),
    )  # fmt: skip

    assert stage_of(late) == "responded"
    assert compile_page(late).due_on == dt.date(2026, 8, 7)
    assert counts_of(dt.date(2026, 7, 1), as_at=dt.date(2026, 11, 2))["time"]["late"] == 1
