"""What a look into a file brings back, in words. No Django: a separate process uses it too."""

from typing import NamedTuple

MAX_FILE = 50 * 2**20  # bytes of a file that goes out
MAX_PART = 32 * 2**20  # bytes of one part of an office file, unpacked
MAX_UNPACKED = 200 * 2**20  # bytes of all parts together
MAX_PARTS = 5_000
MAX_PAGES = 300
MAX_PIXELS = 60_000_000
MEMORY, SECONDS = 1_600 * 2**20, 100  # of the process that looks into one file

# What is found, under the headings by which a page groups it.
HEADINGS: dict[str, str] = {
    "cannot_look": "What we cannot look into",
    "wrong_name": "The name and the content differ",
    "contact": "Addresses, telephone numbers and names that readers would see",
    "hidden_sheet": "Hidden sheets",
    "hidden_rows": "Hidden rows",
    "hidden_columns": "Hidden columns",
    "hidden_cells": "Cells that cannot be seen",
    "hidden_name": "Names for hidden places",
    "hidden_text": "Text that cannot be seen",
    "hidden_object": "Hidden pictures and shapes",
    "covered_text": "Text that is on the page and cannot be seen",
    "hidden_layer": "Layers that are switched off",
    "pivot_cache": "Copies of the rows behind a summary table",
    "external_link": "Links to other files",
    "connection": "Connections to databases",
    "comment": "Comments and notes",
    "tracked_change": "Tracked changes",
    "earlier_version": "Earlier versions",
    "metadata": "Who made it, and other details",
    "location": "Where a picture was taken",
    "thumbnail": "Small copies of the picture or page",
    "embedded": "Files within the file",
    "script": "Programs",
    "form_field": "Boxes to fill in",
    "custom_xml": "Data that other programs left",
    "trailing": "Something after the end",
    "unknown": "Parts that we do not know",
}


class Finding(NamedTuple):
    """One thing that readers would get without seeing it. `kind` is a key of HEADINGS; `what` a sentence."""

    kind: str
    where: str
    what: str


class CannotLook(Exception):
    """A file that cannot be looked into; says why, and what to do."""


def stopped(why: str, where: str = "") -> list[Finding]:
    """The one finding of a file that cannot be looked into."""
    return [Finding("cannot_look", where, why)]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 row", "12 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def spans(numbers: list[int]) -> str:
    """Numbers as a reader says them: "5 to 16 and 20"; the first eight stretches, then "and more"."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return spans_of([(first, last) for first, last in found])


def spans_of(stretches: list[tuple[int, int]], letters: bool = False) -> str:
    """Stretches of numbers, or of columns in letters, as a reader says them."""

    def said(number: int) -> str:
        return column_letters(number) if letters else str(number)

    words = [said(a) if a == b else f"{said(a)} to {said(b)}" for a, b in stretches[:8]]
    if len(stretches) > 8:
        return ", ".join(words) + " and more"
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def column_letters(number: int) -> str:
    """The letters of a column, counted from 1: 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column by its letters: AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


_LEFT_OUT = {
    "metadata": "details of who made it",
    "comment": "comments and marks",
    "embedded": "files within it",
    "covered_text": "text that could not be seen",
    "hidden_layer": "layers that were switched off",
    "hidden_object": "hidden pictures and shapes",
    "hidden_name": "names for hidden places",
    "pivot_cache": "copies of the rows behind summary tables",
    "external_link": "links to other files",
    "connection": "connections to databases",
    "earlier_version": "earlier versions",
    "script": "programs",
    "form_field": "boxes to fill in",
    "location": "where a picture was taken",
    "thumbnail": "small copies of pages and pictures",
    "custom_xml": "data of other programs",
    "trailing": "what stood after its end",
    "unknown": "parts that we do not know",
}


def left_out(findings: list[Finding]) -> list[str]:
    """What a new file does not take over from the one in which this was found, as it is published."""
    said = dict.fromkeys(_LEFT_OUT[one.kind] for one in findings if one.kind in _LEFT_OUT)
    return [", ".join(said)] if said else []
