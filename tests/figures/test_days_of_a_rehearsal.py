"""Which days a rehearsal counts: the published history, until somebody asks for others."""

import csv
import datetime as dt
import html
import io
import re

import pytest
from django.test import Client

from .ledgers import contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rehearsal")]

FIRST, LAST = dt.date(2022, 11, 29), dt.date(2024, 2, 29)
LATER = dt.date(2026, 11, 22)


@pytest.fixture
def history() -> None:
    """Two contacts, on the first and the last day of the published history."""
    contact(FIRST)
    contact(LAST)


def text(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", answer.content.decode())).split())


def days(address: str) -> tuple[str, str, str]:
    answer = Client().get(address)
    assert answer.status_code == 200
    row = next(csv.DictReader(io.StringIO(answer.content.decode())))
    return row["from"], row["to"], row["value"]


def test_a_new_contact_leaves_the_first_page_and_the_file_as_they_were(history: None) -> None:
    before = Client().get("/figures.csv").content
    contact(LATER)

    assert Client().get("/figures.csv").content == before
    assert "From 29 November 2022 to 29 February 2024, both days counted." in text("/figures")


def test_the_page_says_that_there_are_newer_contacts_and_leads_to_them(history: None) -> None:
    assert "newer days" not in text("/figures")
    contact(LATER)
    shown = Client().get("/figures").content.decode()

    assert "This rehearsal has newer days too, with 1 contact so far." in shown
    links = [html.unescape(link) for link in re.findall(r'href="(/figures\?[^"]+)"', shown)]
    assert links == [
        "/figures?from=2024-03-01&to=2026-11-22",
        "/figures?from=2022-11-29&to=2026-11-22",
    ]
    assert [days(link.replace("/figures?", "/figures.csv?"))[2] for link in links] == ["1", "3"]


def test_other_days_can_be_chosen_and_then_nothing_is_said_of_newer_ones(history: None) -> None:
    contact(LATER)

    assert "newer days" not in text("/figures?from=2022-11-29&to=2023-11-29")
    assert days("/figures.csv?from=2023-01-01") == ("2023-01-01", "2026-11-22", "2")


def test_a_ledger_that_begins_on_another_day_is_counted_whole() -> None:
    contact(dt.date(2023, 5, 1))
    contact(LATER)

    assert days("/figures.csv") == ("2023-05-01", "2026-11-22", "2")


def test_a_history_that_is_not_finished_ends_with_its_ledger() -> None:
    contact(FIRST)
    contact(dt.date(2023, 2, 3))

    assert days("/figures.csv") == ("2022-11-29", "2023-02-03", "2")


def test_days_beyond_the_ledger_are_cut_off_and_the_page_says_so(history: None) -> None:
    shown = text("/figures?from=1999-01-01&to=2040-01-01")

    assert "You asked for 1 January 1999 to 1 January 2040. The ledger does not have all of them." in shown
    assert "“From 29 November 2022 to 29 February 2024 the line had 2 contacts" in shown
    assert "1999" not in shown.replace("You asked for 1 January 1999", "")
    assert days("/figures.csv?from=1999-01-01&to=2040-01-01") == ("2022-11-29", "2024-02-29", "2")


def test_days_that_the_ledger_has_are_not_called_cut(history: None) -> None:
    shown = text("/figures?from=2022-11-29&to=2024-02-29")

    assert "does not have all of them" not in shown


@pytest.mark.parametrize("question", ["from=2001-01-01&to=2001-01-02", "to=2020-01-01", "from=2030-01-01"])
def test_days_wholly_outside_the_ledger_are_refused_in_words(history: None, question: str) -> None:
    for address in ("/figures", "/figures.csv"):
        answer = Client().get(f"{address}?{question}")

        assert answer.status_code == 400
        words = "The ledger has no day of that time. Choose days from 29 November 2022 to 29 February 2024."
        assert words in answer.content.decode()


def test_the_name_of_the_file_says_that_it_is_a_rehearsal(history: None) -> None:
    answer = Client().get("/figures.csv")

    assert "rehearsal-figures-2022-11-29-to-2024-02-29.csv" in answer["Content-Disposition"]
