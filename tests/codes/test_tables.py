import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest

from candour.codes import tables


@dataclass(frozen=True)
class Fare:
    code: str
    number: int
    price: Decimal
    since: dt.date
    ends: dt.date | None
    zones: tuple[int, ...]
    open: bool
    note: str = ""


HEAD = "code,number,price,since,ends,zones,open,source"


def _read(monkeypatch: pytest.MonkeyPatch, *lines: str) -> tuple[Fare, ...]:
    monkeypatch.setattr(tables, "read_text", lambda package, name: "\n".join(lines) + "\n")
    return tables.read_table("candour.codes", "fares.csv", Fare)


def test_each_cell_comes_as_its_fields_type_and_notes_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    day = dt.date(2026, 3, 2)

    assert _read(monkeypatch, HEAD, '"a,b",2,1.50,2026-03-02,,1; 2,yes,who says so') == (
        Fare("a,b", 2, Decimal("1.50"), day, None, (1, 2), True),
    )
    (fare,) = _read(monkeypatch, HEAD + ",note", "a,2,1.50,2026-03-02,2026-03-02,,no,,kept")
    assert (fare.ends, fare.zones, fare.open, fare.note) == (day, (), False, "kept")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a,two,1,2026-03-02,,,yes,", "row 2, column 'number': 'two' is not a int"),
        ("a,2,dear,2026-03-02,,,yes,", "column 'price'"),
        ("a,2,1,2 March,,,yes,", "column 'since'"),
        ("a,2,1,2026-03-02,,x,yes,", "column 'zones'"),
        ("a,2,1,2026-03-02,,,maybe,", "column 'open'"),
        ("a,2,1", "number of cells"),
        ("a,2,1,2026-03-02,,,yes,,,", "number of cells"),
    ],
)
def test_what_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, line: str, words: str) -> None:
    with pytest.raises(ValueError, match="fares.csv") as refused:
        _read(monkeypatch, HEAD, line)
    assert words in str(refused.value)


def test_a_column_that_is_needed_and_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no column 'number'"):
        _read(monkeypatch, "code", "a")


def test_a_file_that_is_not_packaged_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        tables.read_rows("candour.codes", "fares.csv")
