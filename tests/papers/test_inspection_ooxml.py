"""What office files hide by looks, places and left-over parts; and the same looks where they hide nothing."""

# XML is kept in one piece, as it lies in a file.
# ruff: noqa: E501

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from candour.papers.copies.check import check
from candour.papers.copies.make import make_file
from candour.papers.findings import CannotCopy

from . import sample_files as sample
from .made import made_without
from .sample_files import docx, paragraph, relations, run, xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def kinds(name: str, content: bytes) -> set[str]:
    return {finding.kind for finding in check(name, content)}


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        parts: dict[str, str | bytes] = {entry: parcel.read(entry) for entry in parcel.namelist()}
        text = parcel.read(part).decode()
    assert old in text
    return sample.zipped(parts | {part: text.replace(old, new)})


def styled(font: str, fill: str = '<patternFill patternType="none"/>', form: str = "") -> bytes:
    """A workbook whose cell B2 has this font, fill and format."""
    forms = f'<numFmts><numFmt numFmtId="170" formatCode="{form}"/></numFmts>' if form else ""
    styles = (
        f'<styleSheet xmlns="{MAIN}">{forms}<fonts><font/><font>{font}</font></fonts>'
        f'<fills><fill><patternFill patternType="none"/></fill><fill>{fill}</fill></fills><cellXfs><xf/>'
        f'<xf fontId="1" fillId="1" numFmtId="{170 if form else 0}"/></cellXfs></styleSheet>'
    )
    copy = xlsx(extra={"xl/styles.xml": styles}, extra_types={"xl__styles_xml": f"{SHEET_TYPE}.styles+xml"})
    return changed(copy, "xl/worksheets/sheet1.xml", '<c r="B2">', '<c r="B2" s="1">')


def solid(colour: str) -> str:
    return f'<patternFill patternType="solid"><fgColor {colour}/></patternFill>'


GRADIENT = '<gradientFill><stop position="0"><color rgb="FF000000"/></stop></gradientFill>'
NOTHING = "&quot;&quot;;&quot;&quot;;&quot;&quot;"


@pytest.mark.parametrize(
    "content",
    [
        styled("", solid('rgb="FF000000"')), styled('<color theme="4"/>', solid('theme="4"')),
        styled('<color rgb="FFFEFEFE"/>'), styled('<color indexed="9"/>'), styled('<sz val="1"/>'),
        styled("", form=NOTHING), styled("", form=";;;"),
    ],
)  # fmt: skip
def test_a_cell_whose_looks_show_nothing_is_found_and_left_out_of_a_copy(content: bytes) -> None:
    assert kinds("a.xlsx", content) == {"hidden_cells"}
    assert ">20<" not in made_without(content, "a.xlsx", "ecret")


@pytest.mark.parametrize(
    "content",
    [
        styled('<color theme="0"/>', solid('theme="4"')), styled('<color rgb="FFFFFFFF"/>', GRADIENT),
        styled('<color rgb="FFFFFFFF"/>', solid('rgb="FF1F3864"')), styled("", form="0;;"),
        styled('<color rgb="FF767676"/>'), styled('<sz val="8"/>'),
    ],
)  # fmt: skip
def test_a_cell_that_can_be_read_is_let_through(content: bytes) -> None:
    assert check("a.xlsx", content) == []


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("", xlsx(workbook='<definedNames><definedName name="who">"Testa Secret"</definedName></definedNames>')),
        ("", xlsx(extra={"xl/worksheets/sheet9.xml": f'<worksheet xmlns="{MAIN}"/>'}, extra_types={"xl__worksheets__sheet9_xml": f"{SHEET_TYPE}.worksheet+xml"})),
        ("", changed(xlsx(), "xl/sharedStrings.xml", "</sst>", "<si><t>Testa Secret</t></si></sst>")),
        ("", xlsx(after='<scenarios><scenario name="Worst" user="Testa"/></scenarios>')),
        ("hidden_columns", xlsx(cols='<cols><col min="2" max="2" outlineLevel="1" hidden="true" width="9"/></cols>')),
        ("metadata", xlsx(extra={"docMetadata/LabelInfo.xml": "<a/>"}, extra_types={"docMetadata__LabelInfo_xml": "application/vnd.ms-office.classificationlabels+xml"})),
    ],
)  # fmt: skip
def test_what_a_workbook_keeps_beside_its_cells_is_found(kind: str, content: bytes) -> None:
    assert kinds("a.xlsx", content) == ({kind} if kind else set())
    assert "January" in made_without(content, "a.xlsx", "Secret")


def test_an_empty_list_of_people_is_no_finding() -> None:
    people: dict[str, str | bytes] = {"xl/persons/person.xml": "<personList/>"}
    assert (
        check(
            "a.xlsx",
            xlsx(
                extra=people, extra_types={"xl__persons__person_xml": "application/vnd.ms-excel.person+xml"}
            ),
        )
        == []
    )


def field(code: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "".join(
        f"<w:r><w:instrText>{code[at : at + 6]}</w:instrText></w:r>" for at in range(0, len(code), 6)
    )
    return (
        f"<w:p>{mark.format('begin')}{code}{mark.format('separate')}{run('shown')}{mark.format('end')}</w:p>"
    )


def box(offset: int, properties: str = "", *, words: str = "Testa Secret", colour: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:anchor xmlns:wp="{PLACED}"><wp:positionH relativeFrom="page"><wp:posOffset>{offset}'
        '</wp:posOffset></wp:positionH><wp:extent cx="1000000" cy="300000"/><wp:docPr id="3" name="Box"/>'
        f'<a:graphic xmlns:a="{DRAWN}"><wps:wsp xmlns:wps="urn:wps"><wps:spPr>{properties}</wps:spPr><wps:txbx><w:txbxContent>'
        f"{paragraph(run(words, colour))}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def picture(about: str = "", cut: str = "", image: bytes = b"") -> bytes:
    drawn = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{PLACED}"><wp:docPr id="1" name="Picture 1" {about}/><a:graphic xmlns:a="{DRAWN}">'
        f'<pic:blipFill xmlns:pic="urn:pic"><a:blip r:embed="rId5"/>{cut}</pic:blipFill></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    return docx(
        drawn,
        extra={"word/media/image1.png": image or sample.png()},
        links=relations(("rId5", "image", "media/image1.png")),
    )


HIDDEN_BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;visibility:hidden"><v:textbox><w:txbxContent>'
    + paragraph("Testa Secret")
    + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
FILLED = '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'
WHITE = '<w:color w:val="FFFFFF"/>'


def with_styles(*styles: str, body: str) -> bytes:
    styles_xml = f'<w:styles xmlns:w="{WORD}">{"".join(styles)}</w:styles>'
    return docx(
        body,
        extra={"word/styles.xml": styles_xml},
        extra_types={"word__styles_xml": f"{WORD_TYPE}.styles+xml"},
    )


def usual(properties: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr>{properties}</w:rPr></w:style>'
    )


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("hidden_text", docx(paragraph("A ", run("Testa Secret", '<w:highlight w:val="black"/>')))),
        ("hidden_text", docx(paragraph("A ", run("Testa Secret", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')))),
        ("hidden_text", docx(paragraph("A ", run("Testa Secret", '<w:sz w:val="2"/>')))),
        ("hidden_text", docx(paragraph("A ", run("Testa Secret", '<w:color w:val="FDFDFD"/>')))),
        ("hidden_text", with_styles(usual("<w:vanish/>"), body=paragraph("Testa Secret"))),
        ("", docx(field('SET who "Testa Secret"'))),
        ("", docx(field('IF 1 = 1 "shown" "Testa Secret"'))),
        ("", docx('<w:p><w:fldSimple w:instr=" COMMENTS &quot;Testa Secret&quot; ">' + run("x") + "</w:fldSimple></w:p>")),
        ("", docx(field('INCLUDETEXT "a.docx"'))),
        ("", docx(field('HYPERLINK "file:///C:/private/staff.docx"'))),
        ("hidden_object", docx(paragraph("A") + box(-5_000_000))),
        ("hidden_object", docx(paragraph("A") + box(90_000_000))),
        ("hidden_object", docx(paragraph("A") + HIDDEN_BOX)),
        ("hidden_object", picture(cut='<a:srcRect l="20000" r="30000"/>')),
        ("", picture('descr="C:\\Users\\testa.secret\\complaint.png"')),
        ("", picture(f'descr="{"Testa Secret was asked. " * 12}"')),
        ("", docx(paragraph("A"), extra={"word/header9.xml": f'<w:hdr xmlns:w="{WORD}">{paragraph("Testa Secret")}</w:hdr>'}, extra_types={"word__header9_xml": f"{WORD_TYPE}.header+xml"})),
    ],
)  # fmt: skip
def test_what_a_document_keeps_out_of_sight_is_found_and_left_out_of_a_copy(
    kind: str, content: bytes
) -> None:
    assert kinds("a.docx", content) == ({kind} if kind else set())
    try:
        made_without(content, "a.docx", "ecret")
    except CannotCopy as nothing:
        assert "Nothing in it shows" in str(nothing)


BANNER = '<w:style w:type="paragraph" w:styleId="Banner"><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'


@pytest.mark.parametrize(
    "content",
    [
        docx(box(500_000, FILLED, words="In a dark box", colour=WHITE)),
        docx(paragraph("A ", run("Marked", '<w:highlight w:val="yellow"/>'))),
        docx(paragraph("A ", run("Light", '<w:shd w:val="clear" w:fill="000000"/>'))),
        with_styles(BANNER, body="<w:p><w:pPr><w:pStyle w:val='Banner'/></w:pPr>" + run("A banner") + "</w:p>"),
        docx(field('TOC \\o "1-3" \\h') + field("PAGEREF _Toc1 \\h") + field('HYPERLINK "https://www.example.org"')),
        picture('descr="The crest of the constabulary"'),
        picture(cut="<a:srcRect/>"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_in_a_document_is_let_through(content: bytes) -> None:
    assert check("a.docx", content) == []


def test_a_picture_that_was_cut_to_size_is_cut_for_good_in_a_copy() -> None:
    whole, out = Image.new("RGB", (100, 50), (0, 0, 200)), io.BytesIO()
    whole.paste((200, 0, 0), (60, 0, 100, 50))
    whole.save(out, "PNG")
    made, _ = make_file(picture(cut='<a:srcRect r="40000"/>', image=out.getvalue()), name="a.docx")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        left = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Width" in item]
        assert [(int(item.Width), int(item.Height)) for item in left] == [(60, 50)]
        assert pikepdf.PdfImage(left[0]).as_pil_image().convert("RGB").getcolors() == [(3000, (0, 0, 200))]


def test_a_note_within_the_parcel_is_found() -> None:
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("A")))) as parcel, zipfile.ZipFile(copy, "w") as other:
        for name in parcel.namelist():
            entry = zipfile.ZipInfo(name)
            entry.comment = b"Testa Secret" if name.endswith("document.xml") else b""
            other.writestr(entry, parcel.read(name))
    assert kinds("a.docx", copy.getvalue()) == {"comment"}
