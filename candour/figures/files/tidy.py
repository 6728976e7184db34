"""The files that programs read: a release's numbers one a line, its definitions, and its columns explained.

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
# Who says that a thing happened: the line itself, or a force. The ledger's events that forces declare.
HOTLINE, DECLARED = "hotline", "force-declared"
_DECLARED = ("outcome.", "person.arrested")
LICENCE, LICENCE_ADDRESS = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"

Row = Mapping[str, str]


@cache
def _described(file: str) -> Sequence[Row]:
    """The columns of one file, in order, as data/columns.csv describes them."""
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


def about_measure(told: Mapping[str, Any], by: str) -> dict[str, str]:
    """What a line of the CSV says of its measure: its name, the day it goes by, and who declares it."""
    name, basis = str(told.get("name", "")), str(told.get("date_basis", ""))
    return {"name": name, "date_basis": basis, "source": _source(told, by)}


def _source(told: Mapping[str, Any], by: str) -> str:
    """Forces declare outcomes and arrests, and so what had become of the line's own referrals."""
    first = next(iter(told.get("events", ())), "")
    return DECLARED if by == "became" or first.startswith(_DECLARED) else HOTLINE


def _coverage(document: Document, number: Number) -> str:
    """Of how many forces anything is known, for a number that forces declare: "41 of 43"."""
    told = document.measures.get(number.measure, {})
    known = document.coverage
    return f"{known.answered} of {known.asked}" if _source(told, number.by) == DECLARED else ""


def tidy_csv(document: Document) -> bytes:
    """figures.csv: every number of the release, one a line, as data/columns.csv describes it."""
    return csv_of(
        observation(document, table, number) for table in document.tables for number in table.numbers
    )


def csv_of(observations: Iterable[Row]) -> bytes:
    """Lines of the CSV with its header: UTF-8, a line feed after each, quoted where RFC 4180 asks for it."""
    return _written(columns(), observations)


def definitions_csv(document: Document) -> bytes:
    """definitions.csv: the release's counting rules, one a line, in the order of their codes."""
    rows = [
        {**told, "measure": code, "by": " ".join(told.get("by", ()))}
        for code, told in sorted(document.measures.items())
    ]
    return _written(columns(DEFINITIONS), rows)


def _written(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def json_file(document: Document) -> bytes:
    """figures.json: the release itself, from which all else is made."""
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
    """The signs, and what else a reader of the numbers must know."""
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
    return _table(FIGURES, "Every number of the release, one a line", keys)


def _definitions() -> dict[str, Any]:
    return _table(DEFINITIONS, "What each number counts", {"primaryKey": "measure"})


def _table(file: str, title: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    dialect = {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True, "doubleQuote": True}
    schema = {"columns": [_column(row) for row in _described(file)], **keys}
    return {"url": file, "dc:title": title, "dialect": dialect, "tableSchema": schema}


def _column(row: Row) -> dict[str, Any]:
    """One column. Where nothing stands in it, it is empty: that never means nought."""
    found = {
        "name": row["name"],
        "titles": {"en": [row["name"], row["title"]]},
        "dc:description": row["words"],
        "datatype": {"base": row["datatype"], "format": row["format"]} if row["format"] else row["datatype"],
        "null": "",
        "required": row["required"] == "yes",
    }
    return found
