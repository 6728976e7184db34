"""A letter bears the day on which it goes, and what it counts is counted from that day."""

import datetime as dt

from django.core.exceptions import ValidationError

from candour.foi.models import RequestLetter

from .composing import compose
from .drafting import sheet_of
from .enclosing import enclosed
from .letter_values import COUNTED_FROM_ITS_DAY, Values
from .typesetting import pdf_of


def date_as_sent(letter: RequestLetter, on: dt.date) -> None:
    """Set its words and its PDF for the day on which it goes. One that goes as it was drafted stays as it is.

    A second person often reads a letter days after it was drafted: the time for a review is counted from the
    day on which it is sent, as the clock counts it. So the letter is composed again, by the template that it
    was drafted by. ValidationError where it would say something else than what was read, beside its days.
    """
    if on == letter.drafted_on:
        return
    values_on = COUNTED_FROM_ITS_DAY.get(letter.kind)
    if values_on is not None:
        if _body(letter, values_on(letter, letter.drafted_on)) != letter.body:
            raise ValidationError(
                "Something that this letter says has changed since it was drafted. Draft it again."
            )
        letter.body = _body(letter, values_on(letter, on))
    letter.pdf = pdf_of(letter.body, sheet_of(letter.request, letter, on))


def _body(letter: RequestLetter, values: Values) -> str:
    files = [file.name for file in enclosed(letter.request, letter.kind)]
    composed = compose(
        letter.kind,
        letter.request,
        template=letter.template,
        files=files,
        by_others=letter.by_others,
        **values,
    )
    return composed.body
