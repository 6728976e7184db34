"""Pictures and boxes in office files (OOXML): off the page, or cropped."""

import re
from collections.abc import Iterator

from candour.papers.findings import FileFinding
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package
from candour.papers.wording import counted

_PARTS = ("drawing+xml", "document.main+xml", "document.macroEnabled.main+xml", "header+xml", "footer+xml",
          "footnotes+xml", "endnotes+xml")  # fmt: skip
_TWIP, _POINT = 635, 12_700  # in English Metric Units, in which drawings are measured
_MARGIN = 120 * _POINT  # no margin is wider: an offset is from the page's edge or from a margin
_LARGEST = 22 * 72 * _POINT  # the largest page that Word makes


def check_crops(package: Package) -> list[FileFinding]:
    """The pictures of a document or workbook that are cropped: what was cropped off is still in the file."""
    findings = []
    for name in package.of_type(*_PARTS):
        if cuts := list(picture_cuts(parse_xml(package.parts[name], name))):
            where = name.rpartition("/")[2]
            sentence = (
                f"{counted(len(cuts), 'picture')} of {where} cut to size: what was cut off is still there."
            )
            findings.append(FileFinding("hidden_object", where, sentence))
    return findings


def picture_cuts(root: Element) -> Iterator[Element]:
    """The crops of pictures (a:srcRect, in thousandths of a per cent) that cut something off."""
    for cut in walk(root, "srcRect"):
        if any(_number(attribute(cut, side)) > 0 for side in ("l", "t", "r", "b")):
            yield cut


def anchors_off_page(root: Element) -> Iterator[Element]:
    """The anchors of boxes and pictures that are off the page, or smaller than a point."""
    width, height = _page_size(root)
    for anchor in walk(root, "anchor", "inline"):
        wide, high = _extent(anchor)
        is_tiny = wide < _POINT or high < _POINT
        is_beside = _is_off_page(_offset(anchor, "positionH"), wide, width)
        if is_tiny or is_beside or _is_off_page(_offset(anchor, "positionV"), high, height):
            yield anchor


def _extent(anchor: Element) -> tuple[int, int]:
    """The width and height of a drawing, in EMU; where it has none, a usual one."""
    extent = next((part for part in anchor if local_name(part) == "extent"), anchor)
    usual = str(_MARGIN)
    return _number(attribute(extent, "cx", usual)), _number(attribute(extent, "cy", usual))


def _is_off_page(offset: tuple[str, int] | None, size: int, page: int) -> bool:
    """Whether it ends before the page begins, or begins after the page ends."""
    return offset is not None and (offset[1] + size < -_most_before_page(offset[0], page) or offset[1] > page)


def _page_size(root: Element) -> tuple[int, int]:
    sizes = [(_number(attribute(page, "w")), _number(attribute(page, "h"))) for page in walk(root, "pgSz")]
    wide, high = max((size for size, _ in sizes), default=0), max((size for _, size in sizes), default=0)
    return (wide * _TWIP or _LARGEST, high * _TWIP or _LARGEST)


def _offset(anchor: Element, name: str) -> tuple[str, int] | None:
    """What the offset of an anchor is relative to, and the offset in EMU; None if it has none."""
    for position in (child for child in anchor if local_name(child) == name):
        for offset in position:
            if local_name(offset) == "posOffset":
                return attribute(position, "relativeFrom"), _number(text_of(offset))
    return None


def _most_before_page(counted_from: str, page: int) -> int:
    """How far before the origin of its offset something may begin and still be on the page, in EMU."""
    if counted_from == "page":
        return 0
    return page if counted_from in ("paragraph", "line", "character") else _MARGIN


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\s*-?\d{1,12}\s*", text) else 0
