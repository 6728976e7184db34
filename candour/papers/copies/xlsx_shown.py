"""What shows of a workbook (xlsx): the values of its visible cells, as its formats show them."""

import re
from collections.abc import Iterator

from candour.papers.findings import CannotInspect
from candour.papers.formats.colours import WHITE, alike, parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package, relationships
from candour.papers.inspection.xlsx import (
    TINY_COLUMN,
    cell_position,
    hidden_columns,
    hidden_rows,
    workbook_part,
    workbook_sheets,
)
from candour.papers.wording import column_number

from .number_formats import format_code, shown_number, shows_text
from .shown import ShownFile, VisibleSheet, cell_text, within_reach
from .xlsx_looks import concealing_styles

_TRUE = ("1", "true", "on")
_LARGE = 2_000_000  # cells
_SHEET_TYPE = "worksheet+xml"


def read_xlsx(package: Package) -> ShownFile:
    """The visible sheets of a workbook. CannotInspect if it has none."""
    shown, reader = ShownFile(), _Workbook(package)
    for line, part in workbook_sheets(package):
        if attribute(line, "state", "visible") != "visible" or not package.type_of(part).endswith(
            _SHEET_TYPE
        ):
            shown.left_out["sheet that does not show"] += 1
        elif part in package.parts:
            sheet = VisibleSheet(cell_text(attribute(line, "name")))
            reader.fill(sheet, parse_xml(package.parts[part], part), shown)
            shown.left_out["cell far from the others"] += within_reach(sheet)
            shown.sheets.append(sheet)
    return shown


class _Workbook:
    """The parts that the sheets of a workbook share: texts, formats and styles."""

    def __init__(self, package: Package) -> None:
        self.strings: list[str] = []
        for name in _linked(package, "/sharedStrings"):
            items = walk(parse_xml(package.parts[name], name), "si")
            self.strings = [_rich_text(item) for item in items]
        self.concealing = concealing_styles(package)
        self.codes, self.hiding_rules = _formats(package)
        root = parse_xml(package.parts[workbook_part(package)], "workbook")
        self.from_1904 = any(attribute(about, "date1904") in _TRUE for about in walk(root, "workbookPr"))

    def fill(self, sheet: VisibleSheet, root: Element, shown: ShownFile) -> None:
        """Put the visible cells of a sheet in its place."""
        usual = list(walk(root, "sheetFormatPr"))
        if any(_is_narrow(attribute(about, "defaultColWidth")) for about in usual):
            shown.left_out["sheet that does not show"] += 1
            return
        sheet.rows_out = set(hidden_rows(root))
        if any(attribute(about, "zeroHeight") in _TRUE for about in usual):
            sheet.rows_out |= {number for number, row in _rows(root) if not attribute(row, "ht")}
        ranges = hidden_columns(root)
        covered = list(_covered(root)) + list(self._concealed_by_rules(root))
        for row, column, cell in _cells(root):
            text = self._text(cell)
            if not text:
                has_value = any(local_name(part) == "v" and part.text for part in cell)
                shown.left_out["cell that does not show"] += has_value and attribute(cell, "t") != "s"
                continue
            hidden = row in sheet.rows_out or any(first <= column <= last for first, last in ranges)
            if hidden:
                shown.left_out["cell in a hidden row or column"] += 1
            elif attribute(cell, "s") in self.concealing or _is_in(covered, row, column):
                shown.left_out["cell that does not show"] += 1
            elif sheet.cells.setdefault((row, column), text) is text and len(sheet.cells) > _LARGE:
                raise CannotInspect("It has more cells than we copy. Divide it.")
        used = {column for _, column in sheet.cells}
        last = max(used, default=0)
        sheet.columns_out = {n for first, end in ranges for n in range(first, min(end, last) + 1)}

    def _text(self, cell: Element) -> str:
        """What a cell shows; empty for nothing."""
        kind, code = attribute(cell, "t", "n"), self.codes.get(attribute(cell, "s", "0"), "")
        value = next((part.text or "" for part in cell if local_name(part) == "v"), "").strip()
        if kind == "inlineStr":
            text = "".join(_rich_text(part) for part in cell if local_name(part) == "is")
        elif kind == "s":
            text = self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        elif kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, "")
        elif kind == "e":
            return value if re.fullmatch(r"#[A-Z0-9/!?]{2,9}", value) else ""
        elif kind == "str":
            text = value
        else:
            return shown_number(value, code, counts_from_1904=self.from_1904) or "" if value else ""
        return cell_text(text) if shows_text(code) else ""

    def _concealed_by_rules(self, root: Element) -> Iterator[tuple[int, int, int, int]]:
        """The ranges of conditional formats that may hide what is in them, whether or not they do now."""
        for group in walk(root, "conditionalFormatting"):
            if any(attribute(rule, "dxfId") in self.hiding_rules for rule in walk(group, "cfRule")) or any(
                attribute(icon, "showValue", "1") == "0" for icon in walk(group, "iconSet", "dataBar")
            ):
                yield from map(_corners, attribute(group, "sqref").split())


def _linked(package: Package, kind: str) -> list[str]:
    links = relationships(package, workbook_part(package))
    return [link.target for link in links if link.kind.endswith(kind) and link.target in package.parts]


def _rich_text(item: Element) -> str:
    """The words of a text, without those that its own fonts hide or that only say how it sounds."""
    words = []
    for part in item:
        if local_name(part) == "t":
            words.append(part.text or "")
        elif local_name(part) == "r" and not _is_hidden_run(part):
            words += [text.text or "" for text in part if local_name(text) == "t"]
    return "".join(words)


def _is_hidden_run(run: Element) -> bool:
    for font in (part for part in run if local_name(part) == "rPr"):
        for part in font:
            is_white = alike(parse_colour(attribute(part, "rgb")), WHITE) or attribute(part, "theme") == "0"
            if local_name(part) == "color" and (is_white or attribute(part, "indexed") in ("1", "9", "65")):
                return True
            if local_name(part) == "sz" and _number(attribute(part, "val")) < 3:
                return True
    return False


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 100.0


def _is_narrow(width: str) -> bool:
    return bool(width) and _number(width) < TINY_COLUMN


def _formats(package: Package) -> tuple[dict[str, str], set[str]]:
    """The format code of each cell style by its number, and the numbers of rules' formats that hide."""
    codes: dict[str, str] = {}
    hiding: set[str] = set()
    for name in package.of_type("spreadsheetml.styles+xml"):
        root = parse_xml(package.parts[name], name)
        custom = {
            attribute(each, "numFmtId"): attribute(each, "formatCode")
            for group in walk(root, "numFmts")
            for each in group
            if local_name(each)
        }
        styles = [style for group in walk(root, "cellXfs") for style in group if local_name(style) == "xf"]
        for number, style in enumerate(styles):
            codes[str(number)] = format_code(attribute(style, "numFmtId"), custom)
        rules = [rule for group in walk(root, "dxfs") for rule in group if local_name(rule) == "dxf"]
        hiding |= {str(number) for number, rule in enumerate(rules) if _rule_hides(rule)}
    return codes, hiding


def _rule_hides(rule: Element) -> bool:
    """Whether a conditional format writes in white, or in a format that shows nothing."""
    white = any(
        alike(parse_colour(attribute(colour, "rgb")), WHITE) or attribute(colour, "theme") == "0"
        for font in walk(rule, "font")
        for colour in walk(font, "color")
    )
    codes = [attribute(code, "formatCode") for code in walk(rule, "numFmt")]
    return (white and not any(True for _ in walk(rule, "fill"))) or any(
        not re.search(r"[0#?@ymdhs]|General", code, re.IGNORECASE) for code in codes
    )


def _cells(root: Element) -> Iterator[tuple[int, int, Element]]:
    """Each cell with its row and its column, also where it does not say them."""
    for row_number, row in _rows(root):
        column = 0
        for cell in (child for child in row if local_name(child) == "c"):
            reference = attribute(cell, "r")
            column = column_number(cell_position(reference)[0]) if reference else column + 1
            yield row_number, column, cell


def _rows(root: Element) -> Iterator[tuple[int, Element]]:
    """Each row with its number."""
    number = 0
    for row in (child for data in walk(root, "sheetData") for child in data if local_name(child) == "row"):
        number = int(attribute(row, "r") or number + 1)
        yield number, row


def _covered(root: Element) -> Iterator[tuple[int, int, int, int]]:
    """The cells that a merged cell covers: all of its range but the first, as up to two ranges."""
    for merge in walk(root, "mergeCell"):
        top, left, bottom, right = _corners(attribute(merge, "ref"))
        yield top, left + 1, top, right
        yield top + 1, left, bottom, right


def _corners(reference: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of A1:B2; whole rows and columns too."""
    first, _, last = reference.replace("$", "").partition(":")
    return (*_corner(first, 1), *_corner(last or first, 2**21))


def _corner(reference: str, otherwise: int) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]{0,3})(\d{0,7})", reference)
    if match is None:
        return (1 if otherwise == 1 else 2**21, otherwise)
    return (int(match[2] or otherwise), column_number(match[1]) if match[1] else otherwise)


def _is_in(ranges: list[tuple[int, int, int, int]], row: int, column: int) -> bool:
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in ranges)
