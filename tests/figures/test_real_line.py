"""Before there are releases, a real line gives national totals of whole past months, and nothing else."""

import csv
import datetime as dt
import html
import io
import re

import pytest
import time_machine
from django.test import Client

from candour.figures.counts import whole_past_months
from candour.ledger.actions import record

from .ledgers import contact, moved, referral, report, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]

TODAY = dt.datetime(2026, 4, 17, 12, tzinfo=dt.UTC)
QUESTIONS = [
    "from=2026-01-10&to=2026-01-10",
    "from=2026-01-01&to=2026-01-31",
    "from=2026-04-01",
    "to=2026-01-05",
    "from=x",
    "by=force",
    "force=kent",
    "category=discrimination",
    "channel=post",
    "month=2026-01",
    "as_at=2026-01-31",
    "measure=M31",
    "from=",
]


@pytest.fixture(autouse=True)
def _in_april() -> None:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def ledger() -> None:
    """January: 7 contacts, 3 of them on one day; February: none; March: 5; April, not over yet: 11."""
    for number in (3, 3, 3, 9, 14, 28, 31):
        contact(dt.date(2026, 1, number), channel="post", force="kent", category="discrimination")
    sent = referral(dt.date(2026, 1, 20), of=report(dt.date(2026, 1, 18), of=contact(dt.date(2026, 3, 1))))
    moved(dt.date(2026, 3, 2), referral=sent, force="metropolitan", to_force="kent")
    said(dt.date(2026, 3, 3), "nfa_malicious", of=sent, force="kent")
    for number in (5, 6, 7, 8):
        contact(dt.date(2026, 3, number))
    for number in range(1, 12):
        contact(dt.date(2026, 4, number))
    record("letter.received", on=dt.date(2026, 3, 9), channel="web_mailbox")


def rows(address: str = "/figures.csv") -> list[dict[str, str]]:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def text(address: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", Client().get(address).content.decode().split("<main")[1]))


def test_the_file_has_four_totals_a_month_and_nothing_else(ledger: None) -> None:
    assert [(row["measure"], row["from"], row["to"], row["by"], row["value"]) for row in rows()] == [
        ("M01", "2026-01-01", "2026-01-31", "month=2026-01", "7"),
        ("M01", "2026-02-01", "2026-02-28", "month=2026-02", "0"),
        ("M01", "2026-03-01", "2026-03-31", "month=2026-03", "5"),
        ("M04", "2026-01-01", "2026-01-31", "month=2026-01", "1"),
        ("M04", "2026-02-01", "2026-02-28", "month=2026-02", "0"),
        ("M04", "2026-03-01", "2026-03-31", "month=2026-03", "0"),
        ("M07", "2026-01-01", "2026-01-31", "month=2026-01", "1"),
        ("M07", "2026-02-01", "2026-02-28", "month=2026-02", "0"),
        ("M07", "2026-03-01", "2026-03-31", "month=2026-03", "0"),
        ("M08", "2026-01-01", "2026-01-31", "month=2026-01", "0"),
        ("M08", "2026-02-01", "2026-02-28", "month=2026-02", "0"),
        ("M08", "2026-03-01", "2026-03-31", "month=2026-03", "1"),
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_any_question_to_the_file_is_refused_in_words_without_a_number(ledger: None, question: str) -> None:
    answer = Client().get(f"/figures.csv?{question}")

    assert answer.status_code == 400
    words = answer.content.decode()
    assert "whole months of the past" in words
    assert not re.search(r"\d", words)


@pytest.mark.parametrize("question", QUESTIONS)
def test_any_question_to_the_page_gets_the_same_months_and_a_word_about_it(
    ledger: None, question: str
) -> None:
    plain, asked = text("/figures"), text(f"/figures?{question}")
    notice = (
        "You asked for some days or some part of the numbers. We show whole months only, for the whole line."
    )

    assert notice in asked
    assert asked.replace(notice, "").split() == plain.split()


def test_the_page_shows_the_months_and_no_part_of_them(ledger: None) -> None:
    shown = text("/figures")

    for month in ("January 2026", "February 2026", "March 2026"):
        assert month in shown
    for hidden in (
        "April 2026",
        "Kent",
        "post",
        "discrimination",
        "malicious",
        "Racist",
        "M31",
        "M14",
        "svg",
    ):
        assert hidden not in shown
    assert "first day" not in shown.casefold()


def test_the_answers_give_no_number_of_days_or_forces(ledger: None) -> None:
    shown = Client().get("/figures/answers").content.decode()

    assert "between 29 November 2022 and 29 November 2023" not in shown
    assert 'id="calls"' not in shown
    assert 'id="elsewhere"' not in shown


def test_the_month_that_runs_is_shown_on_the_first_day_of_the_next(ledger: None) -> None:
    with time_machine.travel(dt.datetime(2026, 4, 30, 22, 30, tzinfo=dt.UTC), tick=False):
        assert "month=2026-04" not in {row["by"] for row in rows()}
    # Half past eleven at night by UTC is the first of May in London.
    with time_machine.travel(dt.datetime(2026, 4, 30, 23, 30, tzinfo=dt.UTC), tick=False):
        assert ("month=2026-04", "11") in {(row["by"], row["value"]) for row in rows()}


def test_before_the_first_month_is_over_there_are_no_figures() -> None:
    contact(dt.date(2026, 4, 2))

    assert rows() == []
    assert "The first month will stand here when it is over." in text("/figures")


def test_a_day_written_wrongly_into_the_future_gives_no_months() -> None:
    assert whole_past_months(began=dt.date(2026, 5, 1), today=dt.date(2026, 4, 17)) == []


def test_a_database_without_a_mark_is_treated_as_the_real_line(ledger: None, monkeypatch) -> None:
    monkeypatch.setattr("candour.figures.public.is_rehearsal", lambda: False)

    assert Client().get("/figures.csv?from=2026-01-03&to=2026-01-03").status_code == 400
