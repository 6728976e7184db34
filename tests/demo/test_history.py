"""What the rehearsal says was printed about the first hotline is held to its sources."""

import csv
import re
from pathlib import Path

import pytest

from candour.demo.history import HISTORY, lay_history
from candour.figures.showing.history import LineHistory, history

SOURCES = HISTORY.parent / "published_figures.csv"


@pytest.fixture(autouse=True)
def own(settings) -> LineHistory:
    """The history as an installation reads it."""
    settings.HISTORY = HISTORY
    return history()


def test_every_published_figure_that_was_wrong_has_its_place(own: LineHistory) -> None:
    sources = {row["id"]: row for row in csv.DictReader(SOURCES.read_text().splitlines())}
    misread = {misprint.id for misprint in own.misprints}

    assert {part for id in misread for part in id.split("-")} <= set(sources)
    # The general line's numbers (F23, F24) are not this line's; F13 to F15 are right under their right names.
    assert set(sources) - misread == {"F13", "F14", "F15", "F23", "F24"}


def test_every_source_is_an_address_or_said_to_be_quoted(own: LineHistory) -> None:
    for misprint in own.misprints:
        assert misprint.source.startswith("https://") or not misprint.source
        assert "seed" not in misprint.publisher + misprint.words
    assert sum(bool(misprint.source) for misprint in own.misprints) >= 8


def test_quotation_marks_stand_only_around_words_that_somebody_printed(own: LineHistory) -> None:
    # The words of the two requests and of the notices that others quoted, as they stand in the sources.
    printed = (
        "700 in a day",
        "only around 10 are so far being referred on for further action",
        "tens of calls",
        "leading to new investigations – a third of which relate to forces elsewhere in the country",
        "We have had hundreds of reports",
        "They have led to arrests, they have led to investigations.",
        "a further 1,000 people have called",
        "94 reports were received",
        "that did not relate to a MPS police officer/staff member",
        "not held by the MPS",
        "700 investigations after nearly 3,000 calls to an anti-corruption hotline that went live 18 "
        "months ago",
    )
    for misprint in own.misprints:
        for quoted in re.findall("“([^”]+)”", misprint.printed):
            assert all(part.strip() in printed for part in quoted.split("…")), quoted


def test_several_right_numbers_each_say_what_they_stand_for(own: LineHistory) -> None:
    for misprint in own.misprints:
        assert len(misprint.labels) == (
            len(misprint.right) if misprint.labels or len(misprint.right) > 1 else 0
        ), misprint.id


def test_a_rehearsal_gets_its_own_copy_and_one_that_is_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    lay_history(folder)
    (folder / "misreported.csv").write_text("id,printed,by,when,source,right,labels,verdict,words\n")
    lay_history(folder)

    assert sorted(file.name for file in folder.iterdir()) == sorted(file.name for file in HISTORY.iterdir())
    assert len((folder / "misreported.csv").read_text().splitlines()) == 1


def test_every_source_of_a_misprint_is_that_of_its_number(own: LineHistory) -> None:
    sources = {row["id"]: row["source"] for row in csv.DictReader(SOURCES.read_text().splitlines())}
    for misprint in own.misprints:
        source = sources[misprint.id.partition("-")[0]]
        while same := re.fullmatch(r"same as (F\d+)", source):
            source = sources[same[1]]
        assert misprint.source == "".join(re.findall(r"https?://\S+", source)[:1])
