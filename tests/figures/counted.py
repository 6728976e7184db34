"""One number of the ledger that a test has written, counted in SQL and by hand."""

import uuid

from candour.figures.counting.tally import exact, tally
from candour.figures.releasing.equations import equations
from candour.figures.releasing.numbers import Sum

from .ledgers import WHOLE, Period, contact, day, referral, report
from .plain import by_hand


def number(code: str, by: str = "", period: Period = WHOLE) -> int:
    """One number, counted by itself, for a release, and by hand."""
    kind, _, name = by.partition("=")
    found = exact(code, kind, period.since, period.until, period.as_at)
    assert by_hand(code, kind, period.since, period.until, period.as_at) == found
    with tally(period.as_at) as counted:
        assert counted.counts(code, kind, period.since, period.until) == found
    return found.get(name, 0)


def sums() -> tuple[Sum, Sum]:
    with tally(WHOLE.as_at) as counted:
        contacts, reports = equations(counted, WHOLE.since, WHOLE.until)
    return contacts, reports


def parts(one: Sum) -> tuple[int, ...]:
    return tuple(number for _, number in one.parts)


def sent(on: int = 0) -> uuid.UUID:
    return referral(day(on), of=report(day(on), of=contact(day(on))))
