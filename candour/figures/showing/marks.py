"""A published number as HTML and in words: its link, its sign, its unit, its days, its rounding."""

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString

from candour.figures.quarters import Span
from candour.figures.releasing.numbers import PROVISIONAL, REVISED, Number, Table
from candour.figures.releasing.plan import in_words

# The signs of the Government Analysis Function's guidance, each with what it means here.
SIGNS = (
    ("c", "Not shown, so that nobody can be found. The true number may be large or small, or none.", True),
    ("x", "Not available. The force has told us nothing. That does not mean none.", False),
    ("z", "Does not apply here.", False),
    ("p", "Provisional. It may still change when late entries come in.", False),
    ("r", "Revised. An earlier release printed another number.", False),
)
_MANY = {"person": "people", "match": "matches", "referral (stock)": "referrals"}


def linked(reference: str, number: Number) -> SafeString:
    """The number as HTML, linked to its own page, with its status; [c], [x] or [z] links to its meaning."""
    if number.value is None:
        return format_html('<a href="#sign-{}">[{}]</a>', number.marker, number.marker)
    page = format_html('<a href="/figures/number/{}-{}">{}</a>', reference, number.place, number.text)
    if number.status in (PROVISIONAL, REVISED):
        return page + format_html('<span class="figures-sign">[{}]</span>', number.status)
    return page


def many(unit: str) -> str:
    """The plural of a unit: "contacts", "people"."""
    return _MANY.get(unit, f"{unit}s")


def days_of(number: Number) -> str:
    """The number's days in words: "March to May 2023", or one day as "29 February 2024"."""
    if number.since == number.until:
        return in_day(number.since)
    if number.since.day > 1 and number.since.replace(day=1) == number.until.replace(day=1):
        return f"{number.since.day} to {in_day(number.until)}"
    return in_words(Span(number.since, number.until))


def in_day(day: dt.date) -> str:
    """The day as people write it: "29 November 2022"."""
    return f"{day.day} {day:%B} {day.year}"


def short_of(number: Number, table: Table) -> str:
    """A label that fits under a column: "Nov 2022", "Mar–May 23"; the number's label if it is no period."""
    if table.by == "month":
        return f"{number.until:%b} {number.until.year}"
    if table.by == "quarter":
        return f"{number.since:%b}–{number.until:%b} {number.until:%y}"
    return number.label


def precision(number: Number) -> str:
    """The number's rounding as a sentence; empty where the number is not shown."""
    if number.value is None:
        return ""
    return "Exact." if number.rounding == "exact" else "To the nearest 5, so that nobody can be found."
