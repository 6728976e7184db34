"""Workbooks (xlsx): hidden sheets, rows, columns and cells, and the data behind tables and charts."""

import re

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package, Relationship, relationships
from candour.papers.wording import column_letters, counted, join_ranges, number_ranges

from .ooxml_drawings import check_crops
from .ooxml_parts import check_common

TINY_ROW, TINY_COLUMN = 2.0, 0.3  # points, and widths of a digit: too small to be seen
_TRUE = ("1", "true", "on")


def workbook_part(package: Package) -> str:
    """The name of the part that lists the sheets. CannotInspect if there is none."""
    targets = [link.target for link in relationships(package, "") if link.kind.endswith("/officeDocument")]
    if not targets or targets[0] not in package.parts:
        raise CannotInspect("It has no workbook in it.")
    return targets[0]


def workbook_sheets(package: Package) -> list[tuple[Element, str]]:
    """Each sheet's element in the workbook, and the name of its part, in their order."""
    workbook = workbook_part(package)
    targets = {link.id: link.target for link in relationships(package, workbook)}
    root = parse_xml(package.parts[workbook], workbook)
    return [(sheet, targets.get(_relation_id(sheet), "")) for sheet in walk(root, "sheet")]


def _relation_id(element: Element) -> str:
    return next(
        (
            str(value)
            for key, value in element.attrib.items()
            if "relationships" in key and key.endswith("}id")
        ),
        "",
    )


def check_xlsx(package: Package) -> list[FileFinding]:
    """Everything hidden in a workbook. CannotInspect if it cannot be read."""
    findings = check_common(package) + check_crops(package)
    for line, part in workbook_sheets(package):
        name, state = attribute(line, "name"), attribute(line, "state")
        if state in ("hidden", "veryHidden"):
            sentence = f"Sheet '{name}' is hidden" + (
                " so that no menu shows it." if state == "veryHidden" else "."
            )
            findings.append(FileFinding("hidden_sheet", name, sentence))
        if part in package.parts:
            findings += _sheet_findings(name, parse_xml(package.parts[part], part))
            findings += _comment_findings(package, name, relationships(package, part))
    return findings + _source_findings(package)


def _sheet_findings(name: str, root: Element) -> list[FileFinding]:
    findings = []
    if rows := hidden_rows(root):
        verb = "is" if len(rows) == 1 else "are"
        sentence = (
            f"{counted(len(rows), 'row')} of sheet '{name}' {verb} hidden: {_with_ranges('row', rows)}."
        )
        findings.append(FileFinding("hidden_rows", name, sentence))
    if any(attribute(properties, "zeroHeight") in _TRUE for properties in walk(root, "sheetFormatPr")):
        findings.append(
            FileFinding("hidden_rows", name, f"Sheet '{name}' hides every row that has no height of its own.")
        )
    widths = [
        _size(attribute(properties, "defaultColWidth", "9")) for properties in walk(root, "sheetFormatPr")
    ]
    if any(width < TINY_COLUMN for width in widths):
        sentence = f"Sheet '{name}' hides every column that has no width of its own."
        findings.append(FileFinding("hidden_columns", name, sentence))
    if columns := hidden_columns(root):
        number = sum(last - first + 1 for first, last in columns)
        sentence = f"{counted(number, 'column')} of sheet '{name}' {'is' if number == 1 else 'are'} hidden: "
        findings.append(
            FileFinding("hidden_columns", name, f"{sentence}{join_ranges(columns, letters=True)}.")
        )
    return findings


def _with_ranges(noun: str, numbers: list[int]) -> str:
    return f"{noun}{'' if len(numbers) == 1 else 's'} {number_ranges(numbers)}"


def hidden_rows(root: Element) -> list[int]:
    """The numbers of the rows that are hidden, or too low to be seen."""
    rows, last = [], 0
    for row in walk(root, "row"):
        last = int(attribute(row, "r") or last + 1)
        is_low = attribute(row, "ht") and _size(attribute(row, "ht")) < TINY_ROW
        if attribute(row, "hidden") in _TRUE or is_low:
            rows.append(last)
    return rows


def hidden_columns(root: Element) -> list[tuple[int, int]]:
    """The first and last number of each range of columns that are hidden, or too narrow to be seen."""
    return [
        (int(attribute(column, "min", "1")), int(attribute(column, "max", "1")))
        for column in walk(root, "col")
        if attribute(column, "hidden") in _TRUE
        or (attribute(column, "width") and _size(attribute(column, "width")) < TINY_COLUMN)
    ]


def _size(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 100.0


def _comment_findings(package: Package, name: str, related: list[Relationship]) -> list[FileFinding]:
    findings = []
    for link in related:
        kind = package.type_of(link.target)
        if kind.endswith(("comments+xml", "threadedcomments+xml")) and link.target in package.parts:
            root = parse_xml(package.parts[link.target], link.target)
            number = len(list(walk(root, "comment", "threadedComment")))
            sentence = f"Sheet '{name}' has {counted(number, 'comment')}."
            findings.append(FileFinding("comment", name, sentence))
    return findings


def _source_findings(package: Package) -> list[FileFinding]:
    findings = []
    for part in package.of_type("pivotCacheDefinition+xml", "pivotCacheRecords+xml"):
        root = parse_xml(package.parts[part], part)
        rows = f": {counted(len(list(walk(root, 'r'))), 'row')}" if "Records" in local_name(root) else ""
        sentence = f"A summary table keeps a copy of the rows behind it{rows}."
        findings.append(FileFinding("pivot_cache", part, sentence))
    for part in package.of_type("externalLink+xml"):
        sentence = f"It keeps values from another file ({part}), whether or not they are shown."
        findings.append(FileFinding("external_link", part, sentence))
    return findings


def cell_position(reference: str) -> tuple[str, int]:
    """The letters and the number of a cell reference: ("AB", 12) for AB12."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    return (match[1], int(match[2])) if match else (column_letters(1), 0)
