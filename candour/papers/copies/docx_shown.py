"""What shows of a document (docx): its paragraphs, headings, lists, tables and pictures."""

from collections.abc import Iterator

from candour.papers.findings import CannotInspect
from candour.papers.formats.colours import parse_colour
from candour.papers.formats.xml_parts import Element, attribute, local_name, parse_xml, text_of, walk
from candour.papers.formats.zip_package import Package, relationships
from candour.papers.inspection.ooxml_drawings import anchors_off_page

from .docx_drawings import is_hidden, pictures_in
from .docx_styles import (
    DocxStyles,
    children,
    docx_styles,
    number_of,
    paragraph_style,
    shows_paragraph,
    shows_run,
)
from .docx_tables import shows_cell, shows_row
from .shown import Block, ShownFile, plain

_AROUND = (
    "ins",
    "moveTo",
    "smartTag",
    "sdtContent",
    "customXml",
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
    "sdt",
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PAGE = 20_000  # twentieths of a point


def read_docx(package: Package) -> ShownFile:
    """The visible blocks of a document: headers first, then its pages, notes and footers.

    CannotInspect if there is no document in it.
    """
    main = next(
        (
            link.target
            for link in relationships(package, "")
            if link.kind.endswith("/officeDocument") and link.target in package.parts
        ),
        None,
    )
    if main is None:
        raise CannotInspect("It has no document in it.")
    shown, styles = ShownFile(), docx_styles(package)
    story = _Story(package, main, styles, shown)
    styles.page = next(
        (parse_colour(attribute(page, "color")) for page in children(story.root, "background")), None
    )
    body = [block for part in children(story.root, "body") for block in story.blocks(part)]
    headers, footers = (list(story.edges(kind)) for kind in ("header", "footer"))
    notes = [block for kind in ("footnote", "endnote") for block in story.notes(kind)]
    shown.blocks = [block for block in [*headers, *body, *notes, *footers] if _has_content(block)]
    return shown


def _has_content(block: Block) -> bool:
    return bool(block.text.strip() or block.rows or block.picture)


class _Story:
    """One part with paragraphs: the pages themselves, a header, a footer, or the notes."""

    def __init__(self, package: Package, part: str, styles: DocxStyles, shown: ShownFile) -> None:
        self.package, self.part, self.styles, self.shown = package, part, styles, shown
        self.root = parse_xml(package.parts[part], part)
        self.links = {link.id: link for link in relationships(package, part)}
        self.off_page = set(anchors_off_page(self.root))
        self.notes_shown: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._fields: list[str] = []
        self._pictures: list[Block] = []

    def blocks(self, container: Element) -> Iterator[Block]:
        """The visible blocks of a body, a cell, a note or a box."""
        for child in container:
            name = local_name(child)
            if name == "p":
                yield self._paragraph(child)
                yield from self._drawn()
            elif name == "tbl":
                yield self._table(child)
                yield from self._drawn()
            elif name in _AROUND:
                yield from self.blocks(child)

    def _drawn(self) -> list[Block]:
        pictures, self._pictures = self._pictures, []
        return pictures

    def _paragraph(self, paragraph: Element) -> Block:
        text = "".join(self._runs(paragraph, paragraph))
        if not shows_paragraph(paragraph, self.styles):
            self.shown.left_out["paragraph off the page"] += bool(text.strip())
            return Block("paragraph")
        level = self._heading_level(paragraph)
        is_item = any(True for part in children(paragraph, "pPr") for _ in children(part, "numPr"))
        kind = "heading" if level else "item" if is_item else "paragraph"
        return Block(kind, plain(text).strip(), level or 1)

    def _heading_level(self, paragraph: Element) -> int:
        """1 to 6 for a heading, 0 for another paragraph."""
        for style in reversed(self.styles.chain(paragraph_style(paragraph, self.styles))):
            for part in children(style, "pPr"):
                for outline in children(part, "outlineLvl"):
                    return (number_of(outline, "val", 9) + 1) % 10 if number_of(outline, "val", 9) < 6 else 0
        name = paragraph_style(paragraph, self.styles).lower().replace(" ", "")
        return int(name[7]) if name[:7] == "heading" and name[7:] in "123456" and name[7:] else 0

    def _runs(self, element: Element, paragraph: Element) -> Iterator[str]:
        """The visible words within an element of a paragraph."""
        for child in element:
            name = local_name(child)
            if name == "r":
                yield from self._run(child, paragraph)
            elif name in _AROUND:
                yield from self._runs(child, paragraph)
            elif name in ("oMath", "oMathPara"):
                yield "".join(text_of(text) for text in walk(child, "t"))

    def _run(self, run: Element, paragraph: Element) -> Iterator[str]:
        shows = shows_run(run, paragraph, self.styles)
        self.shown.left_out["stretch of text that does not show"] += not shows and any(
            True for _ in walk(run, "t")
        )
        for child in self._chosen(run):
            name = local_name(child)
            if name == "fldChar":
                self._step_field(attribute(child, "fldCharType"))
            elif not shows or "code" in self._fields:
                continue
            elif name == "t":
                yield child.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            else:
                self._note_or_drawing(child, name)

    def _note_or_drawing(self, element: Element, name: str) -> None:
        """Remember what words refer to, or what is drawn between them, to be put after the paragraph."""
        if name in ("footnoteReference", "endnoteReference"):
            self.notes_shown[name.removesuffix("Reference")].append(attribute(element, "id"))
        elif name == "drawing":
            self._drawing(element)
        elif name in ("pict", "object"):
            self.shown.left_out["drawing of an older kind or file within it"] += 1

    def _chosen(self, run: Element) -> Iterator[Element]:
        """A run's children; of alternatives the first, which is what a program of today shows."""
        for child in run:
            name = local_name(child)
            if name == "AlternateContent":
                yield from (part for choice in children(child, "Choice")[:1] for part in choice)
            elif name == "ruby":
                bases = children(child, "rubyBase")
                yield from (part for base in bases for inner in children(base, "r") for part in inner)
            elif name:
                yield child

    def _step_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _table(self, table: Element) -> Block:
        rows = []
        for row in walk_own(table, "tr"):
            if not shows_row(row):
                self.shown.left_out["row of a table that does not show"] += 1
                continue
            cells = [self._cell(cell) if shows_cell(cell) else "" for cell in walk_own(row, "tc")]
            rows.append(cells)
        is_beyond = any(
            abs(number_of(place, side, 0)) > _PAGE
            for part in children(table, "tblPr")
            for place in children(part, "tblpPr", "tblInd")
            for side in ("tblpX", "tblpY", "w")
        )
        return Block("table", rows=[] if is_beyond else rows)

    def _cell(self, cell: Element) -> str:
        texts = []
        for block in self.blocks(cell):
            texts += [block.text, *(text for row in block.rows for text in row)]
            if block.picture:
                self._pictures.append(block)
        return "\n".join(filter(None, texts))

    def _drawing(self, drawing: Element) -> None:
        """Take a picture that shows; the words of a box that lies in front."""
        for anchor in children(drawing, "inline", "anchor"):
            if anchor in self.off_page or is_hidden(anchor):
                self.shown.left_out["picture or box that does not show"] += 1
                continue
            self._pictures += [block for box in walk(anchor, "txbxContent") for block in self.blocks(box)]
            self._pictures += pictures_in(anchor, self.links, self.package, self.shown)

    def edges(self, kind: str) -> Iterator[Block]:
        """The blocks of the headers or footers that pages show; each part once."""
        parts: dict[str, None] = {}
        for section in walk(self.root, "sectPr"):
            has_first = bool(children(section, "titlePg"))
            for reference in children(section, f"{kind}Reference"):
                which = attribute(reference, "type", "default")
                if (which == "default" or (which == "first" and has_first)) and (
                    link := self.links.get(attribute(reference, "id"))
                ):
                    parts[link.target] = None
        for part in parts:
            if part in self.package.parts:
                story = _Story(self.package, part, self.styles, self.shown)
                yield from story.blocks(story.root)

    def notes(self, kind: str) -> Iterator[Block]:
        """The notes that visible words refer to."""
        for link in self.links.values():
            if link.kind.endswith(f"/{kind}s") and link.target in self.package.parts:
                story = _Story(self.package, link.target, self.styles, self.shown)
                for note in walk(story.root, kind):
                    if attribute(note, "id") in self.notes_shown[kind]:
                        yield from story.blocks(note)


def walk_own(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those within content controls; no nested table's."""
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from walk_own(child, name)
