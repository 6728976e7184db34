"""Values as a new spreadsheet (ods) or a new table (csv): no formula, name, note, style or date of making."""

import csv
import re
from io import StringIO
from xml.sax.saxutils import escape, quoteattr

from candour.papers.formats.file_kinds import MEDIA_TYPES
from candour.papers.formats.zip_package import pack

from .shown import VisibleSheet, cell_text, plain

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")
_FORMULA = ("=", "+", "-", "@", "\t", "|", "%")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACES = " ".join(f'xmlns:{name}="{_OFFICE}{name}:1.0"' for name in ("office", "table", "text", "style"))
_ENTRIES = {"/": MEDIA_TYPES["ods"], "content.xml": "text/xml", "styles.xml": "text/xml"}
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_OFFICE}manifest:1.0" manifest:version="1.3">'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in _ENTRIES.items()
    )
    + "</manifest:manifest>"
)


def new_ods(sheets: list[VisibleSheet], *, language: str) -> bytes:
    """A spreadsheet of these values. Hidden rows and columns are not there, so that none is left empty."""
    tables = "".join(_table(sheet, number) for number, sheet in enumerate(sheets, start=1))
    content = (
        f'{_HEAD}<office:document-content {_SPACES} office:version="1.3"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    code, _, country = language.partition("-")
    text = f"fo:language={quoteattr(code)} fo:country={quoteattr(country)}"
    letters = f'xmlns:fo="{_OFFICE}xsl-fo-compatible:1.0" {text}'
    styles = (
        f'{_HEAD}<office:document-styles {_SPACES} office:version="1.3"><office:styles>'
        f'<style:default-style style:family="table-cell"><style:text-properties {letters}/>'
        "</style:default-style></office:styles></office:document-styles>"
    )
    parts = {"mimetype": MEDIA_TYPES["ods"], "META-INF/manifest.xml": _MANIFEST}
    parts |= {"content.xml": content, "styles.xml": styles}
    return pack({name: part.encode() for name, part in parts.items()}, first="mimetype")


def _table(sheet: VisibleSheet, number: int) -> str:
    name = re.sub(r"[\[\]*?:/\\']", " ", sheet.name).strip() or f"Sheet {number}"
    rows = sorted({row for row, _ in sheet.cells})
    columns = max((column for _, column in sheet.cells), default=1)
    numbers = [column for column in range(1, columns + 1) if column not in sheet.columns_out]
    written, next_row = [], 1
    for row in rows:
        empty = sum(1 for skipped in range(next_row, row) if skipped not in sheet.rows_out)
        written += ["<table:table-row><table:table-cell/></table:table-row>"] * empty
        cells = "".join(_cell(sheet.cells.get((row, column), "")) for column in numbers)
        written.append(f"<table:table-row>{cells}</table:table-row>")
        next_row = row + 1
    body = "".join(written) or "<table:table-row><table:table-cell/></table:table-row>"
    width = f'<table:table-column table:number-columns-repeated="{max(1, len(numbers))}"/>'
    return f"<table:table table:name={quoteattr(name)}>{width}{body}</table:table>"


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    kind = f'float" office:value="{text}' if _NUMBER.fullmatch(text) else "string"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="{kind}">{lines}</table:table-cell>'


def csv_rows(text: str) -> list[list[str]]:
    """The rows of a table in plain text, separated by commas, semicolons or tabs."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(StringIO(plain(text)), delimiter=delimiter))
    except csv.Error:
        return [[line] for line in plain(text).splitlines()]
    return [[cell_text(cell) for cell in row] for row in rows]


def new_csv(sheet: VisibleSheet) -> bytes:
    """A table of these values. A cell that a program would take for a formula begins with an apostrophe."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    last_row = max((row for row, _ in sheet.cells), default=0)
    columns = max((column for _, column in sheet.cells), default=0)
    for row in range(1, last_row + 1):
        writer.writerow([_harmless(sheet.cells.get((row, column), "")) for column in range(1, columns + 1)])
    return buffer.getvalue().encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
