"""Letters and transfers by the same screen, and calls that are no reports."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from candour.codes.reasons import closing_reasons
from candour.intake.models import Closing, Contact
from candour.ledger.models import Entry
from candour.mailbox.models import Mailbox
from candour.seal.keys import Context
from tests.conftest import Cast
from tests.intake.calling import fresh, hidden, send, shown_words, text


@pytest.fixture
def hana(cast: Cast, through_the_door) -> Client:
    return through_the_door(cast.hana)


@pytest.mark.parametrize("channel", ["relay_uk", "bsl_video", "interpreter_phone"])
def test_whoever_is_on_the_line_is_read_seven_words(hana: Client, channel: str) -> None:
    assert len(shown_words(send(hana, **fresh(hana), channel=channel))) == 7
    assert Contact.objects.get().channel == channel


@pytest.mark.parametrize("channel", ["post", "partner_transfer"])
def test_a_letter_or_a_written_transfer_has_no_mailbox(hana: Client, channel: str) -> None:
    response = send(hana, **fresh(hana), channel=channel)

    assert (response.status_code, response["Location"]) == (302, "/desk/call")
    assert [str(said) for said in get_messages(response.wsgi_request)][-1].startswith("Saved.")
    assert Contact.objects.get().mailbox is None
    assert not Mailbox.objects.exists()
    assert Entry.objects.get(event="contact.received").channel == channel


def test_a_transferred_caller_on_the_line_is_read_seven_words(hana: Client) -> None:
    assert shown_words(send(hana, **fresh(hana), channel="partner_transfer", on_the_line="on"))


def test_a_letter_is_never_on_the_line(hana: Client) -> None:
    send(hana, **fresh(hana), channel="post", on_the_line="on")

    assert not Mailbox.objects.exists()


def test_a_letter_saved_twice_is_one_and_a_changed_one_is_not_lost(hana: Client) -> None:
    new = fresh(hana)
    assert [send(hana, **new, channel="post").status_code for _ in range(2)] == [302, 302]
    assert Contact.objects.count() == 1

    send(hana, **new, channel="post", what="A second page")
    assert Contact.objects.count() == 2


def test_the_same_letter_from_two_people_is_two(hana: Client) -> None:
    for _ in range(2):
        send(hana, **fresh(hana), channel="post")

    assert Contact.objects.count() == 2


@pytest.mark.parametrize("reason", closing_reasons())
def test_a_call_that_is_no_report_is_counted_and_closed(hana: Client, cast: Cast, reason: str) -> None:
    response = send(hana, do="close", **fresh(hana), what="", reason=reason)
    closing = Closing.objects.get()

    assert response["Location"] == "/desk/call"
    assert (closing.reason, closing.by) == (reason, cast.hana.pk)
    assert closing.contact.mailbox is None
    events = Entry.objects.order_by("event").values_list("event", "channel")
    assert {("contact.received", "phone"), ("contact.closed", "phone")} <= set(events)


def test_nothing_that_was_said_is_kept_of_a_call_that_is_no_report(hana: Client, cast: Cast) -> None:
    send(hana, do="close", **fresh(hana), what="", who="A name that was said", reason="signposted")
    contact = Contact.objects.get()

    assert (contact.category, contact.force_id, contact.danger) == ("", None, False)
    assert cast.ring(cast.asif).open_fields(contact.sealed, Context("account", contact.pk)) == {}


def test_a_closing_sent_twice_is_one_call(hana: Client) -> None:
    new = fresh(hana)
    answers = [send(hana, do="close", **new, what="", reason="abandoned") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Contact.objects.count() == 1
    assert Entry.objects.filter(event="contact.closed").count() == 1


@pytest.mark.parametrize("reason", ["", "lied"])
def test_a_call_is_not_closed_without_a_reason_of_the_list(hana: Client, reason: str) -> None:
    new = fresh(hana)
    page = text(send(hana, do="close", **new, what="", who="Typed already", reason=reason))

    assert "There is something to put right" in page
    assert "Typed already</textarea>" in page
    assert hidden(page, "words") == new["words"]
    assert not Contact.objects.exists()


def test_an_account_cannot_be_thrown_away_with_the_wrong_key(hana: Client) -> None:
    page = text(send(hana, do="close", **fresh(hana), reason="abandoned"))

    assert "An account is written above." in page
    assert "An invented sergeant took an invented bribe</textarea>" in page
    assert not Contact.objects.exists()
