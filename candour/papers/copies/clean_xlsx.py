"""A clean copy of a workbook (xlsx): the visible cells with their styles, and nothing else."""

import re

from candour.papers.formats.xml_parts import (
    Element,
    attribute,
    local_name,
    parse_xml,
    remove_element,
    walk,
    xml_bytes,
)
from candour.papers.formats.zip_package import (
    Package,
    Relationship,
    filtered_relationships,
    pack,
    relationships,
    relationships_name,
)
from candour.papers.inspection.xlsx import (
    TINY_COLUMN,
    cell_position,
    hidden_columns,
    hidden_rows,
    is_concealed,
    strings_used,
    workbook_part,
    workbook_sheets,
)
from candour.papers.inspection.xlsx_styles import concealing_styles
from candour.papers.wording import column_number, counted, join_ranges

from .content_types import content_types

_SHEET = ("dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "hyperlinks",
          "printOptions", "pageMargins", "pageSetup", "headerFooter")  # fmt: skip
_WORKBOOK = ("workbookPr", "bookViews", "sheets", "calcPr")
_WANTED = ("/styles", "/theme", "/sharedStrings", "/worksheet")


def clean_xlsx(package: Package) -> tuple[bytes, list[str]]:
    """The copy, and what was left out, in words. Formulas become values; charts go."""
    workbook, removed = workbook_part(package), []
    parts: dict[str, bytes] = {}
    concealing = concealing_styles(package)
    used_strings: set[int] = set()
    shown_parts: list[str] = []
    hidden = 0
    worksheets = package.of_type("worksheet+xml")
    for line, part in workbook_sheets(package):
        name = attribute(line, "name")
        if attribute(line, "state") in ("hidden", "veryHidden") or part not in worksheets:
            hidden += 1
            continue
        root = parse_xml(package.parts[part], part)
        removed += _clean_sheet(name, root, concealing, relationships(package, part))
        used_strings |= strings_used(root)
        parts[part] = xml_bytes(root)
        parts |= _link_part(package, part)
        shown_parts.append(part)
    # Without its name, which may itself be what was hidden.
    removed += [counted(hidden, "hidden sheet")] if hidden else []
    parts |= _workbook_parts(package, workbook, shown_parts, used_strings)
    # Charts carry copies of the numbers that they show, hidden ones too.
    if package.of_type("drawing+xml", "chart+xml", "table+xml"):
        removed.append("charts, pictures and the definitions of tables")
    parts["[Content_Types].xml"] = content_types(package, parts)
    return pack(parts), removed


def _clean_sheet(name: str, root: Element, concealing: set[str], related: list[Relationship]) -> list[str]:
    for child in [element for element in root if local_name(element) not in _SHEET]:
        root.remove(child)
    rows, columns = hidden_rows(root), hidden_columns(root)
    removed = [f"{counted(len(rows), 'hidden row')} of sheet '{name}'"] if rows else []
    if columns:
        removed.append(f"hidden columns of sheet '{name}': {join_ranges(columns, letters=True)}")
    for row in [row for row in walk(root, "row") if int(attribute(row, "r") or 0) in rows]:
        row.getparent().remove(row)
    cells = list(walk(root, "c"))
    concealed = [cell for cell in cells if is_concealed(cell, concealing)]
    removed += (
        [f"{counted(len(concealed), 'cell')} of sheet '{name}' that could not be seen"] if concealed else []
    )
    for cell in [*concealed, *(cell for cell in cells if _in_columns(cell, columns))]:
        remove_element(cell)
    return removed + _remove_traces(root, {link.id for link in related if link.is_plain_link})


def _in_columns(cell: Element, columns: list[tuple[int, int]]) -> bool:
    column = column_number(cell_position(attribute(cell, "r"))[0])
    return any(first <= column <= last for first, last in columns)


_HIDING_ATTRIBUTES = ("zeroHeight", "hidden", "collapsed", "id", "cm", "vm")


def _remove_traces(root: Element, links: set[str]) -> list[str]:
    formulas = list(walk(root, "f"))
    hidden_columns = [
        column for column in walk(root, "col") if attribute(column, "hidden") or _is_narrow(column)
    ]
    dead_links = [
        link
        for link in walk(root, "hyperlink")
        if _relationship_id(link) and _relationship_id(link) not in links
    ]
    for element in [*formulas, *walk(root, "extLst"), *hidden_columns, *dead_links]:
        remove_element(element)
    for group in [group for group in walk(root, "cols", "hyperlinks") if not len(group)]:
        remove_element(group)
    for element in walk(root, "sheetFormatPr", "row", "pageSetup", "c"):
        for key in [key for key in element.attrib if key.rpartition("}")[2] in _HIDING_ATTRIBUTES]:
            del element.attrib[key]
    return ["formulas, of which the results stay"] if formulas else []


def _is_narrow(column: Element) -> bool:
    return float(attribute(column, "width") or 9) < TINY_COLUMN


def _relationship_id(element: Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def _link_part(package: Package, part: str) -> dict[str, bytes]:
    """The sheet's relationships part, with its links to web pages and e-mail addresses alone."""
    listed = relationships_name(part)
    return {listed: _relationships_of(package, part, "/hyperlink")} if listed in package.parts else {}


def _relationships_of(package: Package, part: str, *kinds: str) -> bytes:
    return filtered_relationships(
        package, part, lambda link: link.kind.endswith(kinds) and (not link.outside or link.is_plain_link)
    )


def _workbook_parts(
    package: Package, workbook: str, shown_parts: list[str], used_strings: set[int]
) -> dict[str, bytes]:
    """The workbook part, its styles, and its strings, of which those that no cell uses are emptied."""
    links = relationships(package, workbook)
    wanted = [
        link
        for link in links
        if link.kind.endswith(_WANTED)
        and not link.outside
        and link.target in package.parts
        and (link.target in shown_parts or not link.kind.endswith("/worksheet"))
    ]
    targets = {link.id: link.target for link in links}
    parts = {
        workbook: _clean_workbook(parse_xml(package.parts[workbook], workbook), targets, shown_parts),
        relationships_name(workbook): filtered_relationships(package, workbook, lambda link: link in wanted),
        relationships_name(""): _relationships_of(package, "", "/officeDocument"),
    }
    for link in wanted:
        if link.kind.endswith("/sharedStrings"):
            parts[link.target] = _clean_strings(package.parts[link.target], used_strings)
        elif link.kind.endswith(("/styles", "/theme")):
            parts[link.target] = _without_extensions(package.parts[link.target])
    return parts


def _clean_workbook(root: Element, targets: dict[str, str], shown_parts: list[str]) -> bytes:
    unwanted = [element for element in root if local_name(element) not in _WORKBOOK]
    unwanted += [
        element
        for element in walk(root, "sheet")
        if targets.get(_relationship_id(element)) not in shown_parts
    ]
    for element in unwanted:
        remove_element(element)
    for view in walk(root, "workbookView"):
        view.attrib.clear()
    return xml_bytes(root)


def _clean_strings(content: bytes, used_strings: set[int]) -> bytes:
    root = parse_xml(content, "strings")
    for index, string in enumerate(list(walk(root, "si"))):
        if index not in used_strings:
            for child in list(string):
                string.remove(child)
            string.append(string.makeelement(re.sub(r"\}si$", "}t", string.tag)))
    return xml_bytes(root)


def _without_extensions(content: bytes) -> bytes:
    root = parse_xml(content, "styles")
    for extension in list(walk(root, "extLst")):
        remove_element(extension)
    return xml_bytes(root)
