"""A report's lines say on which day its contact came, and a decision's on which day it was assessed."""

import datetime as dt

from candour.assessment import actions, deciding
from candour.assessment.rules import KEEP
from candour.ledger.models import Entry
from tests.assessment.contact_steps import taken_up
from tests.conftest import DAY, Cast
from tests.referral import story

LATER, LAST = DAY + dt.timedelta(4), DAY + dt.timedelta(9)


def _began(event: str) -> dt.date | None:
    return Entry.objects.get(event=event).began_on


def test_each_contact_of_a_report_keeps_its_own_day(cast: Cast) -> None:
    first, second = taken_up(cast.asif), taken_up(cast.asif, on=LATER)
    report = actions.start_report(first, by=cast.asif, on=LAST)
    actions.join_report(second, report=report, by=cast.asif, on=LAST)

    assert (_began("report.started"), _began("report.joined")) == (DAY, LATER)


def test_a_closed_contact_keeps_the_day_it_came(cast: Cast) -> None:
    contact = taken_up(cast.asif)
    actions.close_contact(contact, reason="no_information", by=cast.asif, on=LAST)
    assert _began("contact.closed") == _began("contact.received") == DAY


def test_a_report_that_goes_nowhere_belongs_to_the_day_it_was_assessed(cast: Cast) -> None:
    report = story.assessed(cast)
    decision = deciding.decide(report, kind=KEEP, reason="single_source", by=cast.asif, on=LATER)
    deciding.confirm_decision(decision, by=cast.rhona, on=LAST)

    assert _began("report.assessed") == _began("report.not_referred") == LAST
    assert _began("report.completed") is None
