"""Which days are counted: those that were asked for, cut to the days that the ledger has."""

import datetime as dt

from django.utils import timezone

from .counts import Period
from .forms import PeriodForm

# The days that both published questions ask about (data/published_figures.csv, F10 and F11).
YEAR_ONE = Period(dt.date(2022, 11, 29), dt.date(2023, 11, 29))
ALL_PUBLISHED = Period(dt.date(2022, 11, 29), dt.date(2024, 2, 29))


def chosen(form: PeriodForm) -> Period:
    """The days to count; an end that was left out is the ledger's own. The usual days where none were asked
    for or they cannot be read."""
    since, until = form.ends()
    if not (since or until):
        return usual(form.reached)
    first, last = form.reached or (since or until, until or since)
    return Period(max(filter(None, (since, first))), min(filter(None, (until, last))))


def usual(reached: tuple[dt.date, dt.date] | None) -> Period:
    """The published history where the ledger begins with it, else all of the ledger.

    Otherwise the first page would change its numbers, and stretch over empty months, as soon as a visitor of
    a rehearsal tries the report form.
    """
    today = timezone.localdate()
    first, last = reached or (today, today)
    return Period(first, min(last, ALL_PUBLISHED.until) if first == ALL_PUBLISHED.since else last)


def is_cut(form: PeriodForm, period: Period) -> bool:
    """Whether days were asked for that the ledger does not have."""
    since, until = form.ends()
    return bool((since and since < period.since) or (until and until > period.until))


def newer(form: PeriodForm, period: Period) -> Period | None:
    """The ledger's days after the usual ones, where nobody asked for days of their own; None without any."""
    if any(form.ends()) or form.reached is None or form.reached[1] <= period.until:
        return None
    return Period(period.until + dt.timedelta(days=1), form.reached[1])
