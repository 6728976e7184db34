"""A letter bears the day on which it goes, and what it counts is counted from that day."""

import datetime as dt

from candour.foi.models import Letter

from .composing import review_days
from .drafting import sheet_of
from .typesetting import pdf_of

_BY = "Ask us to look again by {}, which"


def date_as_sent(letter: Letter, on: dt.date) -> None:
    """Set its words and its PDF for the day on which it goes. One that goes as it was drafted stays as it is.

    A second person often reads a letter days after it was drafted: the time for a review is counted from the
    day on which it is sent, as the clock counts it.
    """
    if on == letter.drafted_on:
        return
    was, now = (_BY.format(review_days(letter.request, day)["review_by"]) for day in (letter.drafted_on, on))
    letter.body = letter.body.replace(was, now)
    letter.pdf = pdf_of(letter.body, sheet_of(letter.request, letter, on))
