"""What shows of an OpenDocument text (odt): its paragraphs, headings, lists, tables and pictures."""

import re
from collections.abc import Iterator

from candour.papers.findings import CannotInspect
from candour.papers.formats.colours import Colour
from candour.papers.formats.pictures import clean_picture
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, walk
from candour.papers.formats.zip_package import Package
from candour.papers.inspection.odf import numbered_ranges
from candour.papers.inspection.odf_styles import to_inches

from .odf_looks import OdfLooks, background, is_flat, odf_looks
from .odf_words import hides_words, paragraph_words
from .shown import Block, ShownFile

_LISTS = ("list", "list-item", "list-header")
_AROUND = ("section", "text-box", "index-body", "table-of-content", "numbered-paragraph", "index-title")
_SMALLEST = 0.08  # inches


def read_odt(package: Package) -> ShownFile:
    """The visible blocks of a text: headers first, then its pages with their notes, then footers."""
    shown = ShownFile()
    reader = _Text(package, shown)
    content = parse_xml(package.parts["content.xml"], "content.xml")
    body = [block for text in walk(content, "text") for block in reader.blocks(text) if _is_body(text)]
    edges: dict[str, list[Block]] = {"header": [], "footer": []}
    if "styles.xml" in package.parts:
        styles = parse_xml(package.parts["styles.xml"], "styles.xml")
        for edge in walk(styles, "header", "footer"):
            if attribute(edge, "display", "true") != "false":
                edges[local_name(edge)] += reader.blocks(edge)
    blocks = [*edges["header"], *body, *edges["footer"]]
    shown.blocks = [block for block in blocks if block.text.strip() or block.rows or block.picture]
    return shown


def _cells(row: Element) -> list[Element]:
    return [child for child in row if local_name(child) == "table-cell"]


def _is_body(text: Element) -> bool:
    parent = text.getparent()
    return parent is not None and local_name(parent) == "body"


class _Text:
    """A text that is being read."""

    def __init__(self, package: Package, shown: ShownFile) -> None:
        self.package, self.shown = package, shown
        self.looks: OdfLooks = odf_looks(package)

    def blocks(
        self, container: Element, *, kind: str = "paragraph", behind: Colour | None = None
    ) -> Iterator[Block]:
        """The visible blocks of a body, a list, a cell or a box."""
        for child in container:
            name = local_name(child)
            if name in ("p", "h"):
                yield self._paragraph(child, kind, behind)
                yield from self._within(child)
            elif name in _LISTS:
                yield from self.blocks(child, kind="item", behind=behind)
            elif name in _AROUND:
                if attribute(child, "display", "true") == "true" and not self._is_hidden_section(child):
                    yield from self.blocks(child, kind=kind, behind=behind)
                else:
                    self.shown.left_out["section that does not show"] += 1
            elif name == "table":
                yield from self._table(child)
            elif name == "frame":
                yield from self._frame(child)

    def _is_hidden_section(self, element: Element) -> bool:
        return self.looks.look("section", attribute(element, "style-name")).get("display") == "none"

    def _paragraph(self, element: Element, kind: str, behind: Colour | None) -> Block:
        look = self.looks.look("paragraph", attribute(element, "style-name"))
        text = paragraph_words(element, self.looks, behind)
        self.shown.left_out["stretch of text that does not show"] += hides_words(element, text)
        margins = [
            to_inches(look.get(side, "")) or 0.0 for side in ("margin-left", "margin-right", "text-indent")
        ]
        height = to_inches(look.get("line-height", ""))
        if any(abs(margin) > 8 for margin in margins) or (height is not None and height < 0.05):
            self.shown.left_out["paragraph off the page"] += bool(text)
            return Block("paragraph")
        if local_name(element) == "h":
            level = attribute(element, "outline-level", "1")
            return Block("heading", text, min(6, max(1, int(level) if level.isdigit() else 1)))
        return Block(kind, text)

    def _within(self, paragraph: Element) -> Iterator[Block]:
        """Notes, pictures and boxes that stand within a paragraph, after it."""
        for child in paragraph:
            name = local_name(child)
            if name == "frame":
                yield from self._frame(child)
            elif name == "note":
                for body in (part for part in child if local_name(part) == "note-body"):
                    yield from self.blocks(body)
            elif name in ("span", "a"):
                yield from self._within(child)

    def _frame(self, frame: Element) -> Iterator[Block]:
        sizes = [to_inches(attribute(frame, side)) for side in ("width", "height")]
        look = self.looks.look("graphic", attribute(frame, "style-name"))
        hidden = (
            is_off_page(frame)
            or _is_cut(look)
            or any(size is not None and size < _SMALLEST for size in sizes)
            or look.get("run-through") == "background"
            or attribute(frame, "display") == "none"
            or look.get("visible") == "false"
        )
        if hidden:
            self.shown.left_out["picture or box that does not show"] += 1
            return
        for child in frame:
            if local_name(child) == "text-box":
                yield from self.blocks(child, behind=background(look))
            elif local_name(child) == "image":
                yield from self._image(child)
                return  # further pictures of a frame are other forms of the first

    def _image(self, image: Element) -> Iterator[Block]:
        part = self.package.parts.get(attribute(image, "href").removeprefix("./"), b"")
        try:
            yield Block("picture", picture=clean_picture(part))
        except CannotInspect:
            self.shown.left_out["picture of a kind that we do not read"] += 1

    def _table(self, table: Element) -> Iterator[Block]:
        if self.looks.look("table", attribute(table, "style-name")).get("display") == "false":
            self.shown.left_out["table that does not show"] += 1
            return
        rows: list[list[str]] = []
        pictures: list[Block] = []
        hidden = [
            (first, last)
            for column, first, last in numbered_ranges(table, "table-column")
            if attribute(column, "visibility", "visible") != "visible"
            or is_flat(self.looks.look("table-column", attribute(column, "style-name")), "column-width")
        ]
        for row in walk(table, "table-row"):
            if next(up for up in row.iterancestors() if local_name(up) == "table") is not table:
                continue
            look = self.looks.look("table-row", attribute(row, "style-name"))
            if attribute(row, "visibility", "visible") != "visible" or is_flat(look, "row-height"):
                self.shown.left_out["row of a table that does not show"] += 1
                continue
            rows.append([])
            for number, cell in enumerate(_cells(row), start=1):
                if any(first <= number <= last for first, last in hidden):
                    self.shown.left_out["cell in a hidden row or column"] += 1
                    continue
                own = self.looks.look("table-cell", attribute(cell, "style-name"))
                blocks = list(self.blocks(cell, behind=background(own)))
                pictures += [block for block in blocks if block.picture]
                texts = [
                    text for b in blocks for text in (b.text, *(cell for line in b.rows for cell in line))
                ]
                rows[-1].append("\n".join(filter(None, texts)))
        yield Block("table", rows=rows)
        yield from pictures


# Inches: no margin is wider, and no page longer than three of the largest.
_MARGIN, _LARGEST = 3.0, 140.0


def is_off_page(frame: Element) -> bool:
    """Whether a frame begins after any page ends, or ends before it begins."""
    if not any(local_name(ancestor) == "text" for ancestor in frame.iterancestors()):
        return False  # a sheet has no edge
    for position, size in (("x", "width"), ("y", "height")):
        start, length = to_inches(attribute(frame, position)), to_inches(attribute(frame, size))
        if start is not None and (start + (length or 0) < -_MARGIN or start > _LARGEST):
            return True
    return False


def _is_cut(look: dict[str, str]) -> bool:
    """Whether a part of a picture is cut off, which is still in the file."""
    return any((to_inches(size) or 0) > 0 for size in re.findall(r"[\d.]+[a-z]{2}", look.get("clip", "")))
