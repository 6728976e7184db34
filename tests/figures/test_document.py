import re
from pathlib import Path

import pytest

from candour.figures.counting.counts import ONCE
from candour.figures.measures import codes_of, measures, outcome_codes
from candour.figures.releasing import explained
from candour.ledger.actions import EVENTS

DOCUMENT = Path(__file__).parents[2] / "docs" / "figures.md"
TO_COME = "workforce, to come"


@pytest.fixture(scope="module")
def document() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def test_the_chapter_on_the_measures_is_the_one_made_from_the_counting_rules(document: str) -> None:
    chapter = re.search(r"^## The measures\n\n(.*?)(?=^## )", document, re.M | re.S)

    assert chapter is not None
    assert chapter[1].startswith(explained.in_markdown())


def test_every_event_is_explained_with_its_unit_and_the_room_that_writes_it(document: str) -> None:
    rows = dict(re.findall(r"^\| `([\w.]+)` \| ([\w-]+|the outcome's own) \|", document, re.M))

    assert rows == {event: str(unit or "the outcome's own") for event, unit in EVENTS.items()}


def test_every_event_is_written_by_the_room_the_document_names(document: str) -> None:
    root = Path(__file__).parents[2] / "candour"

    for event, room in re.findall(r"^\| `([\w.]+)` \| [^|]* \| ([\w, ]+) \|", document, re.M):
        if room == TO_COME:
            continue
        texts = [file.read_text(encoding="utf-8") for file in (root / room).glob("*.py")]
        assert any(f'"{event}"' in text for text in texts), (event, room)


def test_there_are_thirty_eight_measures_each_with_all_its_words() -> None:
    assert len(measures()) == 38
    for measure in measures().values():
        said = (
            measure.name, measure.words, measure.unit, measure.definition, measure.counts,
            measure.leaves_out, measure.date_basis, measure.source,
        )  # fmt: skip
        assert all(said), measure.code
        assert measure.kind in explained.KINDS
        assert measure.disclosure in explained.DISCLOSURE
        assert set(measure.by) <= set(explained.BREAKDOWNS)


def test_every_measure_is_made_from_events_that_the_ledger_knows() -> None:
    made_from = {event for measure in measures().values() for event in measure.events}

    assert made_from <= set(EVENTS)


def test_a_measure_counts_the_unit_of_its_event_or_of_its_codes() -> None:
    for measure in measures().values():
        units = {outcome_codes()[code].unit for code in measure.reasons} or {str(EVENTS[measure.event])}
        assert units == {measure.unit}, measure.code


def test_what_is_about_people_is_national_and_only_by_its_parts() -> None:
    about_people = [one for one in measures().values() if one.unit in ("person", "arrest", "match")]

    assert {one.disclosure for one in about_people} == {"national"}
    assert not {by for one in about_people for by in one.by} & {"force", "to_force", "category", "channel"}


def test_every_outcome_code_with_a_measure_is_counted_by_it() -> None:
    told = {code for outcome in outcome_codes().values() for code in outcome.measures} - {"M10"}

    assert told == {one.code for one in measures().values() if one.reasons}
    assert all(one.reasons == codes_of(one.code) for one in measures().values() if one.reasons)


def test_measures_that_count_each_thing_once_have_tokens_of_their_own() -> None:
    assert {measures()[code].unit for code in ONCE} == {"report", "referral", "investigation"}


def test_a_note_for_a_column_says_what_is_counted_and_in_what() -> None:
    assert explained.note("M08").startswith("M08 Transfers: One referral moved to another force.")
    assert explained.note("M08").endswith("Counted in: transfer. By: date moved.")
