"""What shows of an OpenDocument spreadsheet (ods): the values of its visible cells."""

import re
from collections.abc import Iterator

from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, text_of
from candour.papers.formats.zip_package import Package
from candour.papers.inspection.odf import numbered_ranges, repeat_count

from .odf_looks import OdfLooks, background, is_flat, odf_looks, shows_words
from .odf_words import paragraph_words
from .shown import ShownFile, VisibleSheet, cell_text, within_reach

_FIGURE = re.compile(r"[\s\d.,+\-%£$€():/]*\d[\s\d.,+\-%£$€():/]*")
_VALUES = {"float": "value", "percentage": "value", "currency": "value", "date": "date-value"}
_PLAIN = re.compile(r"-?[\d.]{1,25}(?:[eE][+-]?\d{1,3})?|\d{4}-\d\d-\d\d(?:T[\d:.]{5,18})?")
_MOST_REPEATED = 1_000  # rows or columns that one cell with a value stands for


def read_ods(package: Package) -> ShownFile:
    """The visible sheets of a spreadsheet."""
    shown, looks = ShownFile(), odf_looks(package)
    content = parse_xml(package.parts["content.xml"], "content.xml")
    for body in content.iter():
        if local_name(body) != "spreadsheet":
            continue
        for table in (child for child in body if local_name(child) == "table"):
            if looks.look("table", attribute(table, "style-name")).get("display") == "false":
                shown.left_out["sheet that does not show"] += 1
                continue
            sheet = _Sheet(table, looks, shown).read()
            shown.left_out["cell far from the others"] += within_reach(sheet)
            shown.sheets.append(sheet)
    return shown


class _Sheet:
    """One table that is being read."""

    def __init__(self, table: Element, looks: OdfLooks, shown: ShownFile) -> None:
        self.table, self.looks, self.shown = table, looks, shown
        self.sheet = VisibleSheet(cell_text(attribute(table, "name")))
        self.columns = numbered_ranges(table, "table-column")
        self.hidden = [(a, b) for column, a, b in self.columns if self._is_hidden(column, "column")]

    def _is_hidden(self, element: Element, kind: str) -> bool:
        if attribute(element, "visibility", "visible") != "visible":
            return True
        size = "row-height" if kind == "row" else "column-width"
        if is_flat(self.looks.look(f"table-{kind}", attribute(element, "style-name")), size):
            return True
        return any(
            local_name(up) == f"table-{kind}-group" and attribute(up, "display") == "false"
            for up in element.iterancestors()
        )

    def read(self) -> VisibleSheet:
        """The sheet with the cells that show."""
        for row, first, last in numbered_ranges(self.table, "table-row"):
            hidden = self._is_hidden(row, "row")
            if hidden:
                self.sheet.rows_out |= set(range(first, min(last, first + _MOST_REPEATED) + 1))
            for columns, text in self._row(row):
                if hidden:
                    self.shown.left_out["cell in a hidden row or column"] += 1
                    continue
                for number in range(first, min(last, first + _MOST_REPEATED - 1) + 1):
                    self.sheet.cells |= {(number, column): text for column in columns}
        most = max((column for _, column in self.sheet.cells), default=0)
        self.sheet.columns_out = {n for a, b in self.hidden for n in range(a, min(b, most) + 1)}
        return self.sheet

    def _row(self, row: Element) -> Iterator[tuple[range, str]]:
        """The columns and the text of each cell with something to show."""
        column = 0
        for cell in (child for child in row if local_name(child) in ("table-cell", "covered-table-cell")):
            times = repeat_count(cell, "columns")
            columns = range(column + 1, column + min(times, _MOST_REPEATED) + 1)
            column += times
            text = self._text(cell, row, columns.start)
            if not text:
                continue
            seen = [n for n in columns if not any(a <= n <= b for a, b in self.hidden)]
            self.shown.left_out["cell in a hidden row or column"] += len(columns) - len(seen)
            for number in seen:
                yield range(number, number + 1), text

    def _text(self, cell: Element, row: Element, column: int) -> str:
        """What a cell shows, if it shows anything."""
        style = attribute(cell, "style-name") or attribute(row, "default-cell-style-name")
        style = style or next(
            (attribute(item, "default-cell-style-name") for item, a, b in self.columns if a <= column <= b),
            "",
        )
        look = self.looks.look("table-cell", style)
        paragraphs = [child for child in cell if local_name(child) in ("p", "h")]
        written = "\n".join(
            paragraph_words(paragraph, self.looks, background(look), look) for paragraph in paragraphs
        )
        text = cell_text(_figure(cell, written))
        hides = (
            local_name(cell) == "covered-table-cell"
            or self.looks.is_silent(look)
            or not shows_words(look, background(look))
        )
        if hides:
            self.shown.left_out["cell that does not show"] += bool("".join(map(text_of, paragraphs)).strip())
            return ""
        return text


def _figure(cell: Element, written: str) -> str:
    """What a cell with a number or a day shows; other cells show what is written in them."""
    name = _VALUES.get(attribute(cell, "value-type"))
    if name is None or _FIGURE.fullmatch(written):
        return written
    value = attribute(cell, name)
    return value if _PLAIN.fullmatch(value) else ""
