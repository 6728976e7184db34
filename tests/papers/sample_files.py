"""Files made by hand: plain ones that may go out, and the same with something hidden in them."""

# XML is kept in one piece, as it lies in a file.
# ruff: noqa: E501

import re
import zipfile
from io import BytesIO

import pikepdf
from PIL import Image, PngImagePlugin

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def zipped(parts: dict[str, str | bytes], first: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            parcel.writestr(name, content, kind)
    return buffer.getvalue()


def relations(*lines: tuple[str, str, str], outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    listed = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
        for number, kind, target in lines
    )
    return f'{_HEAD}<Relationships xmlns="{_RELS}">{listed}</Relationships>'


def types(**overrides: str) -> str:
    lines = "".join(
        f'<Override PartName="/{part.replace("__", "/").replace("_xml", ".xml")}" ContentType="{kind}"/>'
        for part, kind in overrides.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (
        f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="png" ContentType="image/png"/>'
    )
    return f'{_HEAD}<Types xmlns="{_TYPES}">{defaults}{lines}</Types>'


ROWS = "".join(
    f'<row r="{row}"{{attributes{row}}}><c r="A{row}" t="s"><v>{row - 1}</v></c><c r="B{row}"><v>{row * 10}</v></c></row>'
    for row in range(1, 5)
)
STRINGS = ["Month", "January", "February", "March", "Secret name Testa Hidden"]


def xlsx(
    *,
    rows: dict[int, str] | None = None,
    cols: str = "",
    second: str = "",
    extra: dict[str, str | bytes] | None = None,
    extra_types: dict[str, str] | None = None,
    sheet_links: str = "",
    workbook: str = "",
    after: str = "",
) -> bytes:
    """A workbook with the sheet Figures, and a second one, Staff, in the state `second`."""
    rows_xml = ROWS
    for row in range(1, 5):
        rows_xml = rows_xml.replace(f"{{attributes{row}}}", (rows or {}).get(row, ""))
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{cols}<sheetData>{rows_xml}</sheetData>{after}</worksheet>'
    staff = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>4</v></c></row></sheetData></worksheet>'
    lines = '<sheet name="Figures" sheetId="1" r:id="rId1"/>'
    lines += f'<sheet name="Staff" sheetId="2" r:id="rId2"{second}/>' if second else ""
    used = STRINGS if second else STRINGS[:4]
    strings = "".join(f"<si><t>{text}</t></si>" for text in used)
    related = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId3", "sharedStrings", "sharedStrings.xml")]
    related += [("rId2", "worksheet", "worksheets/sheet2.xml")] if second else []
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types(
            xl__workbook_xml=f"{_SHEET_TYPE}.sheet.main+xml",
            xl__worksheets__sheet1_xml=f"{_SHEET_TYPE}.worksheet+xml",
            xl__worksheets__sheet2_xml=f"{_SHEET_TYPE}.worksheet+xml",
            xl__sharedStrings_xml=f"{_SHEET_TYPE}.sharedStrings+xml",
            **(extra_types or {}),
        ),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{lines}</sheets>{workbook}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(*related),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}">{strings}</sst>',
    }
    if second:
        parts["xl/worksheets/sheet2.xml"] = staff
    if sheet_links:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = sheet_links
    return zipped(parts | (extra or {}))


CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{}</dc:creator></cp:coreProperties>'
)
CORE_TYPE = {"docProps__core_xml": "application/vnd.openxmlformats-package.core-properties+xml"}


def docx(
    body: str,
    *,
    extra: dict[str, str | bytes] | None = None,
    extra_types: dict[str, str] | None = None,
    links: str = "",
) -> bytes:
    """A document of these paragraphs."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types(
            word__document_xml=f"{_WORD_TYPE}.document.main+xml", **(extra_types or {})
        ),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>',
    }
    if links:
        parts["word/_rels/document.xml.rels"] = links
    return zipped(parts | (extra or {}))


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(text if text.startswith("<") else run(text) for text in runs) + "</w:p>"


def run(text: str, properties: str = "") -> str:
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{text}</w:t></w:r>'


_ODF_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
    )
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(
    tables: str, *, styles: str = "", meta: str = "", extra: dict[str, str | bytes] | None = None
) -> bytes:
    """A spreadsheet of these tables."""
    space = f'{_ODF_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"{_HEAD}<office:document-content {space}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    details = f"{_HEAD}<office:document-meta {space}><office:meta>{meta}</office:meta></office:document-meta>"
    parts: dict[str, str | bytes] = {"mimetype": _ODS, "content.xml": content, "meta.xml": details}
    return zipped(parts | (extra or {}), first="mimetype")


def table(name: str, *rows: str, attributes: str = "", columns: str = "<table:table-column/>") -> str:
    return f'<table:table table:name="{name}" {attributes}>{columns}{"".join(rows)}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    cells_xml = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in cells)
    return f"<table:table-row {attributes}>{cells_xml}</table:table-row>"


def pdf(*pages: str, **more: object) -> bytes:
    """A PDF whose pages are written by these operators, in Helvetica (/F1)."""
    document = pikepdf.new()
    fill(document, *pages)
    return saved(document)


def fill(document: pikepdf.Pdf, *pages: str) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip
    for text in pages:
        page = document.add_blank_page(page_size=(595, 842))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = document.make_stream(text.encode("cp1252"))


def saved(document: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    document.save(out, compress_streams=False, fix_metadata_version=False)
    return out.getvalue()


def line(text: str, y: int = 700, x: int = 72) -> str:
    return f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n"


def png(info: dict[str, str] | None = None, colour: tuple[int, int, int] = (10, 90, 160)) -> bytes:
    out, notes = BytesIO(), PngImagePlugin.PngInfo()
    for key, value in (info or {}).items():
        notes.add_text(key, value)
    Image.new("RGB", (40, 30), colour).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def jpeg(*, author: str = "", gps: bool = False) -> bytes:
    out, picture = BytesIO(), Image.new("RGB", (40, 30), (10, 90, 160))
    exif = Image.Exif()
    if author:
        exif[0x013B] = author
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def odt(body: str, *, styles: str = "") -> bytes:
    """A text of these paragraphs."""
    content = (
        f"{_HEAD}<office:document-content {_ODF_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
    }
    return zipped(parts, first="mimetype")


def words_in_xml(content: bytes) -> str:
    """The words between the tags."""
    return re.sub("<[^>]*>", " ", content.decode())
