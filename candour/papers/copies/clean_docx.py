"""A clean copy of a document (docx): tracked changes accepted, and what is hidden left out."""

import posixpath
from collections.abc import Callable, Iterable

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
from candour.papers.formats.zip_package import Package, pack, reachable_parts, relationships
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
    """A new document. Fields keep their results; charts and files within it go."""
    removed: list[str] = []
    kept: dict[str, bytes] = {}
    styles = hiding_styles(package)
    there = reachable_parts(package)
    for name in [one for one in package.of_type(*_STORIES) if one in there]:
        root = parse_xml(package.parts[name], name)
        removed += _story(name, root, styles, _kept_links(package, name))
        kept[name] = xml_bytes(root)
    for name in package.of_type(*_OTHERS):
        root = parse_xml(package.parts[name], name)
        _stripped(root, name)
        kept[name] = xml_bytes(root)
    cuts = picture_crops(package, kept)
    for name in package.parts:
        if "/media/" in name.lower() and name in there:
            kept |= _picture(package, name, cuts.get(name, WHOLE))
    if package.of_type("chart+xml", "diagramData+xml"):
        removed.append("charts and diagrams")
    for part in ["", *list(kept)]:
        kept |= _relations(package, part, kept)
    kept["[Content_Types].xml"] = content_types(package, kept)
    return pack(kept), removed


def _picture(package: Package, name: str, cut: Crop) -> dict[str, bytes]:
    try:
        return {name: clean_picture(package.parts[name], cut)}
    except CannotInspect:
        return {}  # a drawing of another kind, which cannot be looked into, is left out


def _kept_links(package: Package, name: str) -> set[str]:
    return {one.id for one in relationships(package, name) if one.kind.endswith(_LINKS)
            and (one.is_plain_link if one.outside else one.target in package.parts)}  # fmt: skip


def _story(name: str, root: Element, styles: HidingStyles, links: set[str]) -> list[str]:
    where, said = name.rpartition("/")[2], []
    changes = len(list(walk(root, *CHANGES))) + len(list(walk(root, *FORMAT_CHANGES)))
    hidden = [one for one in walk(root, "r") if is_hidden_run(one, styles)]
    _each(hidden, remove_element)
    _accepted(root)
    _each(walk(root, *_MARKERS, *_FIELDS), remove_element)
    _each(walk(root, "fldSimple"), unwrap)
    _drawings(root, links)
    _stripped(root, name)
    if changes:
        said.append(f"{counted(changes, 'tracked change')} in {where} accepted, and the old words taken out")
    if hidden:
        said.append(f"{counted(len(hidden), 'stretch', 'stretches')} of hidden text in {where}")
    return said


def _each(elements: Iterable[Element], act: Callable[[Element], None]) -> None:
    for one in list(elements):
        act(one)


def _accepted(root: Element) -> None:
    """As Word does when all changes are accepted (ECMA-376 part 1, 17.13.5)."""
    for paragraph in list(walk(root, "p")):
        marks = [
            mark for part in paragraph if local_name(part) == "pPr" for mark in walk(part, "del", "moveFrom")
        ]
        _each(walk(paragraph, "del", "moveFrom"), remove_element)
        if marks and not text_of(paragraph).strip():
            remove_element(paragraph)
    for row in list(walk(root, "tr")):
        if any(local_name(mark) == "del" for part in row if local_name(part) == "trPr" for mark in part):
            remove_element(row)
    _each(walk(root, "del", "moveFrom", "cellDel", "cellIns", "cellMerge"), remove_element)
    for one in list(walk(root, "ins", "moveTo")):
        unwrap(one)


def _drawings(root: Element, links: set[str]) -> None:
    """Drawings whose picture is not kept or that nobody sees, and links that lead to no page, go."""
    _each([*anchors_off_page(root), *hidden_shapes(root)], remove_element)
    for one in walk(root, "docPr", "cNvPr"):
        for key in [key for key in ("descr", "title") if one.get(key) in revealing_descriptions(one)]:
            del one.attrib[key]
    for one in list(walk(root, "drawing", "pict")):
        hidden = any(attribute(each, "hidden") in ("1", "true") for each in walk(one, "docPr", "cNvPr"))
        if hidden or not set(_ids(one)) <= links:
            remove_element(one)
    for one in list(walk(root, "hyperlink")):
        if not set(_ids(one)) <= links:
            unwrap(one)


def _ids(element: Element) -> list[str]:
    return [str(value) for each in element.iter() if local_name(each) for key, value in each.attrib.items()
            if "officeDocument" in key and "relationships" in key]  # fmt: skip


def _stripped(root: Element, name: str) -> None:
    """Take out who typed what when: the numbers of sessions, and settings beyond the look of the page."""
    for one in root.iter("*"):
        for key in [key for key in one.attrib if key.rpartition("}")[2].startswith("rsid")]:
            del one.attrib[key]
    if local_name(root) == "settings":
        for child in list(root):
            if local_name(child) not in _SETTINGS:
                root.remove(child)
    if local_name(root) == "styles":
        _each(walk(root, "style"), stop_hiding)


def _relations(package: Package, part: str, kept: dict[str, bytes]) -> dict[str, bytes]:
    folder, _, name = part.rpartition("/")
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in package.parts:
        return {}
    wanted = {one.id for one in relationships(package, part) if one.kind.endswith(_LINKS)
              and (one.is_plain_link if one.outside else one.target in kept)}  # fmt: skip
    root = parse_xml(package.parts[listed], listed)
    for one in list(root):
        if attribute(one, "Id") not in wanted:
            root.remove(one)
    return {listed: xml_bytes(root)}
