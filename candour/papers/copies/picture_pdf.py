"""A new PDF of pictures of pages, with an invisible layer of the text that may be read."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from candour.papers.formats.pdf_objects import Array, Dictionary, Name, Object, Pdf, String, new, pdf_bytes
from candour.papers.formats.pdf_pages import Box, PageImage
from candour.papers.formats.pictures import as_jpeg

_LARGE = 500_000  # bytes: a page that compresses no smaller is a photograph, and is stored as one
# Every UTF-16 unit stands for itself, so that any language can be read aloud and searched.
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapType 2 def /CMapName /Plain def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass
class TextLine:
    """One line of a page: its characters, and the box of each in the page's picture (pixels)."""

    characters: list[str]
    boxes: list[Box]

    def add(self, text: str, box: Box) -> None:
        """Append a character, or a mark that stands for several."""
        self.characters.append(text)
        self.boxes.append(box)

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(self.characters)


def picture_pdf(pages: Iterable[tuple[PageImage, list[TextLine]]], *, title: str, language: str) -> bytes:
    """The new PDF: tagged, titled, in its language; no trace of any other file is in it."""
    pdf = new()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    root.K, parents = Array([document]), Array()
    font = _font(pdf)
    for number, (image, lines) in enumerate(pages):
        page = _page(pdf, image, lines, font, number)
        elements = [_structure_element(pdf, document, page, index) for index in range(len(lines))]
        document.K.extend(elements)
        parents.append(number)
        parents.append(pdf.make_indirect(Array(elements)))
    root.ParentTree = Dictionary(Nums=parents)
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Metadata = pdf.make_stream(
        _XMP.format(title=escape(title)).encode(), Type=Name.Metadata, Subtype=Name.XML
    )
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
    return pdf_bytes(pdf)


def _font(pdf: Pdf) -> Object:
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    about = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.Plain,
            Flags=4,
            FontBBox=Array([0, -200, 500, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
        )
    )
    wide = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Plain,
            CIDSystemInfo=system,
            FontDescriptor=about,
            DW=500,
            CIDToGIDMap=Name.Identity,
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Plain,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([wide]),
            ToUnicode=pdf.make_stream(_TO_UNICODE),
        )
    )


def _page(pdf: Pdf, image: PageImage, lines: list[TextLine], font: Object, number: int) -> Object:
    width, height = image.width / image.scale, image.height / image.scale
    page = pdf.add_blank_page(page_size=(max(width, 3.0), max(height, 3.0))).obj
    page.Resources = Dictionary(XObject=Dictionary(Page=_picture(pdf, image)), Font=Dictionary(F=font))
    page.StructParents, page.Tabs = number, Name.S
    shown = f"/Artifact BMC q {width:.2f} 0 0 {height:.2f} 0 0 cm /Page Do Q EMC\n"
    invisible_text = "".join(_text_operators(line, index, image) for index, line in enumerate(lines))
    page.Contents = pdf.make_stream((shown + invisible_text).encode("ascii"))
    return page


def _picture(pdf: Pdf, image: PageImage) -> Object:
    pressed = zlib.compress(image.pixels, 6)
    about = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": image.width,
        "Height": image.height,
        "BitsPerComponent": 8,
        "ColorSpace": Name.DeviceGray if image.is_grey else Name.DeviceRGB,
        "Filter": Name.FlateDecode,
    }
    if len(pressed) > _LARGE:
        pressed = as_jpeg(image.width, image.height, image.pixels, grey=image.is_grey)
        about["Filter"] = Name.DCTDecode
    return pdf.make_stream(pressed, **about)


def _text_operators(line: TextLine, index: int, image: PageImage) -> str:
    """The PDF operators that write a line invisibly (mode 3), as wide as it is in the picture."""
    left, right = min(box[0] for box in line.boxes), max(box[2] for box in line.boxes)
    bottom = max(box[3] for box in line.boxes)
    size = max(4.0, (bottom - min(box[1] for box in line.boxes)) / image.scale)
    text = "".join(character for character in line.text.strip() if ord(character) < 0x10000)
    wide = max(1.0, (right - left) / image.scale)
    stretch = 100 * wide / (0.5 * size * max(1, len(text)))
    x, y = left / image.scale, (image.height - bottom) / image.scale + 0.2 * size
    written = text.encode("utf-16-be", "replace").hex()
    return (
        f"/P <</MCID {index}>> BDC BT 3 Tr /F {size:.1f} Tf {stretch:.1f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm "
        f"<{written}> Tj ET EMC\n"
    )


def _structure_element(pdf: Pdf, document: Object, page: Object, index: int) -> Object:
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page, K=index))
