"""A clean copy of a workbook (xlsx): the cells that show, with their looks, and nothing else."""

import posixpath
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
from candour.papers.formats.zip_package import Package, Relationship, pack, relationships
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
    """A new workbook. Formulas become their values; charts go, since they carry copies of their numbers."""
    workbook, removed = workbook_part(package), []
    kept: dict[str, bytes] = {}
    unseen = concealing_styles(package)
    used: set[int] = set()
    shown: list[str] = []
    hidden = 0
    tables = package.of_type("worksheet+xml")
    for line, part in workbook_sheets(package):
        name = attribute(line, "name")
        if attribute(line, "state") in ("hidden", "veryHidden") or part not in tables:
            hidden += 1
            continue
        root = parse_xml(package.parts[part], part)
        removed += _sheet(name, root, unseen, relationships(package, part))
        used |= strings_used(root)
        kept[part] = xml_bytes(root)
        kept |= _links(package, part)
        shown.append(part)
    # Without its name, which may be just what was to stay hidden.
    removed += [counted(hidden, "hidden sheet")] if hidden else []
    kept |= _around(package, workbook, shown, used)
    if package.of_type("drawing+xml", "chart+xml", "table+xml"):
        removed.append("charts, pictures and the definitions of tables")
    kept["[Content_Types].xml"] = content_types(package, kept)
    return pack(kept), removed


def _sheet(name: str, root: Element, unseen: set[str], related: list[Relationship]) -> list[str]:
    for child in [one for one in root if local_name(one) not in _SHEET]:
        root.remove(child)
    rows, columns = hidden_rows(root), hidden_columns(root)
    said = [f"{counted(len(rows), 'hidden row')} of sheet '{name}'"] if rows else []
    if columns:
        said.append(f"hidden columns of sheet '{name}': {join_ranges(columns, letters=True)}")
    for row in [one for one in walk(root, "row") if int(attribute(one, "r") or 0) in rows]:
        row.getparent().remove(row)
    cells = list(walk(root, "c"))
    concealed = [one for one in cells if is_concealed(one, unseen)]
    said += (
        [f"{counted(len(concealed), 'cell')} of sheet '{name}' that could not be seen"] if concealed else []
    )
    for cell in [*concealed, *(one for one in cells if _in_columns(one, columns))]:
        remove_element(cell)
    return said + _tidied(root, {one.id for one in related if one.is_plain_link})


def _in_columns(cell: Element, columns: list[tuple[int, int]]) -> bool:
    column = column_number(cell_position(attribute(cell, "r"))[0])
    return any(first <= column <= last for first, last in columns)


_HIDING = ("zeroHeight", "hidden", "collapsed", "id", "cm", "vm")


def _tidied(root: Element, links: set[str]) -> list[str]:
    formulas = list(walk(root, "f"))
    unseen = [one for one in walk(root, "col") if attribute(one, "hidden") or _narrow(one)]
    astray = [one for one in walk(root, "hyperlink") if _id(one) and _id(one) not in links]
    for one in [*formulas, *walk(root, "extLst"), *unseen, *astray]:
        remove_element(one)
    for group in [one for one in walk(root, "cols", "hyperlinks") if not len(one)]:
        remove_element(group)
    for one in walk(root, "sheetFormatPr", "row", "pageSetup", "c"):
        for key in [key for key in one.attrib if key.rpartition("}")[2] in _HIDING]:
            del one.attrib[key]
    return ["formulas, of which the results stay"] if formulas else []


def _narrow(column: Element) -> bool:
    return float(attribute(column, "width") or 9) < TINY_COLUMN


def _id(element: Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def _links(package: Package, part: str) -> dict[str, bytes]:
    """The sheet's links to pages and addresses, and nothing else it points to."""
    folder, _, name = part.rpartition("/")
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    return {listed: _only(package, part, listed, "/hyperlink")} if listed in package.parts else {}


def _only(package: Package, part: str, listed: str, *kinds: str) -> bytes:
    wanted = {one.id for one in relationships(package, part) if one.kind.endswith(kinds)
              and (not one.outside or one.is_plain_link)}  # fmt: skip
    root = parse_xml(package.parts[listed], listed)
    for one in list(root):
        if attribute(one, "Id") not in wanted:
            root.remove(one)
    return xml_bytes(root)


def _around(package: Package, workbook: str, shown: list[str], used: set[int]) -> dict[str, bytes]:
    """The workbook itself, its styles and its strings: those that no cell uses any more are emptied."""
    folder, _, name = workbook.rpartition("/")
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    targets = {one.id: one.target for one in relationships(package, workbook)}
    kept = {
        workbook: _workbook(parse_xml(package.parts[workbook], workbook), targets, shown),
        "_rels/.rels": _only(package, "", "_rels/.rels", "/officeDocument"),
    }
    wanted = parse_xml(_only(package, workbook, listed, *_WANTED), listed)
    for one in list(wanted):
        target, kind = targets.get(attribute(one, "Id"), ""), attribute(one, "Type").rpartition("/")[2]
        if target not in package.parts or (kind == "worksheet" and target not in shown):
            wanted.remove(one)
        elif kind == "sharedStrings":
            kept[target] = _strings(package.parts[target], used)
        elif kind in ("styles", "theme"):
            kept[target] = _without_extensions(package.parts[target])
    return kept | {listed: xml_bytes(wanted)}


def _workbook(root: Element, targets: dict[str, str], shown: list[str]) -> bytes:
    gone = [one for one in root if local_name(one) not in _WORKBOOK]
    gone += [one for one in walk(root, "sheet") if targets.get(_id(one)) not in shown]
    for one in gone:
        remove_element(one)
    for view in walk(root, "workbookView"):
        view.attrib.clear()
    return xml_bytes(root)


def _strings(content: bytes, used: set[int]) -> bytes:
    root = parse_xml(content, "strings")
    for place, one in enumerate(list(walk(root, "si"))):
        if place not in used:
            for child in list(one):
                one.remove(child)
            one.append(one.makeelement(re.sub(r"\}si$", "}t", one.tag)))
    return xml_bytes(root)


def _without_extensions(content: bytes) -> bytes:
    root = parse_xml(content, "styles")
    for one in list(walk(root, "extLst")):
        remove_element(one)
    return xml_bytes(root)
