"""A clean copy of a document (docx): tracked changes accepted, and what is hidden left out."""

from collections.abc import Callable, Collection, Iterable

from candour.papers.findings import CannotInspect
from candour.papers.formats.pictures import WHOLE, Crop, clean_picture
from candour.papers.formats.xml_parts import (
    Element,
    attribute,
    local_name,
    parse_xml,
    remove_element,
    text_of,
    unwrap,
    walk,
    xml_bytes,
)
from candour.papers.formats.zip_package import (
    Package,
    Relationship,
    filtered_relationships,
    pack,
    reachable_parts,
    relationships,
    relationships_name,
)
from candour.papers.inspection.docx import CHANGES, FORMAT_CHANGES
from candour.papers.inspection.docx_visibility import HidingStyles, hiding_styles, is_hidden_run, stop_hiding
from candour.papers.inspection.ooxml_drawings import anchors_off_page, hidden_shapes, revealing_descriptions
from candour.papers.wording import counted

from .content_types import content_types
from .picture_crops import picture_crops

_STORIES = ("document.main+xml", "document.macroEnabled.main+xml", "header+xml", "footer+xml",
            "footnotes+xml", "endnotes+xml")  # fmt: skip
_OTHERS = ("styles+xml", "numbering+xml", "fontTable+xml", "settings+xml", "theme+xml")
_LINKS = ("/hyperlink", "/image", "/header", "/footer", "/footnotes", "/endnotes", "/styles", "/numbering",
          "/fontTable", "/settings", "/theme", "/officeDocument")  # fmt: skip
_MARKERS = (
    "commentRangeStart", "commentRangeEnd", "commentReference", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
    "customXmlDelRangeStart", "customXmlDelRangeEnd", "dataBinding", "altChunk", "object", "proofErr",
    "instrText", "fldData", "permStart", "permEnd", "vanish", *FORMAT_CHANGES,
)  # fmt: skip
_FIELDS = ("fldChar",)
_SETTINGS = ("zoom", "mirrorMargins", "evenAndOddHeaders", "autoHyphenation", "defaultTabStop", "footnotePr",
             "endnotePr", "compat", "themeFontLang", "decimalSymbol", "listSeparator",
             "characterSpacingControl")  # fmt: skip


def clean_docx(package: Package) -> tuple[bytes, list[str]]:
    """The copy, and what was left out, in words. Fields keep their results; charts and embedded files go."""
    removed: list[str] = []
    parts: dict[str, bytes] = {}
    styles = hiding_styles(package)
    reachable = reachable_parts(package)
    for name in [name for name in package.of_type(*_STORIES) if name in reachable]:
        root = parse_xml(package.parts[name], name)
        removed += _clean_story(name, root, styles, _kept_links(package, name))
        parts[name] = xml_bytes(root)
    for name in package.of_type(*_OTHERS):
        root = parse_xml(package.parts[name], name)
        _strip_traces(root, name)
        parts[name] = xml_bytes(root)
    cuts = picture_crops(package, parts)
    for name in package.parts:
        if "/media/" in name.lower() and name in reachable:
            parts |= _picture_part(package, name, cuts.get(name, WHOLE))
    if package.of_type("chart+xml", "diagramData+xml"):
        removed.append("charts and diagrams")
    for part in ["", *list(parts)]:
        parts |= _relationship_parts(package, part, parts)
    parts["[Content_Types].xml"] = content_types(package, parts)
    return pack(parts), removed


def _picture_part(package: Package, name: str, cut: Crop) -> dict[str, bytes]:
    try:
        return {name: clean_picture(package.parts[name], cut)}
    except CannotInspect:
        return {}  # of another format, which cannot be inspected


def _kept_links(package: Package, name: str) -> set[str]:
    """The ids of a part's relationships that its copy may have."""
    return {link.id for link in relationships(package, name) if _is_kept(link, package.parts)}


def _is_kept(link: Relationship, parts: Collection[str]) -> bool:
    if not link.kind.endswith(_LINKS):
        return False
    return link.is_plain_link if link.outside else link.target in parts


def _clean_story(name: str, root: Element, styles: HidingStyles, links: set[str]) -> list[str]:
    where, removed = name.rpartition("/")[2], []
    changes = len(list(walk(root, *CHANGES))) + len(list(walk(root, *FORMAT_CHANGES)))
    hidden = [run for run in walk(root, "r") if is_hidden_run(run, styles)]
    _for_each(hidden, remove_element)
    _accept_changes(root)
    _for_each(walk(root, *_MARKERS, *_FIELDS), remove_element)
    _for_each(walk(root, "fldSimple"), unwrap)
    _clean_drawings(root, links)
    _strip_traces(root, name)
    if changes:
        removed.append(
            f"{counted(changes, 'tracked change')} in {where} accepted, and the old words taken out"
        )
    if hidden:
        removed.append(f"{counted(len(hidden), 'stretch', 'stretches')} of hidden text in {where}")
    return removed


def _for_each(elements: Iterable[Element], act: Callable[[Element], None]) -> None:
    for element in list(elements):
        act(element)


def _accept_changes(root: Element) -> None:
    """Accept all tracked changes, as Word does (ECMA-376 part 1, 17.13.5)."""
    for paragraph in list(walk(root, "p")):
        marks = [
            mark for part in paragraph if local_name(part) == "pPr" for mark in walk(part, "del", "moveFrom")
        ]
        _for_each(walk(paragraph, "del", "moveFrom"), remove_element)
        if marks and not text_of(paragraph).strip():
            remove_element(paragraph)
    for row in list(walk(root, "tr")):
        if any(local_name(mark) == "del" for part in row if local_name(part) == "trPr" for mark in part):
            remove_element(row)
    _for_each(walk(root, "del", "moveFrom", "cellDel", "cellIns", "cellMerge"), remove_element)
    for element in list(walk(root, "ins", "moveTo")):
        unwrap(element)


def _clean_drawings(root: Element, links: set[str]) -> None:
    """Remove drawings that are hidden or whose picture is left out, and links that lead to no page."""
    _for_each([*anchors_off_page(root), *hidden_shapes(root)], remove_element)
    for properties in walk(root, "docPr", "cNvPr"):
        for key in [
            key for key in ("descr", "title") if properties.get(key) in revealing_descriptions(properties)
        ]:
            del properties.attrib[key]
    for drawing in list(walk(root, "drawing", "pict")):
        hidden = any(
            attribute(properties, "hidden") in ("1", "true") for properties in walk(drawing, "docPr", "cNvPr")
        )
        if hidden or not set(_relationship_ids(drawing)) <= links:
            remove_element(drawing)
    for link in list(walk(root, "hyperlink")):
        if not set(_relationship_ids(link)) <= links:
            unwrap(link)


def _relationship_ids(element: Element) -> list[str]:
    return [
        str(value)
        for each in element.iter()
        if local_name(each)
        for key, value in each.attrib.items()
        if "officeDocument" in key and "relationships" in key
    ]


def _strip_traces(root: Element, name: str) -> None:
    """Remove the numbers of editing sessions, and settings that do not change how a page looks."""
    for element in root.iter("*"):
        for key in [key for key in element.attrib if key.rpartition("}")[2].startswith("rsid")]:
            del element.attrib[key]
    if local_name(root) == "settings":
        for child in list(root):
            if local_name(child) not in _SETTINGS:
                root.remove(child)
    if local_name(root) == "styles":
        _for_each(walk(root, "style"), stop_hiding)


def _relationship_parts(package: Package, part: str, parts: Collection[str]) -> dict[str, bytes]:
    """The relationships part of a part, without what leads to parts that are left out."""
    listed = relationships_name(part)
    if listed not in package.parts:
        return {}
    return {listed: filtered_relationships(package, part, lambda link: _is_kept(link, parts))}
