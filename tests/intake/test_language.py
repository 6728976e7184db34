"""The language of a contact: English, Welsh or another, in the ledger alone, and never which other."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from candour.codes.languages import languages
from candour.figures.counting.tally import exact
from candour.intake.actions import IncomingContact, receive_contact, receive_non_report
from candour.intake.models import Contact
from candour.ledger.models import Entry
from candour.seal.keys import Context
from tests.conftest import DAY, Cast
from tests.intake.calling import ADDRESS, fresh, send, text
from tests.intake.way import ANSWERS, Browser


@pytest.fixture
def hana(cast: Cast, through_the_door) -> Client:
    return through_the_door(cast.hana)


def _told(language: str) -> IncomingContact:
    return IncomingContact(account={"what": "An invented account"}, channel="phone", language=language)


def _kept() -> str:
    return Entry.objects.get(event="contact.received").language


def test_the_page_offers_the_three_that_the_ledger_keeps() -> None:
    assert list(languages()) == ["en", "cy", "other"]


def test_a_call_is_in_english_unless_the_handler_says_otherwise(hana: Client) -> None:
    page = text(hana.get(ADDRESS))
    (offered,) = re.findall(r'<select[^>]*name="language".*?</select>', page, re.DOTALL)

    assert re.findall(r'value="(\w+)"( selected)?', offered) == [
        ("en", " selected"),
        ("cy", ""),
        ("other", ""),
    ]
    assert "Another language, through an interpreter" in offered


@pytest.mark.parametrize("language", languages())
def test_the_language_of_a_call_goes_to_the_ledger(hana: Client, language: str) -> None:
    send(hana, **fresh(hana), language=language)
    assert _kept() == language


@pytest.mark.parametrize("language", languages())
def test_so_does_that_of_a_call_which_is_no_report(hana: Client, language: str) -> None:
    send(hana, do="close", **fresh(hana), what="", reason="abandoned", language=language)
    assert _kept() == language


def test_what_comes_by_the_form_is_in_english(cast: Cast) -> None:
    assert Browser().open().walk(ANSWERS).press("send").page.status_code == 200
    assert _kept() == "en"


def test_it_is_nowhere_but_in_the_ledger(cast: Cast) -> None:
    contact = receive_contact(_told("other"), on=DAY).contact

    assert contact is not None
    assert "other" not in str(Contact.objects.values().get())
    account = cast.ring(cast.asif).open_fields(contact.sealed, Context("account", contact.pk))
    assert account == {"what": "An invented account"}


@pytest.mark.parametrize("language", ["", "pl", "Polish"])
def test_no_other_language_is_taken(cast: Cast, hana: Client, language: str) -> None:
    with pytest.raises(ValidationError, match="English, Welsh or another"):
        receive_contact(_told(language), on=DAY)
    assert "There is something to put right" in text(send(hana, **fresh(hana), language=language))
    assert not Entry.objects.exists()


def test_an_unknown_language_does_not_get_in_by_the_other_button(cast: Cast, hana: Client) -> None:
    with pytest.raises(ValidationError, match="never which"):
        receive_non_report(channel="phone", reason="abandoned", by=None, language="pl")
    send(hana, do="close", **fresh(hana), what="", reason="abandoned", language="pl")
    assert not Entry.objects.exists() and not Contact.objects.exists()


def test_the_same_call_saved_twice_is_one_whatever_its_language(hana: Client) -> None:
    new = fresh(hana)
    for language in ("en", "cy"):
        send(hana, **new, language=language)
    assert _kept() == "en"


def test_contacts_are_counted_by_language(cast: Cast) -> None:
    for language in ("en", "cy", "cy", "other"):
        receive_contact(_told(language), on=DAY)
    assert exact("M01", "language", DAY, DAY) == {"cy": 2, "en": 1, "other": 1}
