"""Reads the CSV tables that are packaged in a room's `data` folder, with typed values. No Django."""

import csv
import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib.resources import files
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

RowT = TypeVar("RowT")

_YES_NO = {"yes": True, "no": False}
_CONVERTERS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    Decimal: Decimal,
    dt.date: dt.date.fromisoformat,
    bool: _YES_NO.__getitem__,
}


def read_text(package: str, file_name: str) -> str:
    """The text of `data/file_name` in a package such as "candour.codes". FileNotFoundError without it."""
    return files(package).joinpath("data", file_name).read_text(encoding="utf-8")


def read_rows(package: str, file_name: str) -> list[dict[str, str]]:
    """The rows of a CSV file as plain strings, by column. ValueError for a row that is too long or short."""
    rows = list(csv.DictReader(read_text(package, file_name).splitlines()))
    for line, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ValueError(f"{file_name}, row {line}: the number of cells is not that of the columns.")
    return rows


def read_table(package: str, file_name: str, row_type: type[RowT]) -> tuple[RowT, ...]:
    """The rows of a CSV file as instances of a dataclass, one column for each of its fields.

    Types: str, int, Decimal, date (2026-03-02), bool (yes or no), tuple[T, ...] (separated by semicolons),
    and any of them with None for an empty cell. Columns that the dataclass does not name are notes for
    readers of the file, and are left out. A field with a default needs no column. ValueError names the file,
    the row and the column that cannot be read.
    """
    columns = _columns(row_type)
    return tuple(
        row_type(**_values(f"{file_name}, row {line}", row, columns))
        for line, row in enumerate(read_rows(package, file_name), start=2)
    )


def _columns(row_type: type[Any]) -> Mapping[str, tuple[Any, bool]]:
    """Each field's type, and whether the file must have its column."""
    types = get_type_hints(row_type)
    return {
        field.name: (types[field.name], _is_needed(field))
        for field in dataclasses.fields(row_type)
        if field.init
    }


def _is_needed(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _values(position: str, row: Mapping[str, str], columns: Mapping[str, tuple[Any, bool]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, (value_type, is_needed) in columns.items():
        if column in row:
            values[column] = _value(f"{position}, column {column!r}", row[column], value_type)
        elif is_needed:
            raise ValueError(f"{position}: there is no column {column!r}.")
    return values


def _value(position: str, text: str, value_type: Any) -> Any:
    if get_origin(value_type) in (Union, UnionType):
        if not text:
            return None
        (value_type,) = (member for member in get_args(value_type) if member is not type(None))
    if get_origin(value_type) is tuple:
        item_type = get_args(value_type)[0]
        return tuple(_value(position, item.strip(), item_type) for item in text.split(";") if item.strip())
    try:
        return _CONVERTERS[value_type](text)
    except (ValueError, KeyError, ArithmeticError) as unreadable:
        raise ValueError(f"{position}: {text!r} is not a {value_type.__name__}.") from unreadable
