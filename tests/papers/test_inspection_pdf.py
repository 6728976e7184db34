"""What a PDF keeps of which its pages show nothing or a part; and pages on which all can be seen."""

import io

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from candour.papers.copies.make import make_file
from candour.papers.formats.pdf_pages import page_texts
from candour.papers.inspection.inspect_file import inspect_file

from . import sample_files as sample
from .sample_files import line, pdf


def kinds(content: bytes) -> set[str]:
    return {finding.kind for finding in inspect_file("a.pdf", content)}


def page(drawn: str, *, image: bool = False) -> pikepdf.Pdf:
    document = pikepdf.new()
    sample.fill(document, drawn)
    if image:
        out = io.BytesIO()
        Image.effect_noise((200, 100), 90).convert("RGB").save(out, "JPEG")
        about = {
            "Type": Name.XObject, "Subtype": Name.Image, "Width": 200, "Height": 100, "BitsPerComponent": 8,
            "ColorSpace": Name.DeviceRGB, "Filter": Name.DCTDecode,
        }  # fmt: skip
        document.pages[0].obj.Resources.XObject = Dictionary(Im=document.make_stream(out.getvalue(), **about))
    return document


def with_image(drawn: str) -> bytes:
    return sample.saved(page(drawn, image=True))


PLACED = "q 400 0 0 200 50 50 cm /Im Do Q "
SPOKEN = line("Shown", 700) + "/Span <</ActualText (Testa Secret)>> BDC " + line("xxxxx xxxxxx", 600) + "EMC "


def under_a_mark() -> bytes:
    document = page(line("Testa Secret", 600))
    box = document.make_stream(
        b"0 g 0 0 300 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 30])
    )
    document.pages[0].obj.Annots = Array([document.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array([60, 590, 360, 620]), AP=Dictionary(N=box), F=4,
    ))])  # fmt: skip
    return sample.saved(document)


def see_through() -> bytes:
    document = page("/G gs " + line("Testa Secret", 600))
    document.pages[0].obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=0))
    return sample.saved(document)


def in_a_drawing() -> bytes:
    document = page("/Fm Do")
    shown = line("Testa Secret", 600).encode() + b"0 g 60 590 300 30 re f"
    about = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 595, 842])}
    drawing = document.make_stream(shown, Resources=document.pages[0].obj.Resources, **about)
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Fm=drawing))
    return sample.saved(document)


def on_a_page_of_a_list() -> bytes:
    document = page(line("Shown"))
    file = Dictionary(
        Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=document.make_stream(b"Testa Secret"))
    )
    document.pages[0].obj.AF = Array([file])
    return sample.saved(document)


def named_script() -> bytes:
    document = page(line("Shown"))
    program = Dictionary(S=Name.JavaScript, JS=String("1"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), program])))
    return sample.saved(document)


def described(words: str) -> bytes:
    document = page(line("Shown"))
    figure = document.make_indirect(Dictionary(S=Name.Figure, Alt=String(words)))
    document.Root.StructTreeRoot = document.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([figure]))
    )
    return sample.saved(document)


PLANTED = [
    ("hidden_object", with_image(line("Shown") + "q 100 100 50 50 re W n " + PLACED + "Q ")),
    ("hidden_object", with_image(line("Shown") + PLACED + "0 g 50 50 400 200 re f")),
    ("hidden_object", with_image(line("Shown") + PLACED + "0 g 120 90 60 12 re f")),
    ("earlier_version", with_image(line("Shown"))),
    ("covered_text", sample.saved(page(SPOKEN))),
    ("covered_text", pdf(line("Shown") + "BT /F1 0.3 Tf 72 600 Td (Testa Secret) Tj ET")),
    ("covered_text", pdf("q 0 0 1 1 re W n " + line("Testa Secret", 600) + "Q ")),
    ("covered_text", pdf("0 0 0.6 rg 60 590 300 30 re f " + line("Testa Secret", 600))),
    ("covered_text", see_through()),
    ("covered_text", in_a_drawing()),
    ("covered_text", under_a_mark()),
    ("embedded", on_a_page_of_a_list()),
    ("script", named_script()),
    ("metadata", described("Testa Secret was asked. " * 12)),
]


@pytest.mark.parametrize(("kind", "content"), PLANTED)
def test_what_a_page_does_not_show_is_found_and_left_out_of_a_copy(kind: str, content: bytes) -> None:
    assert kind in kinds(content)
    copy, _ = make_file(content, name="a.pdf")
    text = "".join(page_texts(copy))
    assert "Secret" not in text and kinds(copy) <= {"covered_text"}


def turned(degrees: int, content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as document:
        document.pages[0].obj.Rotate = degrees
        return sample.saved(document)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_bar_over_a_picture_is_found_however_the_page_is_turned(degrees: int) -> None:
    barred, whole = PLACED + "0 g 120 90 60 12 re f", PLACED + line("over it", 100)
    assert kinds(turned(degrees, with_image(barred))) == {"hidden_object"}
    assert kinds(turned(degrees, with_image(whole))) == set()


LETTER = """
#set document(title: "Answer", date: none)
#set page(fill: rgb("#f2f7fb"), header: [Northshire #h(1fr) 2026])
= Freedom of information
#table(columns: 2, fill: (x, y) => if y == 0 { rgb("#1f3864") },
  table.header(text(white)[*Month*], text(white)[*Calls*]), [June], [212])
#rect(fill: black, inset: 8pt)[#text(white)[White on black]]
#box(fill: rgb("#d4351c"), inset: 6pt)[#text(white)[Office difficult affluent]]
#place(center + horizon, rotate(45deg, text(60pt, fill: rgb(0, 0, 0, 20))[DRAFT]))
#link("https://www.example.org")[the figures]
#text(6pt)[Small print that can be read.]
"""


@pytest.mark.parametrize(
    "content",
    [
        typst.compile(LETTER.encode()),
        with_image(PLACED + line("A caption over it", 60)),
        with_image("q 0.7 g 0 0 595 842 re f Q " + PLACED),
        described("The crest of the constabulary"),
        pdf("/Span <</ActualText (Shown again)>> BDC " + line("Shown again") + "EMC"),
    ],
)
def test_what_a_reader_sees_is_let_through(content: bytes) -> None:
    assert inspect_file("a.pdf", content) == []
