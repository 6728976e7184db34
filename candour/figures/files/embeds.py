"""What other pages show of a release: a number as a picture or a sentence, a table as a picture. No Django.

A picture is whole in itself: white ground, the fonts of whoever looks, no style sheet, no address that it
loads anything from. It says its period, unit, release and permanent address, so that it cannot go astray.
"""

import datetime as dt
from collections.abc import Sequence
from html import escape
from textwrap import wrap
from zlib import crc32

from candour.figures.files.sentences import LINE_NAME, NOT_SHOWN, in_day, part_of, period, sentence, share
from candour.figures.releasing import numbers
from candour.figures.releasing.numbers import Document, Number, Table
from candour.look.charts import ACCENT, INK, LINE, QUIET, Row, Svg, bars, columns

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
WIDTH, EDGE = 640, 32
# A chart's words are 16 px. Drawn larger they can still be read where the picture is half as wide.
LARGER = 1.25
# How wide a letter is for its height, in the widest of the fonts: what does not fit goes on another line.
_LETTER, _BOLD_LETTER = 0.55, 0.65
# A number of more letters than this is drawn smaller, so that it stays on one line.
_LARGEST = 7
_MANY = {"person": "people", "match": "matches"}
_OVER_TIME = ("month", "quarter")
# The line began in the last days of a month; its first quarter is named after the month that follows.
_FEW_DAYS = dt.timedelta(days=3)
_FORCES = ("force", "to_force")

# One line of words: size, weight, colour.
Look = tuple[int, int, str]
HEADING: Look = (32, 700, INK)
WORDS: Look = (26, 400, INK)
SMALL: Look = (24, 400, QUIET)


def line_of(
    document: Document, table: Table, number: Number, url: str = "", *, corrected_by: str = ""
) -> str:
    """One number as a sentence to copy; its permanent address after it, where `url` is a whole one.

    `corrected_by` is the reference of the version that put this number right, if one has.
    """
    said = " ".join(filter(None, [_corrected(corrected_by), sentence(document, table, number)]))
    return f"{said} {url}" if url.startswith("http") else said


def _corrected(reference: str) -> str:
    return f"Corrected: see release {reference}." if reference else ""


def svg_of(document: Document, table: Table, number: Number, url: str, *, corrected_by: str = "") -> Svg:
    """One number as a picture that can be read 300 pixels wide: large, with all that belongs to it.

    `corrected_by` as in line_of.
    """
    sheet = _Sheet()
    if document.rehearsal:
        sheet.band("Rehearsal: invented number")
    if corrected_by:
        sheet.band(_corrected(corrected_by).rstrip("."))
    sheet.say(_heading(document, table, number), HEADING)
    size = 112 if len(number.text) <= _LARGEST else 64
    sheet.say(number.text, (size, 700, QUIET if number.value is None else ACCENT))
    if found := share(document, number):
        sheet.say(f"of {found[1]} ({found[0]})", HEADING)
    sheet.say(_unit_and_period(document, table, number), WORDS)
    if said := _how_sure(number):
        sheet.say(said, WORDS)
    sheet.rule()
    sheet.say(f"{number.measure}. {_source(document)}", SMALL)
    sheet.say_address(url)
    name = f"Rehearsal: {sheet.first}" if document.rehearsal else sheet.first
    return sheet.drawn(name, line_of(document, table, number, url, corrected_by=corrected_by))


def svg_of_table(document: Document, table: Table, url: str) -> Svg:
    """One table as a picture: a column for each month or quarter, else a bar for each part.

    Of a table by force, forces without a number have no bar: what stands for them is said below.
    """
    chosen = _chosen(table)
    rows = [_row(table, number) for number in chosen]
    unit = _many(table.numbers[0].unit) if table.numbers else ""
    words = f"{unit}: " + "; ".join(f"{label} {display}" for label, _, display in rows)
    sheet = _Sheet()
    if document.rehearsal:
        sheet.band("Rehearsal: invented numbers")
        words = f"Rehearsal: invented numbers. {words}"
    sheet.say(table.title, HEADING)
    sheet.say(f"Unit: {unit}. {_days(document, table)}", WORDS)
    draw = columns if table.by in _OVER_TIME else bars
    sheet.place(draw(rows, table.title, words))
    for said in [*_signs(table, len(table.numbers) - len(chosen)), f"{table.measure}. {_source(document)}"]:
        sheet.say(said, SMALL)
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
    """Why there is no number, or how exact and how settled it is; empty where it is exact and final."""
    if number.value is None:
        return _SIGNS[number.marker]
    said = ["To the nearest 5."] if number.rounding != numbers.EXACT else []
    if number.status == numbers.PROVISIONAL:
        said.append("Provisional: it may still change.")
    if number.status == numbers.REVISED:
        said.append(f"Revised: it was {number.was}.")
    return " ".join(said)


_SIGNS = {
    numbers.CONFIDENTIAL: f"{NOT_SHOWN[:1].upper()}{NOT_SHOWN[1:]}.",
    numbers.NOT_AVAILABLE: "Not known: nobody has told us. That does not mean none.",
    "z": "Does not apply.",
}


def _signs(table: Table, left_out: int) -> list[str]:
    """What the signs of this table mean, how it is rounded, and what is left out of the picture."""
    markers = sorted({one.marker for one in table.numbers if one.marker})
    said = [f"[{marker}] {_SIGNS[marker]}" for marker in markers]
    said += ["To the nearest 5."] if any(one.rounding != numbers.EXACT for one in table.numbers) else []
    said += [f"{left_out} of {len(table.numbers)} rows have no number and no bar."] if left_out else []
    return [" ".join(said)] if said else []


def _chosen(table: Table) -> Sequence[Number]:
    if table.by not in _FORCES:
        return table.numbers
    return sorted((one for one in table.numbers if one.value is not None), key=lambda one: -(one.value or 0))


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
        said = period(first)
        return f"{said[:1].upper()}{said[1:]}{as_at}."
    return f"From {in_day(first.since)} to {in_day(last.until)}{as_at}."


def _source(document: Document) -> str:
    return f"{LINE_NAME}, release {document.reference}, published {in_day(document.goes_public.date())}."


class _Sheet:
    """A white sheet that grows downwards as words and charts are put on it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._height = EDGE
        self.first = ""

    def say(self, words: str, look: Look) -> None:
        """Words, on as many lines as they need."""
        self.first = self.first or words
        self._lines(wrap(words, _letters(look)), look)

    def band(self, words: str) -> None:
        """Words in white across a dark band: what must be seen before anything else."""
        tall = 48
        self._parts.append(
            f'<rect x="{EDGE}" y="{self._height}" width="{WIDTH - 2 * EDGE}" height="{tall}" fill="{INK}"/>'
            f'<text x="{EDGE + 12}" y="{self._height + 34}" font-size="28" font-weight="700" '
            f'fill="#ffffff">{escape(words)}</text>'
        )
        self._height += tall + 8

    def say_address(self, url: str) -> None:
        """An address without its scheme, cut after a slash where it is too long for a line."""
        pieces = wrap((url.partition("://")[2] or url).replace("/", "/ "), _letters(SMALL))
        self._lines([piece.replace(" ", "") for piece in pieces], SMALL)

    def _lines(self, lines: Sequence[str], look: Look) -> None:
        size, weight, colour = look
        for line in lines:
            self._height += round(size * 1.25)
            self._parts.append(
                f'<text x="{EDGE}" y="{self._height - round(size * 0.3)}" font-size="{size}" '
                f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
            )
        self._height += 8

    def rule(self) -> None:
        """A thin line across."""
        self._height += 8
        across = f'x1="{EDGE}" y1="{self._height}" x2="{WIDTH - EDGE}" y2="{self._height}"'
        self._parts.append(f'<line {across} stroke="{LINE}"/>')
        self._height += 8

    def place(self, chart: Svg) -> None:
        """A chart across the sheet, its own lengths being parts of the width that it is given."""
        tall = _height_of(chart)
        inside = f'<svg width="{(WIDTH - 2 * EDGE) / LARGER:g}" height="{tall}">{chart}</svg>'
        self._parts.append(f'<g transform="translate({EDGE} {self._height}) scale({LARGER})">{inside}</g>')
        self._height += round(tall * LARGER) + 16

    def drawn(self, title: str, description: str) -> Svg:
        """The whole picture, named and described."""
        name, height = f"embed-{crc32((title + description).encode()):08x}", self._height + EDGE - 8
        return Svg(
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name} {name}-about" '
            f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" font-family="{FONTS}">'
            f'<title id="{name}">{escape(title)}</title><desc id="{name}-about">{escape(description)}</desc>'
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(self._parts)}</svg>'
        )


def _letters(look: Look) -> int:
    """How many letters of a look fit on one line."""
    size, weight, _ = look
    return int((WIDTH - 2 * EDGE) / (size * (_LETTER if weight < 700 else _BOLD_LETTER)))


def _height_of(chart: Svg) -> int:
    """How tall a chart of look/charts.py is: it says so itself."""
    return int(chart.split(' height="', 1)[1].split('"', 1)[0])
