"""Which months make the line's quarters and statistical years. No Django."""

import datetime as dt
from typing import NamedTuple

# The statistical year begins in December: the first line opened on 29 November, so that its first
# year is whole but for two days. Quarters end with February, May, August and November.
_YEAR_ENDS = {11}
_QUARTERS_END = {2, 5, 8, 11}


class Span(NamedTuple):
    """Whole days from the first to the last, both counted."""

    since: dt.date
    until: dt.date


def last_of_month(day: dt.date) -> dt.date:
    """The last day of the month of a day."""
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def months(first: dt.date, last: dt.date) -> list[Span]:
    """Every month from `first` to `last`; the first begins with `first` itself."""
    spans, since = [], first
    while since <= last:
        spans.append(Span(since, last_of_month(since)))
        since = spans[-1].until + dt.timedelta(days=1)
    return spans


def quarters(first: dt.date, last: dt.date) -> list[Span]:
    """Every quarter that has ended by `last`. Days before the first whole quarter belong to the first."""
    return _ended(first, last, _QUARTERS_END)


def years(first: dt.date, last: dt.date) -> list[Span]:
    """Every statistical year that has ended by `last`. Days before the first year belong to the first."""
    return _ended(first, last, _YEAR_ENDS)


def is_whole_years(first: dt.date, span: Span) -> bool:
    """Whether these days are one or more of the line's statistical years, end to end."""
    return tiles("year", first, span)


def tiles(split: str, first: dt.date, span: Span) -> bool:
    """Whether these days are whole quarters or, where `split` is "year", whole years, end to end."""
    spans = (years if split == "year" else quarters)(first, span.until)
    return any(whole.since == span.since for whole in spans) and any(
        whole.until == span.until for whole in spans
    )


def is_whole_months(first: dt.date, span: Span) -> bool:
    """Whether these days are whole months; the line's first month begins on its first day."""
    begins = span.since.day == 1 or span.since == first
    return begins and span.until == last_of_month(span.until)


def _ended(first: dt.date, last: dt.date, ends: set[int]) -> list[Span]:
    spans: list[Span] = []
    since = first
    for month in months(first, last):
        if month.until.month not in ends or month.until > last:
            continue
        # A stump of under a month at the very beginning would single out its few contacts.
        if not spans and (month.until - first).days < 27:
            continue
        spans.append(Span(since, month.until))
        since = month.until + dt.timedelta(days=1)
    return spans
