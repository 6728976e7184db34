import csv
import datetime as dt
import json
import warnings
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files as packaged
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from candour.figures.files import tidy as files
from candour.figures.measures import measures
from candour.figures.releasing.numbers import Document, from_bytes, to_bytes

from .sample import sample_document

SAMPLE = sample_document()
SCHEMA = json.loads(packaged("candour.figures").joinpath("data", "release.schema.json").read_bytes())


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


def relabelled(label: str) -> Document:
    table = SAMPLE.tables[0]
    numbers = [replace(table.numbers[0], label=label), *table.numbers[1:]]
    return sample_document(tables=[replace(table, numbers=numbers), *SAMPLE.tables[1:]])


def test_each_number_is_one_line_under_its_permanent_name() -> None:
    found = rows(files.tidy_csv(SAMPLE))
    assert [row["number_id"] for row in found] == [f"4.1-{one.place}" for one in SAMPLE.numbers()]
    assert {row["release"] for row in found} == {"4.1"} and len(found) > 100


def test_a_line_says_all_that_belongs_to_a_number() -> None:
    found = {row["number_id"]: row for row in rows(files.tidy_csv(SAMPLE))}
    for table in SAMPLE.tables:
        for one in table.numbers:
            row = found[f"4.1-{one.place}"]
            assert row == files.observation(SAMPLE, table, one)
            assert (row["from"], row["to"]) == (one.since.isoformat(), one.until.isoformat())
            assert row["by"] == (f"{one.by}={one.code}" if one.by else "")
            assert (row["table"], row["kind"]) == (table.id, table.kind)


def test_a_number_that_is_not_shown_has_a_sign_and_nothing_where_the_number_would_be() -> None:
    found = rows(files.tidy_csv(SAMPLE))
    assert {row["marker"] for row in found} == {"", "c", "x", "z"}
    assert all((row["value"] == "") == (row["marker"] != "") for row in found)


def test_a_revised_number_has_the_old_one_and_the_reason() -> None:
    (row,) = [row for row in rows(files.tidy_csv(SAMPLE)) if row["status"] == "r"]
    assert (row["value"], row["was"]) == ("297", "295") and row["why"].startswith("Entries")


def test_a_line_names_its_measure_and_who_tells_of_it_and_for_what_forces_tell_how_many_did() -> None:
    found = {row["number_id"]: row for row in rows(files.tidy_csv(SAMPLE))}
    told = {
        (row["measure"], row["by"].partition("=")[0]): [
            row[name] for name in ("name", "date_basis", "source", "coverage")
        ]
        for row in found.values()
    }
    assert told["M01", "force"] == ["Contacts", "day of receipt (UK local)", "hotline", ""]
    assert told["M07", "became"][2:] == ["force-declared", "2 of 4"]
    assert told["M14", ""] == ["Investigations opened", "date force states", "force-declared", "2 of 4"]
    assert told["M20p", ""][2:] == ["force-declared", "2 of 4"] and told["M09", "days"][2:] == ["hotline", ""]


def test_each_line_says_whether_it_is_a_rehearsals() -> None:
    assert {row["rehearsal"] for row in rows(files.tidy_csv(SAMPLE))} == {"no"}
    assert {row["rehearsal"] for row in rows(files.tidy_csv(sample_document(rehearsal=True)))} == {"yes"}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_whatever_stands_in_a_label_comes_out_of_the_csv_as_it_went_in(label: str) -> None:
    assert rows(files.tidy_csv(relabelled(label)))[0]["label"] == label


def test_the_csv_is_utf_8_with_a_line_feed_after_each_line_and_quotes_where_they_are_needed() -> None:
    content = files.tidy_csv(relabelled('Dŵr, "so called"'))
    assert b"\r" not in content and content.endswith(b"\n")
    assert 'Dŵr, ""so called""'.encode() in content


def test_the_same_release_read_back_from_its_json_makes_the_same_files() -> None:
    again = from_bytes(to_bytes(SAMPLE))
    for made in (files.tidy_csv, files.csvw, files.definitions_csv, files.json_file):
        assert made(SAMPLE) == made(again)


def test_every_counting_rule_of_the_release_is_in_the_definitions() -> None:
    found = rows(files.definitions_csv(SAMPLE))
    assert [row["measure"] for row in found] == sorted(measures())
    required = [name for name in files.columns(files.DEFINITIONS) if name not in ("by", "rule")]
    assert all(row[name] for row in found for name in required)
    assert found[0]["by"] == "channel category force language"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / files.FIGURES).write_bytes(files.tidy_csv(SAMPLE))
    (tmp_path / files.DEFINITIONS).write_bytes(files.definitions_csv(SAMPLE))
    (tmp_path / files.METADATA).write_bytes(files.csvw(SAMPLE))
    return tmp_path


def holds(folder: Path) -> bool:
    """Whether the W3C validator is content; it raises where a key is wrong, and else counts its warnings."""
    with warnings.catch_warnings(action="ignore"):
        try:
            return bool(CSVW(str(folder / files.METADATA), validate=True).is_valid)
        except ValueError:
            return False


def spoil(folder: Path, old: str, new: str) -> None:
    path = folder / files.FIGURES
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_w3c_metadata_holds_for_both_csv_files(folder: Path) -> None:
    read = CSVW(str(folder / files.METADATA), validate=True)
    assert read.is_valid, read.warnings
    assert CSVW(str(folder / files.FIGURES), validate=True).is_valid


def test_a_program_that_goes_by_the_metadata_gets_days_numbers_and_nothing_where_nothing_is(
    folder: Path,
) -> None:
    figures, definitions = CSVW(str(folder / files.METADATA), validate=True).tablegroup.tables
    read = {row["number_id"]: row for row in figures}
    first = read["4.1-1"]
    assert (first["value"], first["from"].date()) == (12, dt.date(2022, 11, 29))
    hidden = next(row for row in read.values() if row["marker"] == "c")
    assert hidden["value"] is None and hidden["status"] is None
    assert {row["measure"] for row in definitions} == set(measures())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2022-12-01", "1 December"),
        (",204,", ",many,"),
        ("4.1-2,", "4.1-1,"),
        ("4.1-2,", "second,"),
        (",M01,Contacts", ",M99,Contacts"),
        (",hotline,", ",somebody,"),
        (",no\n", ",perhaps\n"),
        (",exact,", ",roughly,"),
        (",contact,event,", ",contact,guess,"),
    ],
)
def test_the_metadata_finds_what_is_wrong_in_a_spoilt_csv(folder: Path, old: str, new: str) -> None:
    assert holds(folder)
    spoil(folder, old, new)
    assert not holds(folder)


def test_each_column_is_described_and_the_licence_and_publisher_are_named() -> None:
    read = json.loads(files.csvw(SAMPLE))
    for table, made in zip(read["tables"], (files.tidy_csv, files.definitions_csv), strict=True):
        columns = table["tableSchema"]["columns"]
        assert [one["name"] for one in columns] == list(rows(made(SAMPLE))[0])
        assert all(one["dc:description"] for one in columns)
    assert read["dc:license"]["@id"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert read["dc:publisher"] == {"schema:name": "Candour"}
    assert read["dc:issued"]["@value"] == "2024-01-25"


def objections(read: dict[str, Any]) -> list[str]:
    checked = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [one.message for one in checked.iter_errors(read)]


def test_the_schema_is_one_and_every_field_in_it_is_described() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for name in ("number", "table", "told"):
        fields = SCHEMA["$defs"][name]["properties"]
        assert all("description" in one or "$ref" in one for one in fields.values())


def test_a_release_is_as_the_schema_says() -> None:
    assert objections(json.loads(files.json_file(SAMPLE))) == []


def test_the_schema_knows_every_field_of_a_release() -> None:
    read = json.loads(files.json_file(SAMPLE))
    assert set(SCHEMA["properties"]) == set(read)
    assert set(SCHEMA["$defs"]["number"]["properties"]) == set(read["tables"][0]["numbers"][0])


def _first(read: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = read["tables"][0]["numbers"][0]
    return found


SPOILT: list[Callable[[dict[str, Any]], object]] = [
    lambda read: read.pop("as_at"),
    lambda read: read.update(surprise=1),
    lambda read: read.update(kind="monthly"),
    lambda read: read.update(goes_public="half past nine"),
    lambda read: read.update(since="29 November 2022"),
    lambda read: _first(read).update(value=None),
    lambda read: _first(read).update(marker="c"),
    lambda read: _first(read).update(value=7, rounding="nearest 5"),
    lambda read: _first(read).update(value=-1),
    lambda read: _first(read).update(status="r"),
    lambda read: _first(read).update(by="force"),
    lambda read: _first(read).update(measure="contacts"),
    lambda read: read["measures"]["M01"].pop("leaves_out"),
    lambda read: read["sums"][0]["parts"].append(["a part without a number"]),
    lambda read: read.update(asked={"question": "How many?"}),
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_the_schema_refuses_a_broken_release(spoil: Callable[[dict[str, Any]], object]) -> None:
    read = json.loads(files.json_file(SAMPLE))
    spoil(read)
    assert objections(read)
