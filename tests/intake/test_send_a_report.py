from typing import Any

from candour.assessment import actions as assessment
from candour.assessment.models import ContactsToAssess
from candour.intake.models import Contact, ContactDetails
from candour.mailbox import actions as mailbox
from candour.mailbox.models import Mailbox
from candour.seal.receipt import Receipt
from tests.conftest import Cast

from .way import ANSWERS, Browser

DETAILS = {"details": "Invented Person, 01632 960999", "consent": "on"}


def opened(cast: Cast, contact: Contact) -> dict[str, Any]:
    assessment.take_up(contact, by=cast.asif)
    return dict(assessment.open_account(contact, by=cast.asif, keys=cast.ring(cast.asif)))


def test_a_report_arrives_sealed_as_it_was_told(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS).press("send")

    assert browser.page.status_code == 200
    contact = ContactsToAssess.all().get()
    assert (contact.channel, contact.category, contact.force_id, contact.danger) == (
        "web_form",
        "money_favours",
        "kent",
        False,
    )
    told = ("role", "duty", "place", "who", "what", "when", "where", "how_known")
    assert opened(cast, contact) == {name: ANSWERS[name] for name in told}


def test_the_receipt_opens_the_mailbox(cast: Cast) -> None:
    browser = Browser().open().walk(ANSWERS).press("send")

    assert len(browser.words) == 7
    box = mailbox.open_by_words(Receipt(" ".join(browser.words)))
    assert box.mailbox.contact == Contact.objects.get()


def test_nothing_is_stored_before_the_last_send(cast: Cast) -> None:
    browser = Browser().open().walk({**ANSWERS, "danger": "yes", "identity": "confidential", **DETAILS})
    browser.press("change", "what").press(what="Something else").press("back").walk(ANSWERS)

    assert not Contact.objects.exists()
    assert not Mailbox.objects.exists()


def test_only_the_needed_questions_need_an_answer(cast: Cast) -> None:
    needed = {"category": "unknown", "force": "unknown", "what": "Something", "identity": "anonymous"}

    browser = Browser().open().walk(needed).press("send")

    assert browser.words
    contact = ContactsToAssess.all().get()
    assert (contact.category, contact.force_id) == ("", None)
    assert opened(cast, contact) == {"what": "Something"}


def test_contact_details_are_sealed_apart_with_consent(cast: Cast) -> None:
    browser = Browser().open().walk({**ANSWERS, "identity": "confidential", **DETAILS})
    browser.press("send")

    details = ContactDetails.objects.get()
    assert details.consent
    assert b"Invented Person" not in bytes(details.sealed)
    assert "01632" not in str(opened(cast, ContactsToAssess.all().get()))


def test_details_of_a_reporter_who_turns_anonymous_are_dropped(cast: Cast) -> None:
    browser = Browser().open().walk({**ANSWERS, "identity": "confidential", **DETAILS})
    browser.press("change", "identity").press(identity="anonymous")

    assert browser.at == "check"
    assert "details" not in browser.values
    browser.press("send")
    assert browser.words
    assert not ContactDetails.objects.exists()


def test_danger_marks_the_contact_and_keeps_its_words(cast: Cast) -> None:
    browser = Browser().open().walk({**ANSWERS, "danger": "yes", "danger_words": "A child at home"})
    browser.press("send")

    contact = ContactsToAssess.all().get()
    assert contact.danger
    assert opened(cast, contact)["danger"] == "A child at home"


def test_words_about_a_danger_that_is_no_more_are_not_sent(cast: Cast) -> None:
    browser = Browser().open().walk({**ANSWERS, "danger": "yes", "danger_words": "A child at home"})
    browser.press("change", "danger").press(danger="no").press("send")

    contact = ContactsToAssess.all().get()
    assert not contact.danger
    assert "danger" not in opened(cast, contact)
