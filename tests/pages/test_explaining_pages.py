import datetime as dt
import re

import pytest
from django.test import Client

from candour.codes.categories import reporter_categories
from candour.forces.models import Agreement
from candour.intake.steps import ASKED_OF_ALL, NEEDED
from candour.pages.helplines import helplines
from tests.conftest import Cast

PAGES = {
    "/": "Start: an independent charity’s line",
    "/how-it-works": "How it works",
    "/privacy": "Privacy",
    "/cookies": "Cookies",
    "/accessibility": "Accessibility",
    "/funding": "Who pays for this",
    "/help": "Help",
}


def words_of(address: str) -> str:
    html = Client().get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition(">")[2]).split())


@pytest.mark.parametrize(("address", "title"), PAGES.items())
def test_titles_give_nothing_away(cast: Cast, address: str, title: str) -> None:
    assert f"<title>{title}</title>" in Client().get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_told_off(cast: Cast, address: str) -> None:
    assert not re.search(r"\b(invalid|illegal|oops|please|error)\b", words_of(address), re.IGNORECASE)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_on_the_page_leads_somewhere(cast: Cast, address: str) -> None:
    html = Client().get(address).content.decode()

    for link in set(re.findall(r'href="(/[^"#]*)"', html)):
        if not link.startswith("/static/"):
            assert Client().get(link).status_code == 200, link


def test_the_start_says_what_the_line_is_not_for(cast: Cast) -> None:
    words = words_of("/")

    for phrase in ("999", "Complain to the force", "Public Interest Disclosure Act 1998", "police phone"):
        assert phrase in words


def test_the_number_is_shown_where_there_is_one(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    assert "Or ring" not in words_of("/")

    settings.LINE_PHONE = "0808 157 0123"
    assert "Or ring 0808 157 0123 . We" in words_of("/")
    for address in ("/", "/accessibility"):
        assert 'href="tel:08081570123"' in Client().get(address).content.decode()

    settings.LINE_HOURS = "on invented days"
    assert "0808 157 0123 (on invented days)" in words_of("/")


@pytest.mark.parametrize("address", ["/privacy", "/how-it-works"])
def test_who_runs_the_line_is_said_or_said_to_be_missing(cast: Cast, settings, address: str) -> None:  # type: ignore[no-untyped-def]
    assert "Nobody has put one here yet." in words_of(address)

    settings.OPERATOR = "The Invented Lantern Trust"
    assert "The Invented Lantern Trust runs this line" in words_of(address)
    assert "You can reach it" not in words_of(address)

    settings.OPERATOR_CONTACT = "1 Lantern Row, Nowhere"
    assert "You can reach it here: 1 Lantern Row, Nowhere." in words_of(address)
    assert "Nobody has put one here yet." not in words_of(address)


def test_the_start_lists_what_the_first_question_offers(cast: Cast) -> None:
    words = words_of("/")

    assert len(reporter_categories()) == 5
    for category in reporter_categories():
        assert category.reporter_label.removeprefix("They ") in words


def test_the_start_counts_the_questions_right(cast: Cast) -> None:
    assert f"There are {ASKED_OF_ALL} questions. Only {NEEDED} of them need an answer." in words_of("/")


def test_help_is_named_and_no_number_is_given_that_is_not_of_the_checked_file(cast: Cast) -> None:
    words = words_of("/help")

    assert 'href="/help"' in Client().get("/").content.decode()
    for phrase in ("Samaritans", "domestic abuse helpline", "Rape Crisis"):
        assert phrase in words
    # The numbers of the file; 55 for who cannot speak, and the age of a child.
    checked = {part for line in helplines() for part in line.phone.split()}
    assert set(re.findall(r"\d+", words.partition("The numbers are from")[0])) - checked == {"55", "19"}


def test_what_we_cannot_promise_can_be_linked_to(cast: Cast) -> None:
    assert 'id="cannot-promise"' in Client().get("/how-it-works").content.decode()


def test_a_line_without_agreements_says_what_would_stand_there(cast: Cast) -> None:
    assert not Agreement.objects.exists()

    assert "No agreement has been written down here yet" in words_of("/funding")


def test_an_invented_agreement_says_so(cast: Cast) -> None:
    year = {"starts_on": dt.date(2022, 11, 29), "ends_on": dt.date(2024, 2, 29)}
    Agreement.objects.create(funder="Invented Fund", pounds=123456, invented=True, **year)
    Agreement.objects.create(funder="Second Fund", pounds=7, **year)

    words = words_of("/funding")
    assert "Invented Fund invented £123,456 in all 29 November 2022 to 29 February 2024" in words
    assert "Second Fund £7 in all 29 November 2022" in words


def test_privacy_tells_of_requests_too(cast: Cast) -> None:
    words = words_of("/privacy")

    for phrase in ("request for information", "your name, since the law asks for one", "your e-mail address"):
        assert phrase in words
    assert "how long we keep requests" in words
