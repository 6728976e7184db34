"""The days that a request's page gives."""

import datetime as dt

from candour.foi.models import InformationRequest, RequestStep
from candour.foi.rules import StepKind
from candour.publication.log.dating import days_of
from tests.foi.conftest import make_open

FIRST, LAST = dt.date(2026, 7, 20), dt.date(2026, 8, 3)


def test_a_request_that_was_answered_twice_was_answered_on_the_later_day(db: None) -> None:
    made = make_open()
    for place, on in ((80, FIRST), (81, LAST)):
        RequestStep.objects.create(request=made, place=place, kind=StepKind.RESPONDED, on=on, by=None)

    days = days_of(InformationRequest.objects.get(pk=made.pk))

    assert days.answered_on == LAST
    assert days.received_on == dt.date(2026, 7, 8)
