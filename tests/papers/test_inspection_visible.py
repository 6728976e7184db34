"""What can be seen is let through, and what cannot is found, where the two lie close together."""

import io

import pikepdf
import pytest
from PIL import Image

from candour.papers.copies.check import check
from candour.papers.copies.make import make_file

from . import sample_files as sample
from .made import made_without
from .sample_files import docx, line, odt, paragraph, run

NOISE = bytes((number * 37 + number // 7 * 11) % 256 for number in range(40 * 40))


def with_picture(*, over: bool) -> bytes:
    """A page with words, and a picture full of colours over or under them."""
    document = pikepdf.new()
    draw, words = "q 300 0 0 40 60 590 cm /Im Do Q\n", line("Testa Secret", 600)
    sample.fill(document, words + draw if over else draw + words)
    document.pages[0].obj.Resources.XObject = pikepdf.Dictionary(
        Im=document.make_stream(
            NOISE, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=40,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )
    )  # fmt: skip
    return sample.saved(document)


def kinds(name: str, content: bytes) -> set[str]:
    return {finding.kind for finding in check(name, content)}


def test_words_under_a_picture_are_found_and_words_upon_it_are_not() -> None:
    assert kinds("a.pdf", with_picture(over=True)) == {"covered_text"}
    assert kinds("a.pdf", with_picture(over=False)) == set()


def test_words_in_a_layer_that_is_off_are_found_in_words() -> None:
    document = pikepdf.new()
    sample.fill(document, line("Shown") + "/OC /L BDC " + line("Testa Secret", 500) + "EMC\n")
    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Names")))
    document.pages[0].obj.Resources.Properties = pikepdf.Dictionary(L=layer)
    shown = pikepdf.Dictionary(OFF=pikepdf.Array([layer]), ON=pikepdf.Array())
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=shown)
    findings = check("a.pdf", sample.saved(document))
    assert {finding.kind for finding in findings} == {"hidden_layer", "covered_text"}
    assert "Names" in findings[0].sentence and "Testa Secret" in findings[1].sentence


def test_words_beyond_what_the_page_shows_are_found() -> None:
    document = pikepdf.new()
    sample.fill(document, line("Shown", 700) + line("Testa Secret", 100))
    document.pages[0].obj.CropBox = pikepdf.Array([0, 400, 595, 842])
    assert "outside the edge of page 1: Testa Secret" in check("a.pdf", sample.saved(document))[0].sentence


def test_white_letters_on_a_coloured_cell_are_no_secret() -> None:
    white = run("Month", '<w:color w:val="FFFFFF"/>')
    cell = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>{paragraph(white)}</w:tc>'
    table = "<w:tbl><w:tblPr/><w:tr>{}</w:tr></w:tbl>"
    assert kinds("a.docx", docx(table.format(cell))) == set()
    assert kinds("a.docx", docx(table.format(cell.replace("1F3864", "FFFFFF")))) == {"hidden_text"}


def test_a_style_that_hides_and_one_based_on_it_hide_their_words() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    styles = (
        f'<w:styles xmlns:w="{space}"><w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Gone"/></w:style></w:styles>'
    )
    for name in ("Gone", "Child"):
        body = paragraph("Shown ", run("Testa Secret", f'<w:rStyle w:val="{name}"/>'))
        content = docx(body, extra={"word/styles.xml": styles}, extra_types={"word__styles_xml": kind})
        assert kinds("a.docx", content) == {"hidden_text"}
        assert "Shown" in made_without(content, "a.docx", "Secret")


TRACKED = (
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>Testa Secret</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes><text:p>Kept</text:p>"
)
SPAN = '<text:span text:style-name="T1">Testa Secret</text:span>'
NOTE = "<office:annotation><text:p>Testa Secret</text:p></office:annotation>"
UNSEEN = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (odt(TRACKED), "tracked_change"),
        (odt(f"<text:p>Kept{SPAN}</text:p>", styles=UNSEEN), "hidden_text"),
        (odt(f"<text:p>Kept{NOTE}</text:p>"), "comment"),
        (odt('<text:p>Kept<text:hidden-text text:string-value="Testa Secret"/></text:p>'), "hidden_text"),
    ],
)  # fmt: skip
def test_a_text_document_is_looked_into_and_cleaned(content: bytes, kind: str) -> None:
    assert kinds("a.odt", content) == {kind}
    assert "Kept" in made_without(content, "a.odt", "Testa")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("more", [b"Testa Secret;", sample.jpeg(), sample.png()])
def test_what_hangs_behind_a_picture_is_found_though_it_is_a_picture_too(kind: str, more: bytes) -> None:
    out = io.BytesIO()
    Image.effect_noise((60, 50), 80).save(out, kind)
    name = f"a.{kind.lower()}"
    assert kinds(name, out.getvalue()) == set()
    assert kinds(name, out.getvalue() + more) == {"trailing"}
    assert kinds(name if kind == "JPEG" else "a.png", make_file(out.getvalue() + more, name=name)[0]) == set()


def test_a_picture_in_steps_ends_where_its_last_step_ends() -> None:
    out = io.BytesIO()
    Image.effect_noise((60, 50), 80).convert("RGB").save(out, "JPEG", progressive=True)
    assert kinds("a.jpg", out.getvalue()) == set()
