"""Files with one thing hidden in each, by what it is; and their clean twins."""

# XML is kept in one piece, as it lies in a file.
# ruff: noqa: E501

import zipfile
from io import BytesIO

from PIL import Image

from . import planted_pdfs as pdfs
from . import sample_files as sample
from .sample_files import (
    CORE,
    CORE_TYPE,
    docx,
    jpeg,
    line,
    ods,
    paragraph,
    pdf,
    png,
    relations,
    row,
    run,
    table,
    xlsx,
)

_X = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_W = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _comments_in_a_workbook() -> bytes:
    comments = f'<comments xmlns="{_MAIN}"><authors><author>Testa</author></authors><commentList><comment ref="A1"><text><t>ask</t></text></comment></commentList></comments>'
    return xlsx(
        extra={"xl/comments1.xml": comments}, extra_types={"xl__comments1_xml": f"{_X}.comments+xml"},
        sheet_links=relations(("rId1", "comments", "../comments1.xml")),
    )  # fmt: skip


def _pivot_cache() -> bytes:
    records = (
        f'<pivotCacheRecords xmlns="{_MAIN}"><r><s v="Testa"/></r><r><s v="Testo"/></r></pivotCacheRecords>'
    )
    return xlsx(
        extra={"xl/pivotCache/pivotCacheRecords1.xml": records},
        extra_types={"xl__pivotCache__pivotCacheRecords1_xml": f"{_X}.pivotCacheRecords+xml"},
    )


def _external_link() -> bytes:
    return xlsx(
        extra={
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{_MAIN}"/>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                ("rId1", "externalLinkPath", "file:///C:/private/staff.xlsx"), outside=True
            ),
        },
        extra_types={"xl__externalLinks__externalLink1_xml": f"{_X}.externalLink+xml"},
    )


def _white_cells() -> bytes:
    styles = (
        f'<styleSheet xmlns="{_MAIN}"><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill></fills>'
        '<cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/></cellXfs></styleSheet>'
    )
    workbook = xlsx(extra={"xl/styles.xml": styles}, extra_types={"xl__styles_xml": f"{_X}.styles+xml"})
    return (
        _changed(workbook, "xl/worksheets/sheet1.xml", '<c r="B2">', '<c r="B2" s="1">')
        if workbook
        else workbook
    )


def _changed(content: bytes, part: str, old: str, new: str, *more: tuple[str, str, str]) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as parcel:
        parts: dict[str, str | bytes] = {entry: parcel.read(entry) for entry in parcel.namelist()}
    for name, before, after in ((part, old, new), *more):
        text = bytes(parts[name]).decode()
        assert before in text
        parts[name] = text.replace(before, after)
    return sample.zipped(parts)


def white_cells() -> bytes:
    related = ('Target="worksheets/sheet1.xml"/>', 'Target="worksheets/sheet1.xml"/><Relationship Id="rId9" '
               'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
               'Target="styles.xml"/>')  # fmt: skip
    return _changed(_white_cells(), "xl/_rels/workbook.xml.rels", *related)


def _comments_in_a_document() -> bytes:
    comments = f'<w:comments xmlns:w="{_WORD}"><w:comment w:id="1" w:author="Testa">{paragraph("Is this right?")}</w:comment></w:comments>'
    return docx(
        paragraph("Hello"), extra={"word/comments.xml": comments},
        extra_types={"word__comments_xml": f"{_W}.comments+xml"},
    )  # fmt: skip


TRACKED = '<w:del w:author="Testa"><w:r><w:delText>Testa Secret said no</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:author="Testa">' + run("new words") + "</w:ins>"
HIDDEN_TABLE = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'


def seethrough() -> bytes:
    out, picture = BytesIO(), Image.new("RGBA", (20, 20), (10, 20, 30, 0))
    picture.putpixel((3, 3), (200, 10, 10, 0))
    picture.save(out, "PNG")
    return out.getvalue()


def in_a_document(picture: bytes) -> bytes:
    return docx(
        paragraph("A picture"), extra={"word/media/image1.png": picture},
        links=relations(("rId5", "image", "media/image1.png")),
    )  # fmt: skip


COVERED = line("Testa Secret", 600) + "0 g 60 590 300 30 re f\n"
WHITE = "1 g " + line("Testa Secret", 600) + "0 g\n"

# name, kind that must be found, the file, its clean twin
PLANTED: list[tuple[str, str, bytes, bytes]] = [
    ("hidden sheet.xlsx", "hidden_sheet", xlsx(second=' state="hidden"'), xlsx(second=" ")),
    ("very hidden sheet.xlsx", "hidden_sheet", xlsx(second=' state="veryHidden"'), xlsx(second=" ")),
    ("hidden rows.xlsx", "hidden_rows", xlsx(rows={2: ' hidden="1"', 3: ' hidden="1"'}), xlsx()),
    ("low row.xlsx", "hidden_rows", xlsx(rows={2: ' ht="0.5" customHeight="1"'}), xlsx(rows={2: ' ht="15"'})),
    ("hidden column.xlsx", "hidden_columns", xlsx(cols='<cols><col min="2" max="2" hidden="1" width="9"/></cols>'),
     xlsx(cols='<cols><col min="2" max="2" width="9"/></cols>')),
    ("comments.xlsx", "comment", _comments_in_a_workbook(), xlsx()),
    ("pivot.xlsx", "pivot_cache", _pivot_cache(), xlsx()),
    ("linked.xlsx", "external_link", _external_link(), xlsx()),
    ("white.xlsx", "hidden_cells", white_cells(), xlsx()),
    ("name.xlsx", "hidden_sheet", xlsx(second=' state="hidden"', workbook="<definedNames><definedName name='who'>Staff!$A$1</definedName></definedNames>"), xlsx()),
    ("author.xlsx", "metadata", xlsx(extra={"docProps/core.xml": CORE.format("Testa")}, extra_types=CORE_TYPE),
     xlsx(extra={"docProps/core.xml": CORE.format("")}, extra_types=CORE_TYPE)),
    ("macros.xlsx", "script", xlsx(extra={"xl/vbaProject.bin": b"x"}, extra_types={"xl__vbaProject.bin": "application/vnd.ms-office.vbaProject"}), xlsx()),
    ("tracked.docx", "tracked_change", docx(paragraph("Yes", TRACKED)), docx(paragraph("Yes"))),
    ("inserted.docx", "tracked_change", docx(paragraph("Yes", INSERTED)), docx(paragraph("Yes", "new words"))),
    ("vanished.docx", "hidden_text", docx(paragraph("Yes", run("Testa Secret", "<w:vanish/>"))),
     docx(paragraph("Yes", run("shown", '<w:vanish w:val="0"/>')))),
    ("white.docx", "hidden_text", docx(paragraph("Yes", run("Testa Secret", '<w:color w:val="FFFFFF"/>'))),
     docx(paragraph("Yes", run("blue", '<w:color w:val="0000FF"/>')))),
    ("comments.docx", "comment", _comments_in_a_document(), docx(paragraph("Hello"))),
    ("template.docx", "metadata", docx(paragraph("Hi"), links=relations(("rId1", "attachedTemplate", "file:///C:/Users/testa/t.dotx"), outside=True)), docx(paragraph("Hi"))),
    ("embedded.docx", "embedded", docx(paragraph("Hi"), extra={"word/embeddings/book.xlsx": xlsx()}), docx(paragraph("Hi"))),
    ("photo.docx", "metadata", in_a_document(png({"Author": "Testa"})), in_a_document(png())),
    ("hidden sheet.ods", "hidden_sheet", ods(table("A", row("1")) + table("B", row("Testa"), attributes='table:style-name="ta2"'), styles=HIDDEN_TABLE),
     ods(table("A", row("1")) + table("B", row("Testa")), styles=HIDDEN_TABLE)),
    ("collapsed.ods", "hidden_rows", ods(table("A", row("1"), row("2", attributes='table:visibility="collapse"'))), ods(table("A", row("1"), row("2")))),
    ("filtered.ods", "hidden_rows", ods(table("A", row("1"), row("2", attributes='table:visibility="filter"'))), ods(table("A", row("1")))),
    ("column.ods", "hidden_columns", ods(table("A", row("1"), columns='<table:table-column table:visibility="collapse"/>')), ods(table("A", row("1")))),
    ("note.ods", "comment", ods(table("A", row("1<office:annotation><text:p>ask</text:p></office:annotation>"))), ods(table("A", row("1")))),
    ("author.ods", "metadata", ods(table("A", row("1")), meta="<meta:initial-creator>Testa</meta:initial-creator>"), ods(table("A", row("1")), meta="<dc:title>T</dc:title>")),
    ("thumbnail.ods", "thumbnail", ods(table("A", row("1")), extra={"Thumbnails/thumbnail.png": png()}), ods(table("A", row("1")))),
    ("covered.pdf", "covered_text", pdf(COVERED), pdf("0.9 g 60 590 300 30 re f\n0 g " + line("Testa Shown", 600))),
    ("white.pdf", "covered_text", pdf(WHITE), pdf("0 g 60 590 300 30 re f\n1 g " + line("Testa Shown", 600))),
    ("unseen.pdf", "covered_text", pdf("3 Tr " + line("Testa Secret")), pdf("0 Tr " + line("Testa Shown"))),
    ("outside.pdf", "covered_text", pdf(line("Testa Secret", 1200)), pdf(line("Testa Shown", 120))),
    ("author.pdf", "metadata", pdfs.holding(pdfs.author), pdfs.holding(lambda document: None)),
    ("xmp.pdf", "metadata", pdfs.holding(pdfs.xmp), pdfs.holding(lambda document: None)),
    ("note.pdf", "comment", pdfs.holding(pdfs.note), pdfs.holding(lambda document: None)),
    ("attached.pdf", "embedded", pdfs.holding(pdfs.attachment), pdfs.holding(lambda document: None)),
    ("layer.pdf", "hidden_layer", pdfs.holding(pdfs.layer), pdfs.holding(lambda document: None)),
    ("script.pdf", "script", pdfs.holding(pdfs.script), pdfs.holding(lambda document: None)),
    ("form.pdf", "form_field", pdfs.holding(pdfs.field), pdfs.holding(lambda document: None)),
    ("versions.pdf", "earlier_version", pdfs.two_versions(), pdf(line("Nobody was here"))),
    ("orphan.pdf", "earlier_version", pdfs.orphan(), pdf(line("Visible words"))),
    ("place.jpg", "location", jpeg(gps=True), jpeg()),
    ("author.jpg", "metadata", jpeg(author="Testa"), jpeg()),
    ("text.png", "metadata", png({"Comment": "Testa"}), png()),
    ("after.png", "trailing", png() + b"Testa Secret", png()),
    ("under.png", "hidden_object", seethrough(), png()),
    ("named.pdf", "wrong_name", xlsx(), pdf(line("Hello"))),
]  # fmt: skip
