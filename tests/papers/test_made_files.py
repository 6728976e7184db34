"""What goes out is made from what shows: no planted name is in it, and the words that show are."""

import zipfile
from io import BytesIO

import pikepdf
import pytest

from candour.papers.copies.make import make_file
from candour.papers.findings import CannotCopy
from candour.papers.formats.pdf_pages import page_texts
from candour.papers.inspection.inspect_file import inspect_file
from candour.papers.jobs import copying

from . import planted_looks as looks
from . import sample_files as sample
from .made import holds, words_of
from .planted import PLANTED

_NAMES = ("Testa", "Secret", "\U000e0054")
HIDDEN = [
    *((f"{name}.docx", content, "") for name, content in looks.DOCUMENTS),
    *(
        (f"{name}.xlsx", content, "Figures" if "unless" in name else "January")
        for name, content in looks.WORKBOOKS
    ),
    *((f"{name}.ods", content, "Yes") for name, content in looks.SPREADSHEETS),
    *((f"{name}.odt", content, "Yes") for name, content in looks.TEXTS),
    ("far below.txt", b"Yes\n" + b"\n" * 200 + b"Testa\n", "Yes"),
    ("far below.csv", b"Yes\n" + b"\n" * 200 + b"Testa\n", "Yes"),
    ("behind a gap.csv", b"a,b\nYes" + b" " * 300 + b"Testa,2\n", "Yes"),
]


def test_the_table_of_what_is_planted_has_more_than_a_hundred_and_twenty_rows() -> None:
    assert len(HIDDEN) + len(PLANTED) >= 120


@pytest.mark.parametrize(("name", "content", "shown"), HIDDEN, ids=[row[0] for row in HIDDEN])
def test_what_cannot_be_seen_is_not_in_the_file_that_is_made(name: str, content: bytes, shown: str) -> None:
    made, _ = make_file(content, name=name)
    assert not any(holds(made, word) for word in _NAMES)
    assert (shown or "We hold 12 records.") in words_of(made) or (not shown and "Yes" in words_of(made))


@pytest.mark.parametrize(("name", "kind", "hidden", "clean"), PLANTED, ids=[row[0] for row in PLANTED])
def test_each_of_the_planted_files_loses_what_was_planted(
    name: str, kind: str, hidden: bytes, clean: bytes
) -> None:
    made, _ = make_file(hidden, name=name)
    if name != "form.pdf":  # what is written in its box is drawn on the page
        assert not any(holds(made, word) for word in _NAMES)
    assert [one for one in inspect_file(name, made) if one[0] not in ("wrong_name", "covered_text")] == []


_TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Calls</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
_PARTS = (
    '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Our answer</w:t></w:r></w:p>'
    "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>First</w:t></w:r></w:p>"
)
_ON_DARK = sample.run("Totals", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>')
_LIST = "<text:list><text:list-item><text:p>Twelve</text:p></text:list-item></text:list>"
_TEXT = f'<text:h text:outline-level="1">Answer</text:h>{_LIST}<text:p>Ŵ and é</text:p>'
SHOWN = [
    ("a.docx", sample.docx(sample.paragraph("We hold 12 records.")), ["We hold 12 records."]),
    ("a.docx", sample.docx(_TABLE), ["Calls"]),
    ("a.docx", sample.docx(_PARTS), ["Our answer", "First"]),
    ("a.docx", sample.docx(sample.paragraph(_ON_DARK)), ["Totals"]),
    ("a.xlsx", sample.xlsx(), ["Month", "January", 'office:value="40"']),
    ("a.xlsx", sample.xlsx(second=' state="visible"'), ["Figures", "Staff", "Secret name"]),
    ("a.ods", sample.ods(sample.table("Calls", sample.row("Year", "2025"))), ["Calls", "Year", "2025"]),
    ("a.odt", sample.odt(_TEXT), ["Answer", "Twelve", "Ŵ and é"]),
    ("a.txt", "First line\nSecond line: Siân".encode(), ["First line", "Second line: Siân"]),
    ("a.csv", b"year,calls\n2025,412\n", ["year,calls\r\n2025,412\r\n"]),
    ("a.pdf", sample.pdf(sample.line("Visible words")), ["Visible words"]),
]


@pytest.mark.parametrize(("name", "content", "words"), SHOWN)
def test_what_shows_is_in_it_as_text(name: str, content: bytes, words: list[str]) -> None:
    made, removed = make_file(content, name=name)
    assert all(word in words_of(made) for word in words) and removed == []


@pytest.mark.parametrize(("name", "kind", "hidden", "clean"), PLANTED, ids=[row[0] for row in PLANTED])
def test_each_clean_twin_keeps_its_words(name: str, kind: str, hidden: bytes, clean: bytes) -> None:
    made, _ = make_file(clean, name=name)
    if clean.startswith(b"PK") and name.endswith(".docx"):
        with zipfile.ZipFile(BytesIO(clean)) as archive:
            text = sample.words_in_xml(archive.read("word/document.xml"))
        assert all(word in words_of(made) for word in text.split())
    if clean.startswith(b"%PDF"):
        assert "".join(page_texts(made)).split() == "".join(page_texts(clean)).split()


def test_a_document_becomes_a_tagged_pdf_in_its_language() -> None:
    made, _ = make_file(sample.docx(sample.paragraph("Hello")), name="a.docx")
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"


def test_a_number_is_given_as_its_format_shows_it() -> None:
    formats = looks.book_styles(xf='<xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="2"/>')
    cells = '<row r="7"><c r="A7" s="1"><v>0.123456789</v></c><c r="B7" s="2"><v>45678</v></c><c r="C7" s="3"><v>2.71828</v></c></row>'  # noqa: E501
    text = words_of(make_file(looks.with_cells(cells, **formats), name="a.xlsx")[0])
    assert ">12%<" in text and ">2025-01-21<" in text and ">2.72<" in text
    assert "123456" not in text and "71828" not in text


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-a", "@SUM(A1)", "=HYPERLINK(1)"])
def test_no_cell_of_a_table_begins_like_a_formula(cell: str) -> None:
    made, _ = make_file(f"a,b\n{cell},-5\n".encode(), name="a.csv")
    expected = cell if cell in ("-5",) else f"'{cell}"
    assert made == f"a,b\r\n{expected},-5\r\n".encode()


def test_what_has_nothing_to_show_is_refused() -> None:
    with pytest.raises(CannotCopy, match="Nothing in it shows"):
        make_file(sample.docx(sample.paragraph(sample.run("Testa", "<w:vanish/>"))), name="a.docx")


def test_it_says_what_it_left_out_and_never_the_words() -> None:
    _, removed = make_file(looks.WORKBOOKS[1][1], name="a.xlsx")
    assert removed == ["1 cell far from the others left out"]


def test_a_file_is_made_in_a_process_with_limits() -> None:
    copy = copying.make_file("a.docx", sample.docx(sample.paragraph("Hello", sample.run("x", "<w:vanish/>"))))
    assert "Hello" in words_of(copy.content)
    assert copy.removed == ["1 stretch of text that does not show left out"]
