"""The packaged holidays without a database, and lives of requests in a line."""

import datetime as dt

from candour.foi.clock.clock_view import RequestClock
from candour.foi.clock.counting import Closed
from candour.foi.clock.laws import rules_of
from candour.foi.clock.packaged import packaged_holidays
from candour.foi.clock.reckoning import reckon_clock
from candour.foi.rules import Footing, StepKind, StepTaken

HOLIDAYS = {
    dt.date.fromisoformat(row["day"]): Closed(row["name"], tuple(row["nations"].split()))
    for row in packaged_holidays()
}
Told = tuple[str, str] | tuple[str, str, str]


def day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def clock(
    *steps: Told, today: str, law: str = "foia", footing: Footing = Footing.VOLUNTARY, answer_by: str = ""
) -> RequestClock:
    """The clock of a request with these steps: kind, day, and the day that the step sets."""
    happened = [
        StepTaken(StepKind(one[0]), day(one[1]), day(one[2]) if len(one) == 3 else None) for one in steps
    ]
    return reckon_clock(
        happened,
        rules_of(law),
        HOLIDAYS,
        today=day(today),
        footing=footing,
        answer_by=day(answer_by) if answer_by else None,
    )
