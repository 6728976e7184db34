"""The clock of a stored request: from its steps, law, footing and the table of holidays."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from candour.foi.models import InformationRequest
from candour.foi.requests.steps import steps_taken
from candour.foi.rules import Footing
from candour.store.clock import current_day

from . import calendar
from .clock_view import ClockKind, RequestClock
from .counting import Holidays
from .extending import objections
from .laws import rules_of
from .reckoning import reckon_clock

__all__ = ["RequestClock", "ClockKind", "check_extension", "clock_of", "clocks_of"]


def clock_of(
    request: InformationRequest, today: dt.date | None = None, *, holidays: Holidays | None = None
) -> RequestClock:
    """How a request's clock stands today, or on another day. `holidays` spares reading the table again."""
    return reckon_clock(
        steps_taken(request),
        rules_of(request.law),
        calendar.holidays() if holidays is None else holidays,
        today=today or current_day(),
        footing=Footing(request.footing),
        answer_by=request.answer_by,
        needs_confirming=request.needs_confirming,
    )


def clocks_of(
    requests: Iterable[InformationRequest], today: dt.date | None = None
) -> list[tuple[InformationRequest, RequestClock]]:
    """Each request with its clock, for a list: the table is read once. Prefetch `steps`."""
    holidays = calendar.holidays()
    return [(request, clock_of(request, today, holidays=holidays)) for request in requests]


def check_extension(
    request: InformationRequest, *, until: dt.date, why: str, today: dt.date | None = None
) -> None:
    """ValidationError, in words, if an answer cannot be given more time until that day for this reason."""
    holidays = calendar.holidays()
    clock = clock_of(request, today, holidays=holidays)
    if objected := objections(clock, rules_of(request.law), holidays, until=until, why=why):
        raise ValidationError(objected)
