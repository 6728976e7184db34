"""Entries from before an entry carried the day its cohort began are given it, on both databases."""

import datetime as dt
import uuid
from importlib import import_module

import pytest
from django.db import connection

from candour.ledger.actions import record
from candour.ledger.models import Entry

MIGRATION = import_module("candour.ledger.migrations.0003_days_kinds_and_languages")
CAME, ASSESSED, SENT = dt.date(2026, 3, 2), dt.date(2026, 3, 9), dt.date(2026, 3, 12)
LATER = dt.date(2026, 5, 1)


@pytest.fixture
def filled(db: None) -> dict[str, dt.date | None]:
    contact, other, report, referral = (uuid.uuid4() for _ in range(4))
    record("contact.received", on=CAME, token=contact)
    record("contact.received", on=LATER, token=other)
    record("letter.received", on=LATER)
    for event in ("contact.closed", "contact.reopened"):
        record(event, on=LATER, token=contact)
    for event in ("report.started", "report.joined"):
        record(event, on=LATER, token=report, parent=contact)
    record("report.completed", on=ASSESSED, token=report)
    record("report.assessed", on=ASSESSED, token=report)
    record("report.not_referred", on=LATER, token=report)
    record("referral.held", on=ASSESSED, token=referral, parent=report)
    record("referral.sent", on=SENT, token=referral, parent=report)
    for event in ("referral.acknowledged", "referral.sent_back"):
        record(event, on=LATER, token=referral, parent=report)
    events = ("referral.transferred", "question.asked", "question.released", "question.answered")
    for event in (*events, "outcome.recorded", "outcome.withdrawn"):
        record(event, on=LATER, token=uuid.uuid4(), parent=referral, unit="referral")
    editor = connection.SchemaEditorClass(connection, atomic=False)
    MIGRATION._lift(None, editor)
    MIGRATION._fill(None, editor)
    return {one.event: one.began_on for one in Entry.objects.exclude(token=other)}


def test_each_gets_the_day_its_cohort_began(filled: dict[str, dt.date | None]) -> None:
    of_contact = ("contact.closed", "contact.reopened", "report.started", "report.joined")
    assert {filled[event] for event in ("contact.received", *of_contact)} == {CAME}
    of_report = ("report.assessed", "report.not_referred", "referral.held", "referral.sent")
    assert {filled[event] for event in of_report} == {ASSESSED}
    of_referral = ("referral.acknowledged", "referral.sent_back", "referral.transferred", "question.asked")
    of_referral += ("question.released", "question.answered", "outcome.recorded", "outcome.withdrawn")
    assert {filled[event] for event in of_referral} == {SENT}


def test_what_belongs_to_no_cohort_gets_none(filled: dict[str, dt.date | None]) -> None:
    letter = Entry.objects.get(event="letter.received")
    assert letter.began_on is None
    assert filled["report.completed"] is None
