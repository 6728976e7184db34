"""Addresses and numbers planted in every corner of a file: all gone, and every reference still there."""

# XML is kept in one piece, as it lies in a file.
# ruff: noqa: E501

from collections.abc import Callable

import pikepdf
import pytest

from candour.papers.copies.readable_words import count_readable
from candour.papers.findings import CannotCopy
from candour.papers.jobs.copying import text_of_pdf
from candour.papers.jobs.masking import mask_document
from candour.papers.masking.spared import OwnContacts

from . import made
from . import sample_files as sample
from .made import words_of
from .sample_files import CORE, CORE_TYPE, docx, line, ods, paragraph, pdf, relations, run, table

EMAILS = ["testa.asker@example.org", "o'testa@example.com", "t.estwoman@police.example"]
PHONES = ["07700 900123", "020 7946 0018", "+44 7700 900456"]
SPARED = ["01/FOI/22/027524", "01.FOI.23.034971", "2022-11-29", "£1,234,567"]
PROSE = (
    f"Write to {EMAILS[0]} or ring {PHONES[0]}. Ref {SPARED[0]} and {SPARED[1]} of {SPARED[2]}, {SPARED[3]}."
)


def everything(content: bytes) -> str:
    """What can be read in a file, and what lies in it."""
    return words_of(content) + made.everything(content).decode("utf-8", "replace")


def split(text: str) -> list[str]:
    """A run for every three letters, as a spelling checker leaves them."""
    return [run(text[offset : offset + 3]) for offset in range(0, len(text), 3)]


def word_file() -> bytes:
    link = '<w:hyperlink r:id="rId7">' + run("a link") + "</w:hyperlink>"
    return docx(
        paragraph(PROSE) + paragraph(*split(f"Or {EMAILS[1]}, {PHONES[1]} now")) + paragraph("See ", link)
        + paragraph('<w:r><w:instrText>HYPERLINK "mailto:t.estwoman@police.example"</w:instrText></w:r>'),
        extra={"docProps/core.xml": CORE.format(EMAILS[2]), "word/footer1.xml":
               f'<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraph(*split(PHONES[2]))}</w:ftr>'},
        extra_types=CORE_TYPE,
        links=relations(("rId7", "hyperlink", f"mailto:{EMAILS[2]}?subject=ask"), outside=True),
    )  # fmt: skip


def workbook() -> bytes:
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>testa.asker@</t></r><r><t>example.org</t></r></si><si><t>{PHONES[0]}</t></si><si><t>{PROSE}</t></si><si><t>{EMAILS[1]}, {PHONES[1]}, {PHONES[2]}</t></si></sst>'
    return sample.xlsx(
        extra={"xl/sharedStrings.xml": strings, "docProps/core.xml": CORE.format(EMAILS[2])}, extra_types=CORE_TYPE,
        after='<hyperlinks><hyperlink ref="A1" r:id="rId1" tooltip="mail testa.asker@example.org"/></hyperlinks>',
        sheet_links=relations(("rId1", "hyperlink", f"mailto:{EMAILS[0]}"), outside=True),
    )  # fmt: skip


def spreadsheet() -> bytes:
    rows = (
        sample.row(PROSE), sample.row("<text:span>testa.asker</text:span>@example.<text:span>org</text:span> and 07700<text:s/>900123 then"),
        sample.row(f'<text:a xlink:href="mailto:{EMAILS[1]}">{EMAILS[1]}</text:a> {PHONES[1]}, {PHONES[2]}'),
        f'<table:table-row><table:table-cell office:string-value="{EMAILS[2]}"><text:p>x</text:p></table:table-cell></table:table-row>',
    )  # fmt: skip
    return ods(table("A", *rows), meta=f"<dc:creator>{EMAILS[2]}</dc:creator>")


@pytest.mark.parametrize("content", [word_file(), workbook(), spreadsheet()], ids=["docx", "xlsx", "ods"])
def test_every_address_and_number_is_gone_from_an_office_file_and_references_stay(content: bytes) -> None:
    masked = mask_document(content)
    text = everything(masked.content)

    for planted in [*EMAILS, *PHONES]:
        assert planted not in text and planted.replace(" ", "") not in text.replace(" ", "")
    assert "mailto:t" not in text and "900123" not in text and "example.org" not in text
    assert all(reference in text for reference in SPARED)
    assert "[email address]" in text and "[phone number]" in text
    assert "e-mail addresses" in masked.removed[0] and "phone numbers masked" in masked.removed[0]


def test_a_mask_stands_once_where_the_address_began() -> None:
    masked = mask_document(docx(paragraph(*split(f"Or {EMAILS[1]}, and more"))))
    assert words_of(masked.content) == "Or [email address], and more"


def test_every_address_and_number_is_gone_from_a_pdf_and_references_stay() -> None:
    document = pikepdf.new()
    sample.fill(
        document,
        line(f"Write to {EMAILS[0]} or {PHONES[0]}.")
        + line(f"Ref {SPARED[0]} stays. {PHONES[1]}", 600)
        + line("Split testa.asker@", 500)
        + line("example.org here", 480),
    )
    document.trailer.Info = document.make_indirect(pikepdf.Dictionary(Author=pikepdf.String(EMAILS[2])))
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([1, 1, 90, 90]),
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"mailto:{EMAILS[1]}")),
    ))])  # fmt: skip
    masked = mask_document(sample.saved(document))

    assert count_readable(masked.content, [*EMAILS, *PHONES]) == 0
    assert count_readable(masked.content, [SPARED[0]]) == 1
    assert "masked" in masked.removed[0]


def test_a_figure_that_is_a_number_in_one_place_of_a_pdf_stays_in_another() -> None:
    text = line("Ring 01632 960157/8, or extension: 4421.") + line(
        "On 8 July 2026 there were 4421 calls.", 600
    )
    text = "".join(text_of_pdf(mask_document(pdf(text)).content))
    assert "On 8 July 2026 there were 4421 calls." in text
    assert "960157" not in text and "extension: [removed]." in text


def test_an_address_broken_over_lines_of_a_document_is_caught() -> None:
    masked = mask_document(
        docx("<w:p>" + run("testa@example.") + "<w:r><w:br/></w:r>" + run("org") + "</w:p>")
    )
    assert "testa" not in everything(masked.content) and "1 e-mail address masked" in masked.removed


def test_a_pdf_with_nothing_to_mask_is_still_a_new_one() -> None:
    masked = mask_document(pdf(line(f"Ref {SPARED[0]}")))
    assert count_readable(masked.content, [SPARED[0]]) == 1 and masked.removed == []


def test_names_are_masked_where_they_are_asked_to_be() -> None:
    masked = mask_document(docx(paragraph(*split("Said Testa Asker, twice"))), names=["Testa Asker"])
    assert "Asker" not in everything(masked.content) and masked.removed == ["1 name masked"]


@pytest.mark.parametrize(
    "make", [lambda text: docx(paragraph(text)), lambda text: pdf(line(text))], ids=["docx", "pdf"]
)
def test_our_own_address_and_number_stay_in_a_file(make: Callable[[str], bytes]) -> None:
    file = make("Write to foi@line.example or 0808 157 0123.")

    assert mask_document(file, ours=OwnContacts("foi@line.example", "0808 157 0123")).removed == []
    assert mask_document(file).removed[0] == "1 e-mail address and 1 phone number masked"


def test_what_cannot_be_masked_is_refused() -> None:
    with pytest.raises(CannotCopy, match="in a picture"):
        mask_document(sample.png())
    with pytest.raises(CannotCopy, match="We make new files"):
        mask_document(b"\xd0\xcf\x11\xe0" + b"\0" * 600)


def test_a_table_is_masked_cell_by_cell() -> None:
    masked = mask_document(b"who,calls\ntesta@example.org,12\n", name="a.csv")
    assert masked.content == b"who,calls\r\n[email address],12\r\n"
