"""One published number as one sentence that a newspaper can copy: what, when, how exact, from which release.

The words of each measure stand in data/sentences.csv. Those of each part stand with its code in codes/data,
or in data/parts.csv for forces and for answers that nobody gave. A row that names a part goes before the
measure's own. `one` is for a single thing and `many` for any other number of them; `which` follows "the
number of" where the number itself cannot be given. No Django.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from candour.figures.cells import CONFIDENTIAL, EXACT, NOT_AVAILABLE
from candour.figures.files.shares import percent
from candour.figures.files.tidy import PUBLISHER
from candour.figures.measures import packaged, sentence_part
from candour.figures.quarters import last_of_month
from candour.figures.releasing.numbers import PROVISIONAL, REVISED, Document, Number, Table
from candour.figures.releasing.plan import HEADS

NOT_SHOWN = "not shown, so that nobody can be found"
# How the reasons of M31 begin; its sentence has said so before it comes to the reason.
_REASON_PREFIX = "No further action: "
# What a share is of, where a counting rule says that the share must be printed too.
_OUT_OF = {"M08a": ("M07", "sent")}
INVENTED = "rehearsal: invented"
# The line, as a sentence names it.
LINE_NAME = PUBLISHER
_OVER_TIME = ("month", "quarter", "total", "day")


def sentence(document: Document, table: Table, number: Number) -> str:
    """The number as one sentence, with its period, measure, rounding, release and status.

    In a rehearsal the sentence ends by saying that the number is invented.
    """
    words = _words(number)
    values = {
        "line": LINE_NAME,
        "label": part_of(table, number).removeprefix(_REASON_PREFIX),
        "part": _part(table, number),
        "period": period(number),
        "as_at": in_day(document.as_at),
        "n": _counted(number),
    }
    if number.value is None:
        text = f"the number of {_which(words, values['part'])} {_why_not(number)}".format_map(values)
    else:
        text = words["one" if number.value == 1 else "many"].format_map(values) + _share(document, number)
    invented = f" ({INVENTED})" if document.rehearsal else ""
    return f"{text[:1].upper()}{text[1:]} ({'; '.join(details(document, number))}){invented}."


def details(document: Document, number: Number) -> list[str]:
    """The facts in brackets after a quoted number: measure, rounding, release, status."""
    published = in_day(document.goes_public.date())
    facts = [number.measure, f"release {document.reference}, published {published}"]
    if number.value is not None and number.rounding != EXACT:
        facts.insert(1, f"to the {number.rounding}")
    if number.status == PROVISIONAL:
        facts.append("provisional")
    if number.status == REVISED:
        facts.append(f"revised, it was {number.was}")
    return facts


def period(number: Number) -> str:
    """The number's days in a sentence: "in March 2023", "on 1 May 2023", "from 1 March to 31 May 2023"."""
    since, until = number.since, number.until
    if since == until:
        return f"on {in_day(until)}"
    if since.day == 1 and until == last_of_month(since):
        return f"in {until:%B %Y}"
    begins = f"{since.day} {since:%B}" if since.year == until.year else in_day(since)
    return f"from {begins} to {in_day(until)}"


def in_day(day: dt.date) -> str:
    """The day as people write it: "30 November 2023"."""
    return f"{day.day} {day:%B %Y}"


def part_of(table: Table, number: Number) -> str:
    """The part of the whole that the number is about: "Phone"; empty for the whole country."""
    if not number.by:
        return ""
    if table.by in _OVER_TIME:  # An ad hoc answer about one part names it in its title.
        return table.title.partition(": ")[2] or number.code
    return number.label


def _part(table: Table, number: Number) -> str:
    """The part, as it follows the noun that is counted: " by phone", " that named Kent Police"."""
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
    """The words after "the number of"; a second "that" becomes "and": "that named Kent Police and came"."""
    return words["which"].replace("{part} that ", "{part} and ") if " that " in part else words["which"]


def _why_not(number: Number) -> str:
    if number.marker == CONFIDENTIAL:
        return f"is {NOT_SHOWN}"
    if number.marker == NOT_AVAILABLE:
        who = "the force has told us nothing" if number.by == "force" else "nobody has told us"
        return f"is not known: {who}, which does not mean none"
    return "is not given: it does not apply"


def share(document: Document, number: Number) -> tuple[str, str] | None:
    """The share that a number is of its whole, and the whole: "16%" and "867". Both must be exact.

    None where the counting rule asks for no share, or either number is missing or nought.
    """
    measure, _ = _OUT_OF.get(number.measure, ("", ""))
    whole = (
        document.find(measure, since=number.since, until=number.until) if measure and not number.by else None
    )
    if whole is None or not whole.value or not number.value:
        return None
    return percent(number.value, whole.value), whole.text


def _share(document: Document, number: Number) -> str:
    part = share(document, number)
    return f": {part[0]} of the {part[1]} {_OUT_OF[number.measure][1]}" if part else ""


def _words(number: Number) -> Mapping[str, str]:
    """The row of data/sentences.csv for this part, else for its kind of part, else for the measure.

    KeyError for a measure without a row.
    """
    sentences, measure = _sentences(), number.measure
    of_kind = sentences.get((measure, number.by, number.code)) or sentences.get((measure, number.by, ""))
    return of_kind or sentences[measure, "", ""]


@cache
def _parts() -> Mapping[tuple[str, str], str]:
    return {(row["by"], row["code"]): row["words"] for row in packaged("parts.csv")}


@cache
def _sentences() -> Mapping[tuple[str, str, str], Mapping[str, str]]:
    return {(row["measure"], row["by"], row["code"]): row for row in packaged("sentences.csv")}
