import re
from pathlib import Path

import pytest

from candour.figures.measures import measures, packaged, sources
from candour.ledger.actions import EVENTS

DOCUMENT = Path(__file__).parents[2] / "docs" / "figures.md"


@pytest.fixture(scope="module")
def document() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def test_every_measure_is_explained_with_its_event_and_kind(document: str) -> None:
    rows = {
        row[0]: row for row in re.findall(r"^\| (M\w+) \| ([^|]*) \| (\w+) \| `([\w.]+)` \|", document, re.M)
    }

    assert list(rows) == list(measures())
    for measure in measures().values():
        assert rows[measure.code] == (measure.code, measure.name, measure.kind, measure.event)


def test_every_event_is_explained_with_its_unit_and_the_room_that_writes_it(document: str) -> None:
    rows = dict(re.findall(r"^\| `([\w.]+)` \| ([\w-]+|the outcome's own) \|", document, re.M))

    assert rows == {event: str(unit or "the outcome's own") for event, unit in EVENTS.items()}


def test_every_measure_is_made_from_an_event_that_some_room_writes() -> None:
    assert {source.event for source in sources().values()} <= set(EVENTS)


def test_every_event_is_written_by_the_room_the_document_names(document: str) -> None:
    root = Path(__file__).parents[2] / "candour"

    for event, room in re.findall(r"^\| `([\w.]+)` \| [^|]* \| (\w+) \|", document, re.M):
        texts = [file.read_text(encoding="utf-8") for file in (root / room).glob("*.py")]
        assert any(f'"{event}"' in text for text in texts), (event, room)


def test_the_measures_still_to_come_are_named(document: str) -> None:
    later = {row["measure"] for row in packaged("counting_rules.csv")} - set(measures())

    assert all(f"{code} " in document or f"{code}," in document or f"{code}." in document for code in later)
