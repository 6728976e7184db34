"""The days of a request that its page gives, and what it says of those that nobody knows."""

import datetime as dt
from typing import NamedTuple

from candour.foi.clock import calendar
from candour.foi.clock.request_clock import clock_of
from candour.foi.models import InformationRequest
from candour.foi.rules import Channel, StepKind


class PageDays(NamedTuple):
    """When it came, by when an answer was due and how that was counted, and when it was answered."""

    received_on: dt.date | None
    due_on: dt.date | None
    answered_on: dt.date | None
    working: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()


def days_of(request: InformationRequest) -> PageDays:
    """A request's days from its steps. Of one brought in, only the days that its messages bear are known."""
    if request.channel == Channel.IMPORT:
        return _brought_in(request)
    answered = _first(request, StepKind.RESPONDED)
    # The last day that held when it was answered: a holiday that is added later moves it no more.
    clock = clock_of(request, holidays=calendar.holidays(known_on=answered))
    due = clock.answer_due_on or clock.due_on
    # While a review's clock runs, its sum is not that of the answer.
    working = tuple(clock.working) if clock.due_on == due else ()
    return PageDays(_first(request, StepKind.RECEIVED), due, _last(request, StepKind.RESPONDED), working)


def _first(request: InformationRequest, kind: StepKind) -> dt.date | None:
    return next((step.on for step in request.steps.all() if step.kind == kind), None)


def _last(request: InformationRequest, kind: StepKind) -> dt.date | None:
    days = [step.on for step in request.steps.all() if step.kind == kind]
    return days[-1] if days else None


def _brought_in(request: InformationRequest) -> PageDays:
    messages = [message for message in request.messages.all() if message.kind == "message"]
    asked_on = [
        message.received_on for message in messages if message.writer == "asker" and message.received_on
    ]
    answered_on = [
        message.received_on
        for message in messages
        if message.writer in ("force", "desk") and message.received_on
    ]
    received, answered = min(asked_on, default=None), max(answered_on, default=None)
    missing = {"asked": received, "answered": answered}
    unsaid = " or ".join(name for name, on in missing.items() if on is None)
    words = [f"What was brought in does not say on which day it was {unsaid}."] if unsaid else []
    return PageDays(
        received, None, answered, (), (*words, "Another body kept the clock, so we give no due day.")
    )
