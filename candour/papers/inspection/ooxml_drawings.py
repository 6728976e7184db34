"""Pictures and boxes in office files (OOXML): off the page, cut to size, or with words that nobody sees."""

import re
from collections.abc import Iterator

from candour.papers.findings import FileFinding
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package
from candour.papers.wording import counted

_PARTS = ("drawing+xml", "document.main+xml", "document.macroEnabled.main+xml", "header+xml", "footer+xml",
          "footnotes+xml", "endnotes+xml")  # fmt: skip
_TWIP, _POINT = 635, 12_700  # in English Metric Units, in which drawings are measured
_MARGIN = 120 * _POINT  # no margin is wider: a place is counted from the page's edge or from a margin
_LARGEST = 22 * 72 * _POINT  # the largest page that Word makes
# Words for those who do not see a picture are welcome. These are something else: a folder, an address, or a
# text so long that it tells more than the picture.
_TOLD = re.compile(r"[A-Za-z]:\\|\\\\\w|file:|@\w+\.|/Users/|/home/", re.IGNORECASE)
_LONG = 250
_PLACED = re.compile(r"(?:^|;)(?:margin-)?(?:left|top):(-?\d{1,9}(?:\.\d{1,9})?)pt")
_FAR = 1_600  # points


def check_drawings(package: Package) -> list[FileFinding]:
    """What the drawings of a document or workbook keep beside what they show."""
    found = []
    for name in package.of_type(*_PARTS):
        root = parse_xml(package.parts[name], name)
        where = name.rpartition("/")[2]
        if away := [one for one in [*anchors_off_page(root), *hidden_shapes(root)] if _says_something(one)]:
            said = f"{counted(len(away), 'box or picture', 'boxes or pictures')} of {where} cannot be seen: "
            found.append(
                FileFinding("hidden_object", where, f"{said}off the page, hidden, or without any size.")
            )
        if cut := list(picture_cuts(root)):
            said = f"{counted(len(cut), 'picture')} of {where} cut to size: what was cut off is still there."
            found.append(FileFinding("hidden_object", where, said))
        if words := [said for one in walk(root, "docPr", "cNvPr") for said in revealing_descriptions(one)]:
            said = f"A picture of {where} carries words that are not shown: {words[0][:120]}"
            found.append(FileFinding("metadata", where, said))
    return found


def _says_something(one: Element) -> bool:
    return bool(text_of(one).strip()) or any(True for _ in walk(one, "blip", "imagedata"))


def revealing_descriptions(properties: Element) -> list[str]:
    """What a picture's title and description tell beyond describing it."""
    said = [attribute(properties, "descr"), attribute(properties, "title")]
    return [one for one in said if is_more_than_description(one)]


def is_more_than_description(words: str) -> bool:
    """Whether a picture's description is more than one: it has a folder or an address, or is very long."""
    return bool(_TOLD.search(words)) or len(words) > _LONG


def picture_cuts(root: Element) -> Iterator[Element]:
    """The cuts of pictures (a:srcRect, in thousandths of a hundredth) that leave some of one out of sight."""
    for one in walk(root, "srcRect"):
        if any(_number(attribute(one, side)) > 0 for side in ("l", "t", "r", "b")):
            yield one


def anchors_off_page(root: Element) -> Iterator[Element]:
    """Boxes and pictures that stand off the page, or have no size."""
    width, height = _page(root)
    for one in walk(root, "anchor", "inline"):
        wide, high = _extent(one)
        is_speck = wide < _POINT or high < _POINT
        beside = _is_away(_place(one, "positionH"), wide, width)
        if is_speck or beside or _is_away(_place(one, "positionV"), high, height):
            yield one


def _extent(anchor: Element) -> tuple[int, int]:
    """How wide and high it is; as wide as a word where it does not say."""
    said = next((part for part in anchor if local_name(part) == "extent"), anchor)
    usual = str(_MARGIN)
    return _number(attribute(said, "cx", usual)), _number(attribute(said, "cy", usual))


def _is_away(place: tuple[str, int] | None, size: int, page: int) -> bool:
    """Whether it ends before the page begins, or begins behind its end."""
    return place is not None and (place[1] + size < -_least(place[0], page) or place[1] > page)


def hidden_shapes(root: Element) -> Iterator[Element]:
    """Shapes of the older kind (VML) that are hidden or far off by their style. Notes of cells are apart."""
    for one in walk(root, "shape", "rect", "roundrect", "oval", "textbox"):
        said = attribute(one, "style").lower().replace(" ", "")
        far = any(abs(float(points)) > _FAR for points in _PLACED.findall(said))
        if "visibility:hidden" in said or "display:none" in said or far:
            yield one


def _page(root: Element) -> tuple[int, int]:
    sizes = [(_number(attribute(one, "w")), _number(attribute(one, "h"))) for one in walk(root, "pgSz")]
    wide, high = max((one for one, _ in sizes), default=0), max((one for _, one in sizes), default=0)
    return (wide * _TWIP or _LARGEST, high * _TWIP or _LARGEST)


def _place(anchor: Element, name: str) -> tuple[str, int] | None:
    """What an offset is counted from, and how far it is."""
    for position in (one for one in anchor if local_name(one) == name):
        for one in position:
            if local_name(one) == "posOffset":
                return attribute(position, "relativeFrom"), _number(text_of(one))
    return None


def _least(counted_from: str, page: int) -> int:
    """How far before its beginning something may stand that is still on the page."""
    if counted_from == "page":
        return 0
    return page if counted_from in ("paragraph", "line", "character") else _MARGIN


def _number(said: str) -> int:
    return int(said) if re.fullmatch(r"\s*-?\d{1,12}\s*", said) else 0
