import csv
import datetime as dt
import io
from collections.abc import Mapping

import pytest
from django.test import Client

from candour.figures.releasing.numbers import Document
from candour.ledger.actions import record

from .ledgers import contact, day, moved, referral, report
from .printing import public, sampled, with_value
from .sample import sample_document

pytestmark = pytest.mark.django_db


def rows(address: str) -> list[dict[str, str]]:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.content
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.fixture
def document(real_line: None) -> Document:
    return sampled()


def test_without_a_question_the_file_is_the_newest_releases_own(document: Document) -> None:
    newest = Client().get("/figures.csv")

    assert newest.content == Client().get("/figures/releases/4.1/figures.csv").content
    assert newest["Content-Type"] == "text/csv; charset=utf-8"
    assert "release-4.1-figures.csv" in newest["Content-Disposition"]
    assert newest["Cache-Control"] == "no-cache"


def test_days_that_were_published_give_the_published_numbers_of_exactly_those_days(
    document: Document,
) -> None:
    found = rows("/figures.csv?from=2022-12-01&to=2022-12-31")

    assert [(row["number_id"], row["measure"], row["value"]) for row in found] == [
        ("4.1-2", "M01", "204"), ("4.1-15", "M04", "98"), ("4.1-28", "M07", "61"), ("4.1-41", "M08", "4"),
    ]  # fmt: skip


def test_of_several_releases_the_last_print_is_given_once(document: Document) -> None:
    later = document.goes_public + dt.timedelta(days=30)
    changed = with_value(sample_document(version=2, changes="x", goes_public=later), 2, value=205)
    public(changed)

    found = rows("/figures.csv?from=2022-12-01&to=2022-12-31")
    assert [(row["number_id"], row["value"]) for row in found if row["measure"] == "M01"] == [
        ("4.2-2", "205")
    ]


def test_hidden_numbers_stay_hidden(document: Document) -> None:
    found = rows("/figures.csv?from=2022-11-29&to=2023-11-30")

    kent = [row for row in found if row["by"] == "force=kent" and row["measure"] == "M07"]
    assert [(row["value"], row["marker"]) for row in kent] == [("", "c")]


QUESTIONS = [
    ("from=2026-01-10&to=2026-01-10", "No release has numbers for exactly these days."),
    ("from=2022-12-01&to=2022-12-30", "No release has numbers for exactly these days."),
    ("from=2022-12-01", "Say the last day too"),
    ("to=2022-12-31", "Say the first day too"),
    ("from=29-11-2022&to=2022-12-31", "We cannot read the first day (from). Write it as 2022-11-29."),
    ("from=2023-02-30&to=2023-03-01", "We cannot read the first day"),
    ("from=2023-01-01%00&to=2023-03-01", "We cannot read the first day"),
    ("from=2023-02-01&to=2023-01-01", "The first day comes after the last."),
    ("from=x", "We cannot read the first day"),
    ("from=", "Say the first day too"),
    ("by=force", "Ask for /figures.csv alone"),
    ("force=kent", "Ask for /figures.csv alone"),
    ("from=2022-12-01&to=2022-12-31&by=force", "Ask for /figures.csv alone"),
    ("as_at=2026-01-31", "Ask for /figures.csv alone"),
]


@pytest.mark.parametrize(("question", "words"), QUESTIONS)
def test_any_other_question_to_a_real_line_is_refused_in_words(
    document: Document, question: str, words: str
) -> None:
    contact(dt.date(2026, 1, 10), force="kent")

    answer = Client().get(f"/figures.csv?{question}")
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_a_line_without_a_release_says_so(real_line: None) -> None:
    contact(dt.date(2026, 1, 10))

    answer = Client().get("/figures.csv")
    assert answer.status_code == 404
    assert "No release has been published yet." in answer.content.decode()


def totals(found: list[dict[str, str]]) -> Mapping[str, str]:
    return {row["measure"]: row["value"] for row in found if not row["by"]}


@pytest.fixture
def tried(rehearsal: None) -> None:
    """A rehearsal in which somebody has just tried the line."""
    silent = contact(day(0))
    record("contact.closed", on=day(0), token=silent, channel="phone", reason="abandoned")
    came = contact(day(1), channel="web_form", category="discrimination", force="kent")
    sent = referral(day(2), of=report(day(2), of=came, channel="web_form"))
    moved(day(9), referral=sent, force="metropolitan", to_force="kent")


def test_a_rehearsal_counts_days_that_no_release_has(tried: None) -> None:
    found = rows(f"/figures.csv?from={day(0)}&to={day(9)}")

    assert totals(found) == {"M01": "2", "M04": "1", "M07": "1", "M08": "1", "M08a": "1"}
    assert {row["number_id"] for row in found} == {""}


def test_a_rehearsal_too_shows_no_small_number_by_channel_and_nothing_by_force(tried: None) -> None:
    found = rows(f"/figures.csv?from={day(0)}&to={day(9)}")

    parts = [row for row in found if row["by"]]
    assert {row["by"].partition("=")[0] for row in parts} == {"channel"}
    assert {(row["value"], row["marker"]) for row in parts} == {("", "c")}


def test_a_rehearsal_shows_a_channel_from_ten_on(rehearsal: None) -> None:
    for _ in range(10):
        contact(day(1), channel="phone")

    found = rows(f"/figures.csv?from={day(0)}&to={day(1)}")
    assert [(row["value"], row["marker"]) for row in found if row["by"] == "channel=phone"][0] == ("10", "")


def test_published_days_of_a_rehearsal_come_from_the_release_and_not_from_the_ledger(tried: None) -> None:
    sampled()
    contact(dt.date(2022, 12, 5))

    assert totals(rows("/figures.csv?from=2022-12-01&to=2022-12-31"))["M01"] == "204"


def test_the_name_of_the_file_says_that_it_is_a_rehearsal(tried: None) -> None:
    answer = Client().get(f"/figures.csv?from={day(0)}&to={day(9)}")

    assert f"rehearsal-figures-{day(0)}-to-{day(9)}.csv" in answer["Content-Disposition"]


def test_nothing_can_be_sent_to_the_figures(real_line: None) -> None:
    for address in (
        "/figures",
        "/figures.csv",
        "/figures/answers",
        "/figures/releases",
        "/figures/number/4.1-1",
    ):
        assert Client().post(address).status_code == 405
