"""What OpenDocument files hide by looks, places and fields; and the same looks where they hide nothing."""

# XML is kept in one piece, as it lies in a file.
# ruff: noqa: E501

import pytest

from candour.papers.copies.check import check

from .made import made_without
from .sample_files import ods, odt, row, table

SPAN = '<text:p>Kept <text:span text:style-name="B">Testa Secret</text:span></text:p>'
CELL = '<table:table-row><table:table-cell table:style-name="B"><text:p>Testa Secret</text:p></table:table-cell></table:table-row>'
DECLARED = '<text:user-field-decls><text:user-field-decl text:name="w" office:string-value="Testa Secret"/></text:user-field-decls>'
CHOICE = '<text:p>Kept <text:conditional-text text:string-value-if-true="Testa Secret">shown</text:conditional-text></text:p>'
SCENARIO = '<table:scenario table:comment="Testa Secret"/>'
FRAME = "<text:p>Kept{}</text:p>"


def style(text: str = "", *, family: str = "text", more: str = "") -> str:
    about = f"<style:text-properties {text}/>" if text else ""
    return f'<style:style style:name="B" style:family="{family}">{about}{more}</style:style>'


def cells(about: str) -> str:
    return f"<style:table-cell-properties {about}/>"


def frame(position: str) -> str:
    drawn = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    svg = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    box = "<draw:text-box><text:p>Testa Secret</text:p></draw:text-box>"
    return f'<draw:frame {drawn} {svg} svg:x="{position}" svg:width="3cm">{box}</draw:frame>'


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("hidden_text", "a.odt", odt(SPAN, styles=style('fo:color="#000000" fo:background-color="#000000"'))),
        ("hidden_text", "a.odt", odt(SPAN, styles=style('fo:color="#fefefe"'))),
        ("hidden_text", "a.odt", odt(SPAN, styles=style('fo:font-size="1pt"'))),
        ("", "a.odt", odt(DECLARED + "<text:p>Kept</text:p>")),
        ("hidden_text", "a.odt", odt(CHOICE)),
        ("hidden_object", "a.odt", odt(FRAME.format(frame("-40cm")))),
        ("", "a.ods", ods(table("A", row("Kept")) + table("S", SCENARIO, row("Kept")))),
        ("hidden_cells", "a.ods", ods(
            table("A", row("Kept"), CELL),
            styles=style('fo:color="#1f3864"', family="table-cell", more=cells('fo:background-color="#1f3864"')),
        )),
        ("hidden_cells", "a.ods", ods(
            table("A", row("Kept"), CELL),
            styles=style(family="table-cell", more=cells('style:cell-protect="hidden-and-protected"')),
        )),
        ("hidden_columns", "a.ods", ods(table(
            "A", row("Kept", "Testa Secret"),
            columns='<table:table-column/><table:table-column-group table:display="false"><table:table-column/>'
            "</table:table-column-group>",
        ))),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_found_and_left_out_of_a_copy(kind: str, name: str, content: bytes) -> None:
    assert {finding.kind for finding in check(name, content)} == ({kind} if kind else set())
    assert "Kept" in made_without(content, name, "Secret")


DARK = '<style:style style:name="D" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f3864"/></style:style>'
IN_A_CELL = '<table:table><table:table-row><table:table-cell table:style-name="D"><text:p text:style-name="B">Month</text:p></table:table-cell></table:table-row></table:table>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.odt", odt(IN_A_CELL, styles=DARK + style('fo:color="#ffffff"', family="paragraph"))),
        ("a.odt", odt(FRAME.format(frame("2cm")))),
        ("a.odt", odt(SPAN, styles=style('fo:color="#ffffff" fo:background-color="#000000"'))),
        ("a.odt", odt(DECLARED + '<text:p><text:user-field-get text:name="w">shown</text:user-field-get></text:p>')),
        ("a.ods", ods(table("A", CELL), styles=style(
            'fo:color="#ffffff"', family="table-cell", more=cells('fo:background-color="#1f3864"'),
        ))),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_let_through(name: str, content: bytes) -> None:
    assert check(name, content) == []


def test_what_is_shown_of_a_choice_stays_in_a_copy() -> None:
    assert "Kept" in made_without(odt(CHOICE), "a.odt", "Secret")


def test_the_words_of_a_link_to_somebodys_folder_stay_in_a_copy() -> None:
    link = 'a <text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///C:/x.odt">b <text:span>c</text:span> d</text:a> e'
    assert "a b c d e" in made_without(odt(f"<text:p>{link}</text:p>"), "a.odt", "file:")
