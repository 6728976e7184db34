"""One number of the ledger that a test has written, counted both ways."""

import uuid

from candour.figures.counting.tally import equations, exact, tally
from candour.figures.releasing.numbers import Sum

from .ledgers import WHOLE, Period, contact, day, referral, report


def number(code: str, by: str = "", period: Period = WHOLE) -> int:
    """One number, counted both ways."""
    kind, _, name = by.partition("=")
    found = exact(code, kind, period.since, period.until, period.as_at)
    assert tally(period.as_at).counts(code, kind, period.since, period.until) == found
    return found.get(name, 0)


def sums() -> tuple[Sum, Sum]:
    contacts, reports = equations(tally(WHOLE.as_at), WHOLE.since, WHOLE.until)
    return contacts, reports


def parts(one: Sum) -> tuple[int, ...]:
    return tuple(number for _, number in one.parts)


def sent(on: int = 0) -> uuid.UUID:
    return referral(day(on), of=report(day(on), of=contact(day(on))))
