"""Workbooks (xlsx): sheets, rows, columns and cells that are there and not shown; what lies behind tables."""

import re

from candour.papers.findings import CannotInspect, FileFinding
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package, Relationship, relationships
from candour.papers.wording import column_letters, counted, join_ranges, number_ranges

from .ooxml_parts import check_common, hidden_objects
from .xlsx_styles import concealing_styles

TINY_ROW, TINY_COLUMN = 2.0, 0.3  # points, and widths of a digit: too small to be seen
ON = ("1", "true", "on")


def workbook_part(package: Package) -> str:
    """The name of the part that lists the sheets. CannotLook if there is none."""
    found = [one.target for one in relationships(package, "") if one.kind.endswith("/officeDocument")]
    if not found or found[0] not in package.parts:
        raise CannotInspect("It has no workbook in it.")
    return found[0]


def workbook_sheets(package: Package) -> list[tuple[Element, str]]:
    """Each sheet's line in the workbook and the name of its part, in their order."""
    workbook = workbook_part(package)
    targets = {one.id: one.target for one in relationships(package, workbook)}
    root = parse_xml(package.parts[workbook], workbook)
    return [(one, targets.get(_relation_id(one), "")) for one in walk(root, "sheet")]


def _relation_id(element: Element) -> str:
    return next((str(value) for key, value in element.attrib.items()
                 if "relationships" in key and key.endswith("}id")), "")  # fmt: skip


def check_xlsx(package: Package) -> list[FileFinding]:
    """Everything hidden in a workbook. CannotLook if it cannot be read."""
    found = check_common(package) + hidden_objects(package)
    unseen = concealing_styles(package)
    hidden = []
    for line, part in workbook_sheets(package):
        name, state = attribute(line, "name"), attribute(line, "state")
        if state in ("hidden", "veryHidden"):
            hidden.append(name)
            said = f"Sheet '{name}' is hidden" + (
                " so that no menu shows it." if state == "veryHidden" else "."
            )
            found.append(FileFinding("hidden_sheet", name, said))
        if part in package.parts:
            found += _sheet(name, parse_xml(package.parts[part], part), unseen)
            found += _beside(package, name, relationships(package, part))
    return found + _names(package, hidden) + _sources(package) + _unlisted(package) + _left_over(package)


def _sheet(name: str, root: Element, unseen: set[str]) -> list[FileFinding]:
    found = []
    if rows := hidden_rows(root):
        verb = "is" if len(rows) == 1 else "are"
        said = f"{counted(len(rows), 'row')} of sheet '{name}' {verb} hidden: {_numbered('row', rows)}."
        found.append(FileFinding("hidden_rows", name, said))
    if any(attribute(one, "zeroHeight") in ON for one in walk(root, "sheetFormatPr")):
        found.append(
            FileFinding("hidden_rows", name, f"Sheet '{name}' hides every row that has no height of its own.")
        )
    usual = [_size(attribute(one, "defaultColWidth", "9")) for one in walk(root, "sheetFormatPr")]
    if any(one < TINY_COLUMN for one in usual):
        said = f"Sheet '{name}' hides every column that has no width of its own."
        found.append(FileFinding("hidden_columns", name, said))
    if scenarios := list(walk(root, "scenario")):
        said = f"Sheet '{name}' keeps {counted(len(scenarios), 'scenario')}: other values for its cells."
        found.append(FileFinding("hidden_cells", name, said))
    if columns := hidden_columns(root):
        number = sum(last - first + 1 for first, last in columns)
        said = f"{counted(number, 'column')} of sheet '{name}' {'is' if number == 1 else 'are'} hidden: "
        found.append(FileFinding("hidden_columns", name, f"{said}{join_ranges(columns, letters=True)}."))
    if cells := [attribute(one, "r") for one in walk(root, "c") if is_concealed(one, unseen)]:
        said = (
            f"{counted(len(cells), 'cell')} of sheet '{name}' cannot be seen (white, or a format that shows "
        )
        found.append(FileFinding("hidden_cells", name, f"{said}nothing): {', '.join(cells[:8])}."))
    return found


def _numbered(noun: str, numbers: list[int]) -> str:
    return f"{noun}{'' if len(numbers) == 1 else 's'} {number_ranges(numbers)}"


def hidden_rows(root: Element) -> list[int]:
    """The numbers of the rows that are hidden, or too low to be seen."""
    found, last = [], 0
    for row in walk(root, "row"):
        last = int(attribute(row, "r") or last + 1)
        low = attribute(row, "ht") and _size(attribute(row, "ht")) < TINY_ROW
        if attribute(row, "hidden") in ON or low:
            found.append(last)
    return found


def hidden_columns(root: Element) -> list[tuple[int, int]]:
    """The first and last number of each stretch of columns hidden, or too narrow to be seen."""
    return [
        (int(attribute(one, "min", "1")), int(attribute(one, "max", "1")))
        for one in walk(root, "col")
        if attribute(one, "hidden") in ON
        or (attribute(one, "width") and _size(attribute(one, "width")) < TINY_COLUMN)
    ]


def _size(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 100.0


def is_concealed(cell: Element, unseen: set[str]) -> bool:
    """Whether a cell has something in it and a style that does not show it."""
    return attribute(cell, "s") in unseen and bool(text_of(cell).strip())


def _beside(package: Package, name: str, related: list[Relationship]) -> list[FileFinding]:
    found = []
    for one in related:
        kind = package.type_of(one.target)
        if kind.endswith(("comments+xml", "threadedcomments+xml")) and one.target in package.parts:
            root = parse_xml(package.parts[one.target], one.target)
            number = len(list(walk(root, "comment", "threadedComment")))
            said = f"Sheet '{name}' has {counted(number, 'comment')}."
            found.append(FileFinding("comment", name, said))
    return found


def _names(package: Package, hidden: list[str]) -> list[FileFinding]:
    workbook, found = workbook_part(package), []
    for one in walk(parse_xml(package.parts[workbook], workbook), "definedName"):
        name, place = attribute(one, "name"), text_of(one)
        to_hidden = any(f"{sheet}'!" in place or f"{sheet}!" in place for sheet in hidden)
        built_in = name.startswith("_xlnm.")
        if to_hidden or (attribute(one, "hidden") in ON and not built_in):
            found.append(
                FileFinding(
                    "hidden_name", name, f"The name '{name}' stands for a hidden place: {place[:80]}."
                )
            )
        elif '"' in place and not built_in:
            said = f"The name '{name}' keeps words that no cell need show: {place[:80]}."
            found.append(FileFinding("hidden_name", name, said))
    return found


def _sources(package: Package) -> list[FileFinding]:
    found = []
    for part in package.of_type("pivotCacheDefinition+xml", "pivotCacheRecords+xml"):
        root = parse_xml(package.parts[part], part)
        rows = f": {counted(len(list(walk(root, 'r'))), 'row')}" if "Records" in local_name(root) else ""
        said = f"A summary table keeps a copy of the rows behind it{rows}."
        found.append(FileFinding("pivot_cache", part, said))
    for part in package.of_type("externalLink+xml"):
        said = f"It keeps values from another file ({part}), whether or not they are shown."
        found.append(FileFinding("external_link", part, said))
    return found


def _unlisted(package: Package) -> list[FileFinding]:
    """Sheets that lie in the file, and in no list of its sheets; charts that keep another file's values."""
    listed = {part for _, part in workbook_sheets(package)}
    kinds = ("worksheet+xml", "chartsheet+xml", "dialogsheet+xml")
    found = [FileFinding("hidden_sheet", part, f"A sheet lies in the file, and no program shows it: {part}.")
             for part in package.of_type(*kinds) if part not in listed]  # fmt: skip
    for part in package.of_type("drawingml.chart+xml"):
        places = [text_of(one) for one in walk(parse_xml(package.parts[part], part), "f")]
        if any(one.startswith("[") or one.startswith("'[") for one in places):
            said = f"A chart keeps values from another file ({part})."
            found.append(FileFinding("external_link", part, said))
    return found


def _left_over(package: Package) -> list[FileFinding]:
    """Words of cells that are gone: a workbook keeps all its words in one list."""
    used = {number for _, part in workbook_sheets(package) if part in package.parts
            for number in strings_used(parse_xml(package.parts[part], part))}  # fmt: skip
    found = []
    for part in package.of_type("sharedStrings+xml"):
        words = [text_of(one).strip() for one in walk(parse_xml(package.parts[part], part), "si")]
        if left := [one for place, one in enumerate(words) if one and place not in used]:
            said = f"The words of {counted(len(left), 'cell')} that no sheet has any more: {left[0][:80]}"
            found.append(FileFinding("earlier_version", part, said))
    return found


def strings_used(root: Element) -> set[int]:
    """The places in the workbook's list of words that a sheet's cells point to."""
    found = set()
    for cell in walk(root, "c"):
        if attribute(cell, "t") == "s":
            said = [(one.text or "").strip() for one in cell if local_name(one) == "v"]
            found |= {int(one) for one in said if one.isdigit()}
    return found


def cell_position(reference: str) -> tuple[str, int]:
    """The letters and the number of a cell's place: AB12."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    return (found[1], int(found[2])) if found else (column_letters(1), 0)
