"""What each column of the log's CSV and each key of its JSON means (data/log_fields.csv)."""

from dataclasses import dataclass
from functools import cache

from candour.codes.tables import read_rows


@dataclass(frozen=True)
class Field:
    """One column or key, and what it holds. A key of a part has its part before it: "questions.answer"."""

    name: str
    words: str


@cache
def fields(file: str) -> tuple[Field, ...]:
    """The fields of the "csv" or the "json", in their order."""
    rows = read_rows("candour.publication", "log_fields.csv")
    return tuple(Field(row["name"], row["words"]) for row in rows if row["file"] == file)
