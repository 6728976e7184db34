"""One published number as one sentence that a newspaper can copy: what, when, how exact, from which release.

The words of each measure stand in data/sentences.csv. Those of each part stand with its code in codes/data,
or in data/parts.csv for forces and for what nobody said. A row that names a part goes before the measure's
own. `one` is for a single thing and `many` for any other number of them; `which` is what follows "the number
of" where the number itself cannot be said. No Django.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from candour.figures.files.tidy import PUBLISHER
from candour.figures.measures import packaged, sentence_part
from candour.figures.releasing.numbers import (
    CONFIDENTIAL,
    EXACT,
    NOT_AVAILABLE,
    PROVISIONAL,
    REVISED,
    Document,
    Number,
    Table,
)
from candour.figures.releasing.plan import HEADS
from candour.figures.releasing.quarters import last_of_month
from candour.figures.showing.shares import percent

NOT_SHOWN = "not shown, so that nobody can be found"
# How the reasons of M31 begin; its sentence has said so before it comes to the reason.
_TOLD_ALREADY = "No further action: "
# What a share is of, where a counting rule says that the share must be printed too.
_OUT_OF = {"M08a": ("M07", "sent")}
INVENTED = "rehearsal: invented"
# The line, as a sentence names it.
LINE_NAME = PUBLISHER
_OVER_TIME = ("month", "quarter", "total", "day")


def sentence(document: Document, table: Table, number: Number) -> str:
    """The number in one sentence, with its period, measure, rounding, release and status.

    A rehearsal's ends by saying that the number is invented.
    """
    words = _words(number)
    said = {
        "line": LINE_NAME,
        "label": part_of(table, number).removeprefix(_TOLD_ALREADY),
        "part": _part(table, number),
        "period": period(number),
        "as_at": in_day(document.as_at),
        "n": _counted(number),
    }
    if number.value is None:
        told = f"the number of {_which(words, said['part'])} {_why_not(number)}".format_map(said)
    else:
        told = words["one" if number.value == 1 else "many"].format_map(said) + _share(document, number)
    invented = f" ({INVENTED})" if document.rehearsal else ""
    return f"{told[:1].upper()}{told[1:]} ({'; '.join(details(document, number))}){invented}."


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
    """Which part of the whole, as it follows what is counted: " by phone", " that named Kent Police"."""
    label = part_of(table, number)
    if not label:
        return ""
    words = _parts().get((number.by, number.code)) or sentence_part(number.by, number.code)
    words = words or _parts().get((number.by, ""), "")
    if not words:
        return f" ({HEADS[number.by].lower()}: {label})"
    # A contact comes by phone; a report or a referral only began that way.
    began = " that began" if number.by == "channel" and number.unit != "contact" else ""
    return f"{began} {words.format(label=label)}"


def _counted(number: Number) -> str:
    if number.value == 0:
        return "0" if number.by == "days" else "no"
    return number.text if number.rounding == EXACT else f"about {number.text}"


def _which(words: Mapping[str, str], part: str) -> str:
    """What cannot be said; "contacts that named Kent Police and came", where there would be two thats."""
    return words["which"].replace("{part} that ", "{part} and ") if " that " in part else words["which"]


def _why_not(number: Number) -> str:
    if number.marker == CONFIDENTIAL:
        return f"is {NOT_SHOWN}"
    if number.marker == NOT_AVAILABLE:
        who = "the force has told us nothing" if number.by == "force" else "nobody has told us"
        return f"is not known: {who}, which does not mean none"
    return "is not given: it does not apply"


def share(document: Document, number: Number) -> tuple[str, str] | None:
    """What share of its whole a number is, and that whole: "16%" and "867". Both must be exact.

    None where the counting rule asks for no share.
    """
    whole, _ = _OUT_OF.get(number.measure, ("", ""))
    found = document.find(whole, since=number.since, until=number.until) if whole and not number.by else None
    if found is None or not found.value or not number.value:
        return None
    return percent(number.value, found.value), found.text


def _share(document: Document, number: Number) -> str:
    found = share(document, number)
    return f": {found[0]} of the {found[1]} {_OUT_OF[number.measure][1]}" if found else ""


def _words(number: Number) -> Mapping[str, str]:
    """The sentences of this very part, else of its kind, else of the measure."""
    known, measure = _sentences(), number.measure
    of_kind = known.get((measure, number.by, number.code)) or known.get((measure, number.by, ""))
    return of_kind or known[measure, "", ""]


@cache
def _parts() -> Mapping[tuple[str, str], str]:
    return {(row["by"], row["code"]): row["words"] for row in packaged("parts.csv")}


@cache
def _sentences() -> Mapping[tuple[str, str, str], Mapping[str, str]]:
    return {(row["measure"], row["by"], row["code"]): row for row in packaged("sentences.csv")}
