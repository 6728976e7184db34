import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from odfdo import Document as Spreadsheet
from odfdo import Table

from candour.figures.files import spreadsheet
from candour.figures.releasing.numbers import from_bytes, to_bytes

from .sample import sample_document

SAMPLE = sample_document()
CONTENT = spreadsheet.ods(SAMPLE)
FRONT = ["Cover", "Contents", "Notes", "Definitions"]
SIGN = re.compile(r"\[[^\]]+\]")


@pytest.fixture(scope="module")
def book() -> Spreadsheet:
    return Spreadsheet(BytesIO(CONTENT))


def sheets(book: Spreadsheet) -> list[Table]:
    return list(book.body.tables)


def ranges(book: Spreadsheet) -> dict[str, tuple[str, str]]:
    """The name of each sheet's table, and its first and last cell."""
    found = {}
    for one in book.body.get_elements("table:database-ranges/table:database-range"):
        assert one.get_attribute("table:contains-header")
        address = str(one.get_attribute("table:target-range-address")).replace("$", "")
        first, last = (part.rpartition(".") for part in address.split(":"))
        assert first[0] == last[0]
        found[first[0].strip("'")] = (first[2], last[2])
        assert one.get_attribute("table:name") == "Table_" + first[0].strip("'").replace(" ", "_")
    return found


def tables(book: Spreadsheet) -> Iterator[tuple[str, list[str], list[list[object]]]]:
    """Each sheet with a table: its name, its header, its rows."""
    places = ranges(book)
    for sheet in sheets(book):
        if sheet.name in places:
            first, last = places[str(sheet.name)]
            head, *rows = sheet.get_values(f"{first}:{last}")
            yield str(sheet.name), [str(one) for one in head], [list(row) for row in rows]


def table(book: Spreadsheet, name: str) -> tuple[list[str], list[list[object]]]:
    return next((head, rows) for found, head, rows in tables(book) if found == name)


def test_it_begins_with_cover_contents_notes_and_definitions(book: Spreadsheet) -> None:
    names = [sheet.name for sheet in sheets(book)]
    assert names[:4] == FRONT
    assert names[4:] == [
        "Totals", "Months", "Quarters", "Cohorts", "Channels", "Forces", "Reasons", "Kinds", "Days", "Sums",
        "Revisions",
    ]  # fmt: skip


def test_each_sheet_but_the_cover_has_one_table_with_a_name(book: Spreadsheet) -> None:
    assert set(ranges(book)) == {sheet.name for sheet in sheets(book)} - {"Cover"}


def test_a_table_reaches_to_the_last_cell_of_its_sheet_and_nothing_stands_beside_it(
    book: Spreadsheet,
) -> None:
    places = ranges(book)
    for sheet in sheets(book):
        if sheet.name in places:
            _, last = places[str(sheet.name)]
            assert (sheet.width, sheet.height) == _place(last)
            for row in sheet.rows[: _place(places[str(sheet.name)][0])[1] - 1]:
                assert row.width == 1


def _place(cell: str) -> tuple[int, int]:
    letters, row = re.fullmatch(r"([A-Z]+)([0-9]+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(row)


def test_a_header_is_one_row_marked_as_such_and_no_two_columns_have_the_same_words(book: Spreadsheet) -> None:
    for _, head, _ in tables(book):
        assert len(set(head)) == len(head) and all(head)
    for sheet in sheets(book):
        headers = sheet.get_elements("table:table-header-rows/table:table-row")
        assert len(headers) == (sheet.name != "Cover")


def test_no_cell_is_blank_and_none_is_merged(book: Spreadsheet) -> None:
    for _, _, rows in tables(book):
        assert rows
        for row in rows:
            assert all(one not in (None, "") for one in row)
    for sheet in sheets(book):
        assert all(row.width and all(one.value not in (None, "") for one in row.cells) for row in sheet.rows)
    assert "spanned" not in (xml := _xml("content.xml")) and "covered-table-cell" not in xml
    assert "repeated" not in xml


def test_numbers_are_numbers_with_a_comma_at_the_thousands_and_signs_are_words(book: Spreadsheet) -> None:
    sheet = next(one for one in sheets(book) if one.name == "Totals")
    cells = [cell for row in sheet.rows for cell in row.cells if cell.value == 2_339]
    assert [(cell.type, cell.get_element("text:p").text) for cell in cells] == [("float", "2,339")]  # type: ignore[union-attr]
    assert 'number:grouping="true"' in _xml("content.xml")
    _, rows = table(book, "Forces")
    assert ["Kent Police", 130, "[c]", "[c]"] in rows
    assert ["Norfolk Constabulary", "[c]", 15, "[x]"] in rows
    assert ["No force named", 480, "[z]", "[z]"] in rows


def test_every_sign_that_stands_anywhere_is_explained_in_the_notes(book: Spreadsheet) -> None:
    explained = {row[0] for row in table(book, "Notes")[1]}
    used = {
        sign
        for sheet in sheets(book)
        for row in sheet.get_values()
        for value in row
        if isinstance(value, str)
        for sign in SIGN.findall(value)
    }
    assert {"[c]", "[x]", "[z]", "[p]", "[r]", "[note 1]"} <= used <= explained


def test_every_number_of_the_release_is_in_some_table(book: Spreadsheet) -> None:
    there = {value for _, _, rows in tables(book) for row in rows for value in row if isinstance(value, int)}
    assert {one.value for one in SAMPLE.numbers() if one.value is not None} <= there


def test_months_stand_under_each_other_and_measures_beside_each_other(book: Spreadsheet) -> None:
    head, rows = table(book, "Months")
    assert head == ["Month", "Contacts (M01)", "Reports (M04)", "Referrals (M07)", "Transfers (M08)", "Notes"]
    assert rows[0][:3] == ["November 2022", 12, 2] and len(rows) == 13
    assert rows[4] == ["March 2023", 297, 141, 84, 12, "[r] M01: was 295"]


def test_a_measure_of_two_periods_has_the_days_in_its_header(book: Spreadsheet) -> None:
    head, _ = table(book, "Channels")
    assert head[1:] == [
        "Contacts (M01), September to November 2023",
        "Contacts (M01), 29 November 2022 to 30 November 2023",
    ]


def test_a_stock_among_numbers_of_a_year_has_its_own_day_in_its_header() -> None:
    year = SAMPLE.table("M07-force")
    assert year
    day = [replace(one, measure="M10", since=one.until, status="") for one in year.numbers]
    stock = replace(year, id="M10-force", measure="M10", kind="stock", numbers=day)
    book = Spreadsheet(BytesIO(spreadsheet.ods(sample_document(tables=[*SAMPLE.tables, stock]))))
    assert table(book, "Forces")[0] == [
        "Force", "Contacts (M01)", "Referrals (M07)", "Referrals kept as intelligence (M13)",
        "Referrals with force (M10), 30 November 2023",
    ]  # fmt: skip


def test_what_had_become_of_referrals_is_kept_apart_from_what_happened(book: Spreadsheet) -> None:
    head, rows = table(book, "Cohorts")
    assert head[:4] == ["Referrals sent in", "Sent", "Investigated", "Kept as intelligence"]
    assert rows[1] == ["March to May 2023", 185, 55, 40, 35, 45, "[c]", "[p]"]


def test_an_answer_about_what_had_become_has_no_column_of_referrals_that_it_does_not_tell() -> None:
    became = [one for one in SAMPLE.tables if one.by == "became"]
    book = Spreadsheet(BytesIO(spreadsheet.ods(sample_document(tables=became))))
    assert table(book, "Cohorts")[0][:2] == ["Referrals sent in", "Investigated"]


def test_a_rehearsals_cover_and_every_title_of_a_sheet_say_that_it_is_invented(book: Spreadsheet) -> None:
    rehearsed = Spreadsheet(BytesIO(spreadsheet.ods(sample_document(rehearsal=True))))
    for sheet, real in zip(sheets(rehearsed), sheets(book), strict=True):
        assert str(sheet.get_value("A1")).endswith(" (rehearsal: invented)")
        assert "rehearsal" not in str(real.get_value("A1"))
    cover = [str(row[0]) for row in sheets(rehearsed)[0].get_values()]
    assert cover[1].startswith("Rehearsal: these numbers are invented.")


def test_a_revision_is_listed_with_both_numbers_and_the_reason(book: Spreadsheet) -> None:
    _, rows = table(book, "Revisions")
    why = "Entries were written down or put right after 4 July 2023."
    assert rows == [["4.1-5", "Contacts", "March 2023", "Whole country", "295", 297, why]]


def test_the_contents_lead_to_each_sheet_with_its_number_of_rows(book: Spreadsheet) -> None:
    _, rows = table(book, "Contents")
    assert [row[0] for row in rows] == [sheet.name for sheet in sheets(book)][2:]
    sizes = {name: len(found) for name, _, found in tables(book)}
    assert all(row[2] == sizes[str(row[0])] for row in rows)
    contents = sheets(book)[1]
    links = [str(one.get_attribute("xlink:href")) for one in contents.get_elements("descendant::text:a")]
    assert links == [f"#{row[0]}" for row in rows]


def test_every_link_leads_to_a_sheet_and_every_sheet_can_be_reached(book: Spreadsheet) -> None:
    names = {f"#{sheet.name}" for sheet in sheets(book)}
    links = {str(one.get_attribute("xlink:href")) for one in book.body.get_elements("descendant::text:a")}
    assert links <= names and names - links == {"#Cover"}


def test_the_cover_says_what_it_is_of_which_days_and_when_it_was_published(book: Spreadsheet) -> None:
    cover = " ".join(str(value) for row in sheets(book)[0].get_values() for value in row)
    for words in (
        SAMPLE.title, "Release 4.1", "29 November 2022 to 30 November 2023", "As at: 4 January 2024",
        "25 January 2024, 09:30", "CC BY 4.0",
    ):  # fmt: skip
        assert words in cover


def test_an_answer_to_a_question_has_the_question_on_its_cover_and_no_empty_sheets() -> None:
    from_one = sample_document(tables=SAMPLE.tables[:1], sums=[], measures={}, title="How many?")
    book = Spreadsheet(BytesIO(spreadsheet.ods(from_one)))
    assert [sheet.name for sheet in sheets(book)] == ["Cover", "Contents", "Notes", "Months", "Revisions"]


def test_it_is_in_british_english_has_a_title_wraps_its_words_and_keeps_the_header_in_sight() -> None:
    assert "<dc:language>en-GB</dc:language>" in _xml("meta.xml")
    assert "<dc:title>The line's first year (release 4.1)</dc:title>" in _xml("meta.xml").replace(
        "&#x27;", "'"
    )
    assert 'fo:language="en" fo:country="GB"' in _xml("styles.xml")
    assert 'fo:wrap-option="wrap"' in _xml("content.xml")
    frozen = re.findall(r'config:name="VerticalSplitPosition" config:type="int">(\d+)<', _xml("settings.xml"))
    assert 'xmlns:ooo="http://openoffice.org/2004/office"' in _xml("settings.xml")  # else it is passed over
    tops = [_place(first)[1] for first, _ in ranges(Spreadsheet(BytesIO(CONTENT))).values()]
    assert [int(rows) for rows in frozen] == tops


def test_the_same_release_makes_the_same_bytes_also_when_it_is_read_back() -> None:
    assert spreadsheet.ods(SAMPLE) == CONTENT == spreadsheet.ods(from_bytes(to_bytes(SAMPLE)))


def test_what_it_is_comes_first_uncompressed_and_no_part_bears_a_time_or_a_trace() -> None:
    with zipfile.ZipFile(BytesIO(CONTENT)) as package:
        first, *others = package.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read(first) == b"application/vnd.oasis.opendocument.spreadsheet"
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        listed = set(re.findall(r'full-path="([^"/]+)"', package.read("META-INF/manifest.xml").decode()))
        assert listed == {one.filename for one in others} - {"META-INF/manifest.xml"}
        for one in others:
            ElementTree.fromstring(package.read(one))
            assert not re.search(rb"LibreOffice|MacOSX|fr-FR|Feuille", package.read(one))


def _xml(part: str) -> str:
    with zipfile.ZipFile(BytesIO(CONTENT)) as package:
        return package.read(part).decode()
