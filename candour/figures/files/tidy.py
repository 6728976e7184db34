"""The files for programs: a release's numbers as CSV, one a line, its counting rules, and its CSVW metadata.

Each is made from the release's document and nothing else, and has the same bytes each time. No Django.
"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

from candour.figures.releasing.numbers import Document, Number, Table, to_bytes

FIGURES, DEFINITIONS = "figures.csv", "definitions.csv"
METADATA = "figures.csv-metadata.json"
PUBLISHER = "Candour"
# What whoever opens a rehearsal's file must read first.
REHEARSAL = "Rehearsal: these numbers are invented. They are about no real contact, force or person."
YES, NO = "yes", "no"
# Who declares an event: the line itself, or a force. `_DECLARED`: events that forces declare.
HOTLINE, DECLARED = "hotline", "force-declared"
_DECLARED = ("outcome.", "person.arrested")
LICENCE, LICENCE_ADDRESS = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"

CsvRow = Mapping[str, str]


@cache
def _described(file: str) -> Sequence[CsvRow]:
    """The rows of data/columns.csv about one file, in the order of its columns."""
    text = files("candour.figures").joinpath("data", "columns.csv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if row["file"] == file]


def columns(file: str = FIGURES) -> list[str]:
    """The names of the columns of figures.csv or definitions.csv, in their order."""
    return [row["name"] for row in _described(file)]


def observation(document: Document, table: Table, number: Number) -> dict[str, str]:
    """One number as a line of the CSV: every column with its text."""
    return {
        "number_id": f"{document.reference}-{number.place}",
        "release": document.reference,
        "table": table.id,
        "measure": number.measure,
        **about_measure(document.measures.get(number.measure, {}), number.by),
        "unit": number.unit,
        "kind": table.kind,
        "from": number.since.isoformat(),
        "to": number.until.isoformat(),
        "as_at": document.as_at.isoformat(),
        "by": f"{number.by}={number.code}" if number.by else "",
        "label": number.label,
        "value": "" if number.value is None else str(number.value),
        "marker": number.marker,
        "rounding": number.rounding,
        "status": number.status,
        "was": number.was,
        "why": number.why,
        "coverage": _coverage(document, number),
        "rehearsal": YES if document.rehearsal else NO,
    }


def about_measure(rule: Mapping[str, Any], by: str) -> dict[str, str]:
    """The columns `name`, `date_basis` and `source` of a line of figures.csv.

    `rule` is the counting rule as the release has it; `by` is the number's kind of part, empty for none.
    """
    name, basis = str(rule.get("name", "")), str(rule.get("date_basis", ""))
    return {"name": name, "date_basis": basis, "source": _source(rule, by)}


def _source(rule: Mapping[str, Any], by: str) -> str:
    """Who declares the events behind a number: a force for outcomes, arrests and what became of referrals."""
    first = next(iter(rule.get("events", ())), "")
    return DECLARED if by == "became" or first.startswith(_DECLARED) else HOTLINE


def _coverage(document: Document, number: Number) -> str:
    """How many forces have answered, for a number that forces declare: "41 of 43"; empty for others."""
    rule = document.measures.get(number.measure, {})
    coverage = document.coverage
    return f"{coverage.answered} of {coverage.asked}" if _source(rule, number.by) == DECLARED else ""


def tidy_csv(document: Document) -> bytes:
    """figures.csv: every number of the release, one a line, as data/columns.csv describes it."""
    return csv_of(
        observation(document, table, number) for table in document.tables for number in table.numbers
    )


def csv_of(observations: Iterable[CsvRow]) -> bytes:
    """The lines as CSV bytes with a header: UTF-8, line feeds, quoted where RFC 4180 requires it."""
    return _written(columns(), observations)


def definitions_csv(document: Document) -> bytes:
    """definitions.csv: the release's counting rules, one a line, in the order of their codes."""
    rows = [
        {**rule, "measure": code, "by": " ".join(rule.get("by", ()))}
        for code, rule in sorted(document.measures.items())
    ]
    return _written(columns(DEFINITIONS), rows)


def _written(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def json_file(document: Document) -> bytes:
    """figures.json: the release's canonical bytes."""
    return to_bytes(document)


def csvw(document: Document) -> bytes:
    """figures.csv-metadata.json: what the columns of both CSV files mean, after the W3C's CSV on the Web."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": document.full_title,
        "dc:description": _about(document),
        "dc:publisher": {"schema:name": PUBLISHER},
        "dc:issued": {"@value": f"{document.goes_public:%Y-%m-%d}", "@type": "xsd:date"},
        "dc:license": {"@id": LICENCE_ADDRESS},
        "dc:rights": LICENCE,
        "dc:language": "en-GB",
        "notes": _notes(document),
        "tables": [_figures(), _definitions()],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def _about(document: Document) -> str:
    period = f"Numbers from {document.since} to {document.until}, as at {document.as_at}."
    rehearsed = REHEARSAL if document.rehearsal else ""
    return " ".join(filter(None, [rehearsed, document.question, period, document.changes, document.note]))


def _notes(document: Document) -> list[dict[str, str]]:
    """Notes on signs, status, rounding and coverage, as the metadata has them."""
    signs = {row["name"]: row["words"] for row in _described(FIGURES)}
    notes = {"Signs": signs["marker"], "Status": signs["status"], "Rounding": signs["rounding"]}
    if document.coverage.words:
        notes["Coverage"] = document.coverage.words
    return [{"schema:name": name, "schema:text": words} for name, words in notes.items()]


def _figures() -> dict[str, Any]:
    keys = {
        "primaryKey": "number_id",
        "foreignKeys": [
            {
                "columnReference": "measure",
                "reference": {"resource": DEFINITIONS, "columnReference": "measure"},
            }
        ],
    }
    return _table(FIGURES, "Every number of the release, one per line", keys)


def _definitions() -> dict[str, Any]:
    return _table(DEFINITIONS, "What each number counts", {"primaryKey": "measure"})


def _table(file: str, title: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    dialect = {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True, "doubleQuote": True}
    schema = {"columns": [_column(row) for row in _described(file)], **keys}
    return {"url": file, "dc:title": title, "dialect": dialect, "tableSchema": schema}


def _column(row: CsvRow) -> dict[str, Any]:
    """One column of the table schema. An empty cell means "no value", never zero."""
    return {
        "name": row["name"],
        "titles": {"en": [row["name"], row["title"]]},
        "dc:description": row["words"],
        "datatype": {"base": row["datatype"], "format": row["format"]} if row["format"] else row["datatype"],
        "null": "",
        "required": row["required"] == "yes",
    }
