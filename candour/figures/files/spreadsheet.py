"""A release as an OpenDocument spreadsheet, after the Government Analysis Function's guidance *Releasing
statistics in spreadsheets*: one named table a sheet, one header row, nothing merged, nothing blank.

The one file that knows odfdo. The same document gives the same bytes: no clock, and fixed times in the ZIP.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from odfdo import Cell, Column, Element, Link, Paragraph, Row
from odfdo import Document as Spreadsheet
from odfdo import Table as OdfTable

from candour.figures.cells import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE
from candour.figures.files.front_sheets import CONTENTS, front_sheets
from candour.figures.files.odf_parts import (
    MANIFEST,
    MIDDLE,
    MIMETYPE,
    NARROW,
    STYLES,
    VERSION,
    WIDE,
    cell_styles,
    meta,
    settings,
)
from candour.figures.files.sheets import SheetLink, Value, Worksheet, sheets
from candour.figures.files.zips import entry
from candour.figures.releasing.numbers import Document

_SIGNS = tuple(f"[{marker}]" for marker in (CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE))
# How many letters fit a narrow column, and one of middle width.
NARROW_LETTERS, MIDDLE_LETTERS = 12, 30


def ods(document: Document) -> bytes:
    """The bytes of figures.ods: cover, contents, notes, definitions, then the sheets with numbers."""
    numbered = sheets(document)
    every = [_marked(document, sheet) for sheet in (*front_sheets(document, numbered), *numbered)]
    parts = {
        "content.xml": _content(every),
        "styles.xml": STYLES,
        "meta.xml": meta(title=document.full_title, day=document.goes_public.date()),
        "settings.xml": settings([(sheet.name, _top(sheet), 1) for sheet in every if sheet.heads]),
        "META-INF/manifest.xml": MANIFEST,
    }
    return _packed({name: text.encode() for name, text in parts.items()})


def _marked(document: Document, sheet: Worksheet) -> Worksheet:
    """The sheet; a rehearsal's says so in its title, since a sheet may be printed by itself."""
    return replace(sheet, title=f"{sheet.title} (rehearsal: invented)") if document.rehearsal else sheet


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts as an OpenDocument package: the entry `mimetype` comes first and is not compressed."""
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(entry("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(entry(name), content, zipfile.ZIP_DEFLATED)
    return package.getvalue()


def _content(every: Sequence[Worksheet]) -> str:
    spreadsheet = Spreadsheet("spreadsheet")
    root, body = spreadsheet.content.root, spreadsheet.body
    root.set_attribute("office:version", VERSION)
    for old in root.get_elements("office:font-face-decls | office:automatic-styles"):
        old.delete()
    body.clear()
    ranges = Element.from_tag("table:database-ranges")
    for sheet in every:
        body.append(_sheet(sheet))
        if sheet.heads:
            ranges.append(_range(sheet))
    body.append(ranges)
    text = spreadsheet.content.serialize().decode()
    return text.replace("<office:body>", f"{cell_styles()}<office:body>", 1)


def _sheet(sheet: Worksheet) -> OdfTable:
    """One sheet of the file: its title, its lines of text, a link to the contents, then its one table."""
    table = OdfTable(sheet.name, style="sheet")
    for width in _widths(sheet):
        table.append(Column(style=width))
    for words, style in _lines(sheet):
        table.append(_row([(words, style)]))
    counts = [_is_of_numbers(column) for column in _columns(sheet)]
    if sheet.heads:
        header = Element.from_tag("table:table-header-rows")
        heads = zip(sheet.heads, counts, strict=True)
        header.append(_row([(words, "number_head" if is_count else "head") for words, is_count in heads]))
        table.append(header)
    for row in sheet.rows:
        styles = ["number" if is_count else "words" for is_count in counts]
        table.append(_row(list(zip(row, styles, strict=True))))
    return table


def _is_of_numbers(column: Sequence[Value]) -> bool:
    return all(isinstance(value, int) or value in _SIGNS for value in column)


def _columns(sheet: Worksheet) -> list[tuple[Value, ...]]:
    return list(zip(*sheet.rows, strict=True))


def _lines(sheet: Worksheet) -> Iterator[tuple[Value, str]]:
    """Each line above the table with its style: long lines run on to the right, but wrap on the cover."""
    yield sheet.title, "title"
    style = "line" if sheet.heads else "cover"
    for words in sheet.about:
        yield words, style
    if sheet.heads:
        yield (
            f"This sheet has one table, with {len(sheet.heads)} columns and {len(sheet.rows)} rows under its "
            "header. Signs in square brackets are explained on the sheet Notes.",
            style,
        )
        if sheet.name != CONTENTS:
            yield SheetLink(CONTENTS), style


def _top(sheet: Worksheet) -> int:
    """The row of the header, from 1 on; on the cover, which has none, the last line."""
    return sum(1 for _ in _lines(sheet)) + bool(sheet.heads)


def _row(cells: Sequence[tuple[Value, str]]) -> Row:
    row = Row(style="row")
    for value, style in cells:
        row.append(_cell(value, style))
    return row


def _cell(value: Value, style: str) -> Cell:
    if isinstance(value, int):
        return Cell(value, text=f"{value:,}", style=style)
    if not isinstance(value, SheetLink):
        return Cell(value, text=value, style=style)
    cell = Cell(str(value), style="link")
    for plain in cell.get_elements("text:p"):
        plain.delete()
    paragraph = Paragraph()
    paragraph.append(Link(f"#{value}", text=str(value)))
    cell.append(paragraph)
    return cell


def _widths(sheet: Worksheet) -> list[str]:
    """The style of each column, by the length of the longest text in it."""
    if not sheet.heads:
        return ["cover"]
    longest = [max(len(str(value)) for value in column) for column in _columns(sheet)]
    return [
        NARROW if letters <= NARROW_LETTERS else MIDDLE if letters <= MIDDLE_LETTERS else WIDE
        for letters in longest
    ]


def _range(sheet: Worksheet) -> Element:
    """The named range that tells programs where the sheet's table is, header included."""
    element = Element.from_tag("table:database-range")
    top, last = _top(sheet), _letter(len(sheet.heads))
    element.set_attribute("table:name", "Table_" + sheet.name.replace(" ", "_"))
    column_prefix = f"$'{sheet.name}'.$"
    address = f"{column_prefix}A${top}:{column_prefix}{last}${top + len(sheet.rows)}"
    element.set_attribute("table:target-range-address", address)
    element.set_attribute("table:contains-header", "true")
    element.set_attribute("table:display-filter-buttons", "false")
    return element


def _letter(column: int) -> str:
    """The name of a column, from 1 on: A, B … Z, AA."""
    before, index = divmod(column - 1, 26)
    return (_letter(before) if before else "") + chr(ord("A") + index)
