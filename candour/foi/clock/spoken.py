"""What the command line says of the clock: a last day with its working, and holidays that the table lacks."""

import datetime as dt

from candour.foi.rules import Law

from . import calendar
from .counting import Closed, in_words, told
from .known import known_days
from .laws import rules_of

LOOK_AHEAD = 6


def due_lines(received: dt.date, law: Law = Law.FOIA) -> list[str]:
    """The last day for an answer to what came on this day, first; then how it was counted."""
    rules = rules_of(law)
    counted = rules.count("answer", received, calendar.holidays())
    if counted is None:
        raise ValueError(f"{rules.name} says no time for an answer.")
    said = f"Due on {in_words(counted.due_on)} ({rules.name})."
    last = calendar.last_known()
    unknown = last is None or counted.due_on.year > last.year
    beyond = ["The table of holidays does not reach that far, so this may be too early."] if unknown else []
    return [said, *counted.working(), *beyond]


def lacking_lines(today: dt.date) -> list[str]:
    """The holidays of this year and the next six that the package knows and our table lacks."""
    ours = calendar.holidays()
    known = known_days(range(today.year, today.year + LOOK_AHEAD + 1))
    lines = [
        f"{one.day}  {told(one.day, Closed(one.name, tuple(one.nations.split())))}"
        for one in known
        if one.day not in ours
    ]
    return lines or ["The table has every holiday that is known."]
