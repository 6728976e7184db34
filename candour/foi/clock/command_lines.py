"""What the command line says of the clock: a last day with its working, and holidays that the table lacks."""

import datetime as dt

from django.core.exceptions import ValidationError

from candour.foi.rules import Law

from . import calendar
from .counting import Closed, holiday_words, in_words
from .known_holidays import known_days
from .laws import rules_of

LOOK_AHEAD = 6


def due_lines(received: dt.date, law: Law = Law.FOIA) -> list[str]:
    """The last day for an answer to what came on this day, first; then how it was counted.

    ValidationError for a day at the end of all calendars.
    """
    rules = rules_of(law)
    try:
        counted = rules.count("answer", received, calendar.holidays())
    except OverflowError as beyond:
        raise ValidationError("No calendar goes that far. Write a day of our own time.") from beyond
    if counted is None:
        raise ValueError(f"{rules.name} says no time for an answer.")
    first_line = f"Due on {in_words(counted.due_on)} ({rules.name})."
    return [first_line, *counted.working(), *_unknown(received, counted.due_on)]


def _unknown(received: dt.date, due: dt.date) -> list[str]:
    """A warning where the days lie before the table of holidays, or after it."""
    first, last = calendar.first_known(), calendar.last_known()
    if last is None or due.year > last.year:
        return ["The table of holidays does not reach that far, so this may be too early."]
    if first and received.year < first.year:
        return [f"The table of holidays begins in {first:%Y}, so this may be too early."]
    return []


def lacking_lines(today: dt.date) -> list[str]:
    """The holidays of this year and the next six that the package knows and our table lacks."""
    ours = calendar.holidays()
    packaged = known_days(range(today.year, today.year + LOOK_AHEAD + 1))
    lines = [
        f"{holiday.day}  {holiday_words(holiday.day, Closed(holiday.name, tuple(holiday.nations.split())))}"
        for holiday in packaged
        if holiday.day not in ours
    ]
    return lines or ["The table has every holiday that is known."]
