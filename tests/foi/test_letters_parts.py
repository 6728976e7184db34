import datetime as dt
import io
import re

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.foi.letters.typesetting import LetterSheet, pdf_of
from candour.foi.requests.letter_parts import parts_of, quoted, tidy

SHEET = LetterSheet(
    title="Our answer", sender="Invented Line", reference="01/FOI/26/000123", on=dt.date(2026, 7, 8)
)
BODY = """Part: one not held, one disclosed.

Question 1
----------

  How many?

- one thing, see https://example.org/figures/number/5.1-3.
- another

That is all.
"""


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def kinds_in(pdf: bytes) -> set[str]:
    """The kinds of structure that a screen reader finds."""
    found: set[str] = set()
    document = pikepdf.open(io.BytesIO(pdf))
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem":
            found.add(str(one["/S"]))
    return found


def test_a_letter_is_read_as_its_parts() -> None:
    parts = parts_of(BODY)
    assert [one.kind for one in parts] == ["paragraph", "heading", "quote", "item", "item", "paragraph"]
    address = next(run for run in parts[3].lines[0] if run.url)
    assert address.url == "https://example.org/figures/number/5.1-3"


@given(st.text())
def test_what_an_asker_wrote_makes_no_heading_and_no_list(text: str) -> None:
    kinds = {one.kind for one in parts_of(tidy(f"before\n\n{quoted(text)}\n\nafter"))}
    assert kinds <= {"paragraph", "quote"}
    assert "heading" not in kinds


@given(st.text(st.characters(exclude_categories=("C", "Z"))))
def test_no_word_of_a_letter_is_lost(text: str) -> None:
    told = "".join(run.text for part in parts_of(f"a {text} b") for line in part.lines for run in line)
    assert told == f"a {text} b"


def test_a_pdf_is_tagged_titled_and_in_its_language() -> None:
    made = pdf_of(BODY, SHEET)
    document = pikepdf.open(io.BytesIO(made))

    assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "en-GB"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Our answer" and metadata["pdfuaid:part"] == "1"
    assert {"/H1", "/P", "/L", "/Link", "/BlockQuote"} <= kinds_in(made)
    assert pdf_of(BODY, SHEET) == made


INJECTIONS = [
    '#import "@preview/x:1.0.0": y',
    "#{import}",
    "]",
    "$ x $ \\ *b* _i_ `c` @l <l> ~ --- // /*",
    '#read("/etc/passwd")',
    '"), panic("',
    "{{ settings.SECRET_KEY }} {% load %}",
    "= heading",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_signs_of_the_typesetter_are_printed_as_they_are(text: str) -> None:
    sheet = LetterSheet(
        title=f"On {text}", sender=text, reference=text, on=SHEET.on, to=f"{text}\nb", marking=text
    )
    made = words_of(pdf_of(f"begins {text} ends\n\n{quoted(text)}\n", sheet))
    assert f"begins {text} ends" in made
    assert made.count(text) >= 6


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="ascii", exclude_categories=("C",)), min_size=1).filter(str.strip))
def test_no_text_breaks_a_letter_or_is_lost(text: str) -> None:
    made = words_of(pdf_of(f"begins {text} ends\n", SHEET))
    # Lines are broken where the paper ends.
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", made)


def test_a_sign_that_no_font_of_ours_has_still_gives_a_tagged_letter() -> None:
    made = pdf_of("中文 and العربية, Ŵŷ\n", SHEET)
    assert pikepdf.open(io.BytesIO(made)).Root.MarkInfo.Marked
    assert "العربية, Ŵŷ" in words_of(made)


def test_a_word_wider_than_the_paper_goes_on_in_the_next_line_and_loses_nothing() -> None:
    pdf = pdf_of(tidy(quoted("x" * 2000)), SHEET)
    pages = list(pypdfium2.PdfDocument(pdf))
    inside = [
        page.get_textpage().get_text_bounded(0, 0, page.get_width() - 60, page.get_height()) for page in pages
    ]
    assert "".join(inside).count("x") == 2000


def test_twenty_long_questions_are_all_there() -> None:
    asked = [f"{number} " + "How many calls came? " * 380 for number in range(1, 21)]
    pdf = pdf_of(tidy("\n\n".join(f"Question {one[:2]}\n-----\n\n{quoted(one)}" for one in asked)), SHEET)
    assert words_of(pdf).count("calls") == 20 * 380
    assert "/BlockQuote" in kinds_in(pdf) and pikepdf.open(io.BytesIO(pdf)).Root.MarkInfo.Marked


def test_signs_that_turn_or_break_the_words_are_left_out_and_welsh_is_kept() -> None:
    pdf = pdf_of(tidy(quoted("pay \u202e1000\u202c now\x07, Ŵyn a'r Tŷ: ŵ ŷ Ŵ Ŷ")), SHEET)
    assert "pay 1000 now, Ŵyn a'r Tŷ: ŵ ŷ Ŵ Ŷ" in words_of(pdf)
    assert b"pdfuaid" in pikepdf.open(io.BytesIO(pdf)).Root.Metadata.read_bytes()


def test_a_letter_that_names_nobody_has_no_salutation_and_no_marking() -> None:
    plain = words_of(pdf_of("x\n", SHEET))
    assert "Dear" not in plain and "OFFICIAL" not in plain
    told = LetterSheet(
        title="x",
        sender="y",
        reference="z",
        on=SHEET.on,
        marking="OFFICIAL",
        to="Testa Asker\n1 Road",
        salutation="Dear Testa Asker,",
    )
    assert "Dear Testa Asker," in words_of(pdf_of("x\n", told)) and "OFFICIAL" in words_of(
        pdf_of("x\n", told)
    )
