"""Workbooks (xlsx): sheets, rows, columns and cells that are there and not shown; what lies behind tables."""

import re

from .finding import CannotLook, Finding, column_letters, counted, spans, spans_of
from .markup import Element, attribute, local, parse, text_of, walk
from .office import check_common, hidden_objects
from .packages import Package, Relation, relations

TINY_ROW, TINY_COLUMN = 2.0, 0.3  # points, and widths of a digit: too small to be seen
ON = ("1", "true", "on")


def workbook_of(package: Package) -> str:
    """The name of the part that lists the sheets. CannotLook if there is none."""
    found = [one.target for one in relations(package, "") if one.kind.endswith("/officeDocument")]
    if not found or found[0] not in package.parts:
        raise CannotLook("It has no workbook in it.")
    return found[0]


def sheets_of(package: Package) -> list[tuple[Element, str]]:
    """Each sheet's line in the workbook and the name of its part, in their order."""
    workbook = workbook_of(package)
    targets = {one.id: one.target for one in relations(package, workbook)}
    root = parse(package.parts[workbook], workbook)
    return [(one, targets.get(_relation_id(one), "")) for one in walk(root, "sheet")]


def _relation_id(element: Element) -> str:
    return next((str(value) for key, value in element.attrib.items()
                 if "relationships" in key and key.endswith("}id")), "")  # fmt: skip


def check_xlsx(package: Package) -> list[Finding]:
    """Everything hidden in a workbook. CannotLook if it cannot be read."""
    found = check_common(package) + hidden_objects(package)
    unseen = unseen_styles(package)
    hidden = []
    for line, part in sheets_of(package):
        name, state = attribute(line, "name"), attribute(line, "state")
        if state in ("hidden", "veryHidden"):
            hidden.append(name)
            said = f"Sheet '{name}' is hidden" + (
                " so that no menu shows it." if state == "veryHidden" else "."
            )
            found.append(Finding("hidden_sheet", name, said))
        if part in package.parts:
            found += _sheet(name, parse(package.parts[part], part), unseen)
            found += _beside(package, name, relations(package, part))
    return found + _names(package, hidden) + _sources(package)


def _sheet(name: str, root: Element, unseen: set[str]) -> list[Finding]:
    found = []
    if rows := hidden_rows(root):
        verb = "is" if len(rows) == 1 else "are"
        said = f"{counted(len(rows), 'row')} of sheet '{name}' {verb} hidden: {_numbered('row', rows)}."
        found.append(Finding("hidden_rows", name, said))
    if any(attribute(one, "zeroHeight") in ON for one in walk(root, "sheetFormatPr")):
        found.append(
            Finding("hidden_rows", name, f"Sheet '{name}' hides every row that has no height of its own.")
        )
    if columns := hidden_columns(root):
        number = sum(last - first + 1 for first, last in columns)
        said = f"{counted(number, 'column')} of sheet '{name}' {'is' if number == 1 else 'are'} hidden: "
        found.append(Finding("hidden_columns", name, f"{said}{spans_of(columns, letters=True)}."))
    if cells := [attribute(one, "r") for one in walk(root, "c") if is_unseen(one, unseen)]:
        said = (
            f"{counted(len(cells), 'cell')} of sheet '{name}' cannot be seen (white, or a format that shows "
        )
        found.append(Finding("hidden_cells", name, f"{said}nothing): {', '.join(cells[:8])}."))
    return found


def _numbered(noun: str, numbers: list[int]) -> str:
    return f"{noun}{'' if len(numbers) == 1 else 's'} {spans(numbers)}"


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


def is_unseen(cell: Element, unseen: set[str]) -> bool:
    """Whether a cell has something in it and a style that does not show it."""
    return attribute(cell, "s") in unseen and bool(text_of(cell).strip())


def unseen_styles(package: Package) -> set[str]:
    """The numbers of the cell styles that show nothing: white on white, or a format of three semicolons."""
    named = package.of_type("spreadsheetml.styles+xml")
    if not named:
        return set()
    root = parse(package.parts[named[0]], named[0])
    fonts = [_white(font) for group in walk(root, "fonts") for font in group]
    fills = [_coloured(fill) for group in walk(root, "fills") for fill in group]
    blank = {attribute(one, "numFmtId") for one in walk(root, "numFmt")
             if re.fullmatch(r";;;+\s*", attribute(one, "formatCode"))}  # fmt: skip
    styles = [one for group in walk(root, "cellXfs") for one in group if local(one) == "xf"]
    return {
        str(number)
        for number, one in enumerate(styles)
        if attribute(one, "numFmtId") in blank
        or (_at(fonts, attribute(one, "fontId", "0")) and not _at(fills, attribute(one, "fillId", "0")))
    }


def _at(known: list[bool], place: str) -> bool:
    return place.isdigit() and int(place) < len(known) and known[int(place)]


def _white(font: Element) -> bool:
    return any(_is_white(one) for one in walk(font, "color"))


def _is_white(colour: Element) -> bool:
    # Theme colour 0 is the page's own white (ECMA-376 part 1, 20.1.6.2: lt1).
    themed = attribute(colour, "theme") == "0" and _size(attribute(colour, "tint", "0")) >= 0
    return attribute(colour, "rgb").upper().endswith("FFFFFF") or themed


def _coloured(fill: Element) -> bool:
    patterns = [one for one in walk(fill, "patternFill") if attribute(one, "patternType", "none") != "none"]
    return any(not any(_is_white(one) for one in walk(pattern, "fgColor")) for pattern in patterns)


def _beside(package: Package, name: str, related: list[Relation]) -> list[Finding]:
    found = []
    for one in related:
        kind = package.type_of(one.target)
        if kind.endswith(("comments+xml", "threadedcomments+xml")) and one.target in package.parts:
            root = parse(package.parts[one.target], one.target)
            number = len(list(walk(root, "comment", "threadedComment")))
            said = f"Sheet '{name}' has {counted(number, 'comment')}."
            found.append(Finding("comment", name, said))
    return found


def _names(package: Package, hidden: list[str]) -> list[Finding]:
    workbook, found = workbook_of(package), []
    for one in walk(parse(package.parts[workbook], workbook), "definedName"):
        name, place = attribute(one, "name"), text_of(one)
        to_hidden = any(f"{sheet}'!" in place or f"{sheet}!" in place for sheet in hidden)
        built_in = name.startswith("_xlnm.")
        if to_hidden or (attribute(one, "hidden") in ON and not built_in):
            found.append(
                Finding("hidden_name", name, f"The name '{name}' stands for a hidden place: {place[:80]}.")
            )
    return found


def _sources(package: Package) -> list[Finding]:
    found = []
    for part in package.of_type("pivotCacheDefinition+xml", "pivotCacheRecords+xml"):
        root = parse(package.parts[part], part)
        rows = f": {counted(len(list(walk(root, 'r'))), 'row')}" if "Records" in local(root) else ""
        said = f"A summary table keeps a copy of the rows behind it{rows}."
        found.append(Finding("pivot_cache", part, said))
    for part in package.of_type("externalLink+xml"):
        said = f"It keeps values from another file ({part}), whether or not they are shown."
        found.append(Finding("external_link", part, said))
    return found


def cell_place(reference: str) -> tuple[str, int]:
    """The letters and the number of a cell's place: AB12."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    return (found[1], int(found[2])) if found else (column_letters(1), 0)
