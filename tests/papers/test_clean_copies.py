import io
import zipfile

import pytest

from candour.papers.copies.clean import make_clean_copy
from candour.papers.findings import CannotCopy
from candour.papers.inspection.inspect_file import inspect_file
from candour.papers.jobs.copying import clean_copy

from . import planted
from . import sample_files as sample
from .planted import PLANTED

CLEANED = [
    (name, content) for name, kind, content, _ in PLANTED if kind != "wrong_name" and not name.endswith("pdf")
]


def words_in(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        return "\n".join(parcel.read(entry).decode("utf-8", "replace") for entry in parcel.namelist())


@pytest.mark.parametrize(("name", "content"), CLEANED, ids=[name for name, _ in CLEANED])
def test_a_clean_copy_has_nothing_left_to_find(name: str, content: bytes) -> None:
    copy, removed = make_clean_copy(content)
    assert inspect_file(name if not name.endswith("jpg") else "a.jpg", copy) == []
    assert removed and "Testa" not in words_in(copy)


def test_hidden_rows_and_sheets_are_gone_for_good_and_the_rest_stays() -> None:
    whole = sample.xlsx(
        second=' state="hidden"',
        rows={2: ' hidden="1"'},
        cols='<cols><col min="2" max="2" hidden="1"/></cols>',
    )
    text = words_in(clean_copy(whole).content)
    assert "January" not in text and "Testa Hidden" not in text and "Staff" not in text
    assert "February" in text and "March" in text
    assert "<v>20</v>" not in text and "<v>30</v>" not in text


def test_formulas_become_their_results() -> None:
    with zipfile.ZipFile(io.BytesIO(sample.xlsx())) as parcel:
        parts: dict[str, str | bytes] = {entry: parcel.read(entry) for entry in parcel.namelist()}
    sheet = bytes(parts["xl/worksheets/sheet1.xml"]).decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<v>20</v>", "<f>Staff!A1*2</f><v>20</v>")
    copy = clean_copy(sample.zipped(parts))
    assert "Staff!A1" not in words_in(copy.content) and "<v>20</v>" in words_in(copy.content)
    assert "formulas, of which the results stay" in copy.removed


def test_tracked_changes_are_accepted() -> None:
    copy = clean_copy(sample.docx(sample.paragraph("Yes ", planted.TRACKED, planted.INSERTED, " and more")))
    text = words_in(copy.content)
    assert "Testa Secret" not in text and "new words" in text and " and more" in text
    assert "tracked changes in document.xml accepted" in copy.removed[0]


def test_hidden_columns_of_a_spreadsheet_go_with_their_cells() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    whole = sample.ods(sample.table("A", sample.row("one", "two", "three"), columns=columns))
    copy = clean_copy(whole)
    assert "two" not in words_in(copy.content).replace("two-", "") and "three" in words_in(copy.content)
    assert copy.removed[0] == "hidden columns of sheet 'A': B"


def test_a_repeated_cell_is_divided_where_a_column_is_hidden() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    cells = (
        '<table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    text = words_in(clean_copy(sample.ods(sample.table("A", cells, columns=columns))).content)
    assert 'table:number-columns-repeated="2"><text:p>' in text


def test_a_file_of_another_kind_is_refused_in_words() -> None:
    with pytest.raises(CannotCopy, match="clean copies of xlsx"):
        clean_copy(b"month,contacts\n")
