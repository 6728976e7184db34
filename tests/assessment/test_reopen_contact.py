"""A closed contact is taken up again when its reporter tells us more, and is no longer counted as closed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from candour.assessment import actions
from candour.assessment.models import ContactsToAssess
from candour.figures.counting.tally import exact
from candour.intake.actions import IncomingContact, receive_contact
from candour.intake.models import Contact
from candour.ledger.models import Entry
from tests.conftest import DAY, Cast

LATER = DAY + dt.timedelta(days=9)
TOLD = IncomingContact(account={"what": "Too little to go on"}, channel="web_form", category="discrimination")


def _closed(cast: Cast) -> Contact:
    contact = receive_contact(TOLD, on=DAY).contact
    assert contact is not None
    actions.take_up(contact, by=cast.asif, on=DAY)
    actions.close_contact(contact, reason="no_information", by=cast.asif, on=DAY)
    return Contact.objects.get(pk=contact.pk)


def _closed_at_intake(as_at: dt.date) -> int:
    return exact("M03", "", DAY, LATER, as_at)[""]


def test_a_report_can_be_started_after_all(cast: Cast) -> None:
    contact = _closed(cast)

    actions.reopen_contact(contact, by=cast.amara, on=LATER)

    assert contact in ContactsToAssess.all()
    contact = Contact.objects.get(pk=contact.pk)
    assert actions.start_report(contact, by=cast.amara, on=LATER).started_by == cast.amara


def test_it_is_no_longer_counted_as_closed_from_that_day_on(cast: Cast) -> None:
    contact = _closed(cast)

    actions.reopen_contact(contact, by=cast.asif, on=LATER)

    assert (_closed_at_intake(DAY), _closed_at_intake(LATER)) == (1, 0)
    closed, reopened = (Entry.objects.get(event=event) for event in ("contact.closed", "contact.reopened"))
    assert reopened.corrects == closed.pk
    assert reopened.began_on == closed.began_on == DAY


def test_it_can_be_closed_and_reopened_again(cast: Cast) -> None:
    contact = _closed(cast)
    for day in (LATER, LATER + dt.timedelta(days=1)):
        actions.reopen_contact(contact, by=cast.asif, on=day)
        contact = Contact.objects.get(pk=contact.pk)
        actions.close_contact(contact, reason="signposted", by=cast.asif, on=day)

    corrected = list(Entry.objects.filter(event="contact.reopened").values_list("corrects", flat=True))
    assert len(set(corrected)) == 2


def test_an_open_contact_cannot_be_reopened(cast: Cast) -> None:
    contact = receive_contact(TOLD, on=DAY).contact
    assert contact is not None

    with pytest.raises(ValidationError, match="not closed"):
        actions.reopen_contact(contact, by=cast.asif, on=DAY)


def test_a_call_handler_cannot_reopen(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.reopen_contact(_closed(cast), by=cast.hana, on=LATER)
