"""Working days, counted as the Freedom of Information Act does. Values in, values out; no database.

FOIA s.10(1): an answer is due promptly, and not later than the twentieth working day following the day of
receipt. s.10(6): a working day is any day but Saturday, Sunday, Christmas Day, Good Friday and a bank
holiday in any part of the United Kingdom.
"""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

NATIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
LONDON = ZoneInfo("Europe/London")
ONE_DAY = dt.timedelta(days=1)


class Closed(NamedTuple):
    """Why one day is no working day: what it is called, and the codes of the nations that have it."""

    name: str
    nations: tuple[str, ...]


Holidays = Mapping[dt.date, Closed]


class Within(NamedTuple):
    """A time that a law gives: so many "working days", "days", "weeks" or "months"."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


@dataclass(frozen=True)
class CountedTime:
    """A last day, and how it was counted: day one, each weekday left out, and how many weekend days."""

    since: dt.date
    within: Within
    first: dt.date
    due_on: dt.date
    skipped: tuple[tuple[dt.date, Closed], ...] = ()
    weekend_days: int = 0

    def working(self, happened: str = "It came") -> list[str]:
        """The sum in words, a sentence each: for a page, a letter or the command line.

        `happened` says what the time starts with, as in "It came on Wednesday 8 July 2026."
        """
        began = f"{happened} on {in_words(self.since)}."
        if self.within.unit != "working days":
            within = str(self.within)
            return [began, f"{within[:1].upper()}{within[1:]} later is {in_words(self.due_on)}."]
        lines = [f"{began} The first working day after that is {in_words(self.first)}."]
        if self.weekend_days:
            lines.append(f"{self.weekend_days} days of Saturdays and Sundays do not count.")
        lines += [f"{holiday_words(day, closed)}. It does not count." for day, closed in self.skipped]
        if not self.skipped:
            lines.append("No bank holiday falls in between.")
        return [*lines, f"The {ordinal(self.within.number)} working day is {in_words(self.due_on)}."]


def day_of(moment: dt.datetime) -> dt.date:
    """The day in the United Kingdom at this moment: 23:50 there still is that day.

    ValueError for a moment without its time zone: nobody could say which day it was.
    """
    if moment.tzinfo is None:
        raise ValueError("Say the time zone of this moment.")
    return moment.astimezone(LONDON).date()


def is_weekend(day: dt.date) -> bool:
    """Whether it is a Saturday or Sunday."""
    return day.weekday() >= 5


def is_working(day: dt.date, holidays: Holidays) -> bool:
    """Whether it is a working day: no weekend, and not among the holidays."""
    return not is_weekend(day) and day not in holidays


def count(since: dt.date, holidays: Holidays, within: Within) -> CountedTime:
    """The last day of a time that starts after `since`, with its working. ValueError for an unknown unit.

    `since` itself is day nought, whatever day it is; day one is the next working day.
    """
    if within.unit != "working days":
        return CountedTime(since, within, since + ONE_DAY, _later(since, within))
    day, left, weekend, skipped = since, within.number, 0, []
    while left > 0:
        day += ONE_DAY
        if is_weekend(day):
            weekend += 1
        elif day in holidays:
            skipped.append((day, holidays[day]))
        else:
            left -= 1
    first = next_working(since + ONE_DAY, holidays)
    return CountedTime(since, within, first, day, tuple(skipped), weekend)


def due_on(received: dt.date, holidays: Holidays, working_days: int = 20) -> dt.date:
    """The last lawful day to answer: the twentieth working day after receipt (FOIA s.10(1))."""
    return count(received, holidays, Within(working_days, "working days")).due_on


def _later(since: dt.date, within: Within) -> dt.date:
    if within.unit in ("days", "weeks"):
        return since + dt.timedelta(days=within.number * (7 if within.unit == "weeks" else 1))
    if within.unit != "months":
        raise ValueError(f"There is no unit {within.unit}.")
    months = since.year * 12 + since.month - 1 + within.number
    year, month = months // 12, months % 12 + 1
    # A month that is too short for the day ends the time on its last day.
    return since.replace(year=year, month=month, day=min(since.day, calendar.monthrange(year, month)[1]))


def next_working(day: dt.date, holidays: Holidays) -> dt.date:
    """This day if it is a working day, else the next one that is."""
    while not is_working(day, holidays):
        day += ONE_DAY
    return day


def days_between(day: dt.date, other: dt.date, holidays: Holidays) -> int:
    """The number of working days after `day`, up to and including `other`; negative if `other` is earlier."""
    if other < day:
        return -days_between(other, day, holidays)
    span = (other - day).days
    return sum(is_working(day + dt.timedelta(days=step), holidays) for step in range(1, span + 1))


def in_words(day: dt.date) -> str:
    """As "Monday 13 July 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def holiday_words(day: dt.date, closed: Closed) -> str:
    """As "Monday 13 July 2026: Battle of the Boyne, a holiday in Northern Ireland"."""
    return f"{in_words(day)}: {closed.name}, a holiday in {nations_in_words(closed.nations)}"


def nations_in_words(codes: tuple[str, ...]) -> str:
    """As "England, Wales and Northern Ireland"; "all of the United Kingdom" for the four."""
    if set(codes) == set(NATIONS):
        return "all of the United Kingdom"
    names = [name for code, name in NATIONS.items() if code in codes]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def ordinal(number: int) -> str:
    """As "20th"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
