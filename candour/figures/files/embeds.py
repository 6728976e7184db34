"""What other sites embed of a release: a number as an SVG or a sentence, a table as an SVG. No Django.

An SVG stands alone: white ground, system fonts, no style sheet, nothing loaded from an address. It names its
period, unit, release and permanent address, so that it can be traced wherever it is copied.
"""

import datetime as dt
from collections.abc import Sequence

from candour.figures import cells
from candour.figures.files.picture import HEADING, SMALL, WORDS, Picture
from candour.figures.files.sentences import LINE_NAME, NOT_SHOWN, in_day, part_of, period, sentence, share
from candour.figures.releasing.numbers import PROVISIONAL, REVISED, Document, Number, Table
from candour.look.charts import ACCENT, QUIET, Row, Svg, bars, columns

# A number of more letters than this is drawn smaller, so that it stays on one line.
_LARGEST = 7
_MANY = {"person": "people", "match": "matches"}
_OVER_TIME = ("month", "quarter")
# The line began in the last days of a month; its first quarter is named after the month that follows.
_FEW_DAYS = dt.timedelta(days=3)
_FORCES = ("force", "to_force")


def line_of(
    document: Document, table: Table, number: Number, url: str = "", *, corrected_by: str = ""
) -> str:
    """One number as a sentence to copy; its permanent address after it, where `url` is a whole one.

    `corrected_by` is the reference of the version that put this number right, if one has.
    """
    text = " ".join(filter(None, [_corrected(corrected_by), sentence(document, table, number)]))
    return f"{text} {url}" if url.startswith("http") else text


def _corrected(reference: str) -> str:
    return f"Corrected: see release {reference}." if reference else ""


def svg_of(document: Document, table: Table, number: Number, url: str, *, corrected_by: str = "") -> Svg:
    """One number as an SVG that can be read 300 pixels wide, with heading, unit, period, status and source.

    `corrected_by` as in line_of.
    """
    sheet = Picture()
    if document.rehearsal:
        sheet.band("Rehearsal: invented number")
    if corrected_by:
        sheet.band(_corrected(corrected_by).rstrip("."))
    sheet.say(_heading(document, table, number), HEADING)
    size = 112 if len(number.text) <= _LARGEST else 64
    sheet.say(number.text, (size, 700, QUIET if number.value is None else ACCENT))
    if part := share(document, number):
        sheet.say(f"of {part[1]} ({part[0]})", HEADING)
    sheet.say(_unit_and_period(document, table, number), WORDS)
    if words := _how_sure(number):
        sheet.say(words, WORDS)
    sheet.rule()
    sheet.say(f"{number.measure}. {_source(document)}", SMALL)
    sheet.say_address(url)
    name = f"Rehearsal: {sheet.first}" if document.rehearsal else sheet.first
    return sheet.drawn(name, line_of(document, table, number, url, corrected_by=corrected_by))


def svg_of_table(document: Document, table: Table, url: str) -> Svg:
    """One table as an SVG: a column for each month or quarter, else a bar for each part.

    In a table by force, forces without a number have no bar; a line below says how many they are.
    """
    chosen = _chosen(table)
    rows = [_row(table, number) for number in chosen]
    unit = _many(table.numbers[0].unit) if table.numbers else ""
    words = f"{unit}: " + "; ".join(f"{label} {display}" for label, _, display in rows)
    sheet = Picture()
    if document.rehearsal:
        sheet.band("Rehearsal: invented numbers")
        words = f"Rehearsal: invented numbers. {words}"
    sheet.say(table.title, HEADING)
    sheet.say(f"Unit: {unit}. {_days(document, table)}", WORDS)
    draw = columns if table.by in _OVER_TIME else bars
    sheet.add_chart(draw(rows, table.title, words))
    for line in [*_signs(table, len(table.numbers) - len(chosen)), f"{table.measure}. {_source(document)}"]:
        sheet.say(line, SMALL)
    sheet.say_address(url)
    mark = "Rehearsal: " if document.rehearsal else ""
    name = document.measures.get(table.measure, {}).get("name", table.measure)
    return sheet.drawn(f"{mark}{name}: {table.title}", words)


def _heading(document: Document, table: Table, number: Number) -> str:
    name = str(document.measures.get(number.measure, {}).get("name", table.title))
    part = part_of(table, number)
    return f"{name}: {part}" if part else name


def _unit_and_period(document: Document, table: Table, number: Number) -> str:
    unit = number.unit if number.value == 1 else _many(number.unit)
    as_at = f", as at {in_day(document.as_at)}" if table.kind == "cohort" else ""
    return f"{unit} {period(number)}{as_at}"


def _many(unit: str) -> str:
    return _MANY.get(unit, f"{unit}s")


def _how_sure(number: Number) -> str:
    """Why there is no number, or its rounding and status; empty where it is exact and final."""
    if number.value is None:
        return _SIGNS[number.marker]
    remarks = ["To the nearest 5."] if number.rounding != cells.EXACT else []
    if number.status == PROVISIONAL:
        remarks.append("Provisional: it may still change.")
    if number.status == REVISED:
        remarks.append(f"Revised: it was {number.was}.")
    return " ".join(remarks)


_SIGNS = {
    cells.CONFIDENTIAL: f"{NOT_SHOWN[:1].upper()}{NOT_SHOWN[1:]}.",
    cells.NOT_AVAILABLE: "Not known: nobody has told us. That does not mean none.",
    "z": "Does not apply.",
}


def _signs(table: Table, left_out: int) -> list[str]:
    """At most one line: what the table's signs mean, its rounding, and how many rows have no bar."""
    markers = sorted({number.marker for number in table.numbers if number.marker})
    remarks = [f"[{marker}] {_SIGNS[marker]}" for marker in markers]
    remarks += (
        ["To the nearest 5."] if any(number.rounding != cells.EXACT for number in table.numbers) else []
    )
    remarks += [f"{left_out} of {len(table.numbers)} rows have no number and no bar."] if left_out else []
    return [" ".join(remarks)] if remarks else []


def _chosen(table: Table) -> Sequence[Number]:
    if table.by not in _FORCES:
        return table.numbers
    return sorted(
        (number for number in table.numbers if number.value is not None),
        key=lambda number: -(number.value or 0),
    )


def _row(table: Table, number: Number) -> Row:
    label = number.label
    if table.by in _OVER_TIME:
        begins = "" if table.by == "month" else f"{number.since + _FEW_DAYS:%b}–"
        label = f"{begins}{number.until:%b %Y}"
    return label, number.value, number.text


def _days(document: Document, table: Table) -> str:
    if not table.numbers:
        return ""
    first, last = table.numbers[0], table.numbers[-1]
    as_at = f", as at {in_day(document.as_at)}" if table.kind == "cohort" else ""
    if (first.since, first.until) == (last.since, last.until):
        words = period(first)
        return f"{words[:1].upper()}{words[1:]}{as_at}."
    return f"From {in_day(first.since)} to {in_day(last.until)}{as_at}."


def _source(document: Document) -> str:
    return f"{LINE_NAME}, release {document.reference}, published {in_day(document.goes_public.date())}."
