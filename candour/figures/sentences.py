"""One published number as one sentence that a newspaper can copy: what, when, how exact, from which release.

The words of each measure stand in data/sentences.csv. `one` is for a single thing and `many` for any other
number of them; `which` is what follows "the number of" where the number itself cannot be said. No Django.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from .numbers import CONFIDENTIAL, EXACT, NOT_AVAILABLE, PROVISIONAL, REVISED, Document, Number, Table
from .plan import HEADS
from .quarters import last_of_month
from .shares import percent

NOT_SHOWN = "not shown, so that nobody can be found"
# What a share is of, where a counting rule says that the share must be printed too.
_OUT_OF = {"M08a": ("M07", "sent")}
_PARTS = {"channel": "how they came", "to_force": "moved to", "reason": "reason"}
_OVER_TIME = ("month", "quarter", "total", "day")


def sentence(document: Document, table: Table, number: Number) -> str:
    """The number in one sentence, with its period, measure, rounding, release and status."""
    words = _words(number)
    said = {
        "part": _part(table, number),
        "period": period(number),
        "as_at": in_day(document.as_at),
        "n": _counted(number),
    }
    if number.value is None:
        told = f"the number of {words['which']} {_why_not(number)}".format_map(said)
    else:
        told = words["one" if number.value == 1 else "many"].format_map(said) + _share(document, number)
    return f"{told[:1].upper()}{told[1:]} ({'; '.join(details(document, number))})."


def details(document: Document, number: Number) -> list[str]:
    """What must stand beside a quoted number: measure, rounding, release, status."""
    published = in_day(document.goes_public.date())
    found = [number.measure, f"release {document.reference}, published {published}"]
    if number.value is not None and number.rounding != EXACT:
        found.insert(1, f"to the {number.rounding}")
    if number.status == PROVISIONAL:
        found.append("provisional")
    if number.status == REVISED:
        found.append(f"revised, it was {number.was}")
    return found


def period(number: Number) -> str:
    """When, as a sentence has it: "in March 2023", "on 30 November 2023", "from 1 March to 31 May 2023"."""
    since, until = number.since, number.until
    if since == until:
        return f"on {in_day(until)}"
    if since.day == 1 and until == last_of_month(since):
        return f"in {until:%B %Y}"
    begins = f"{since.day} {since:%B}" if since.year == until.year else in_day(since)
    return f"from {begins} to {in_day(until)}"


def in_day(day: dt.date) -> str:
    """30 November 2023."""
    return f"{day.day} {day:%B %Y}"


def part_of(table: Table, number: Number) -> str:
    """Which part of the whole it is, in words: "Phone"; empty for the whole country."""
    if not number.by:
        return ""
    if table.by in _OVER_TIME:  # An ad hoc answer about one part names it in its title.
        return table.title.partition(": ")[2] or number.code
    return number.label


def _part(table: Table, number: Number) -> str:
    label = part_of(table, number)
    if not label:
        return ""
    is_step = (number.by, number.unit) == ("reason", "person")  # What came of it for them, not why.
    return f" ({'kind' if is_step else _PARTS.get(number.by, HEADS[number.by].lower())}: {label})"


def _counted(number: Number) -> str:
    if number.value == 0:
        return "0" if number.by == "days" else "no"
    return number.text if number.rounding == EXACT else f"about {number.text}"


def _why_not(number: Number) -> str:
    if number.marker == CONFIDENTIAL:
        return f"is {NOT_SHOWN}"
    if number.marker == NOT_AVAILABLE:
        who = "the force has told us nothing" if number.by == "force" else "nobody has told us"
        return f"is not known: {who}, which does not mean none"
    return "is not given: it does not apply"


def _share(document: Document, number: Number) -> str:
    """A share of its whole, where the rule asks for it and both are exact."""
    whole, done = _OUT_OF.get(number.measure, ("", ""))
    found = document.find(whole, since=number.since, until=number.until) if whole and not number.by else None
    if found is None or not found.value or not number.value:
        return ""
    return f": {percent(number.value, found.value)} of the {found.text} {done}"


def _words(number: Number) -> Mapping[str, str]:
    by_itself = _sentences().get((number.measure, number.by, number.code))
    return by_itself or _sentences()[number.measure, "", ""]


@cache
def _sentences() -> Mapping[tuple[str, str, str], Mapping[str, str]]:
    text = files("candour.figures").joinpath("data", "sentences.csv").read_text(encoding="utf-8")
    return {(row["measure"], row["by"], row["code"]): row for row in csv.DictReader(text.splitlines())}
