"""A release stops when a code of the ledger has no row, or the rows of a table do not make its whole."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from candour.figures import actions
from candour.figures.cells import Cell
from candour.figures.models import Draft
from candour.figures.releasing.numbers import ANNUAL
from candour.figures.releasing.plan import PlannedTable
from candour.figures.releasing.wholes import parts_of
from tests.codes.planting import CATEGORY, FOUR, planted

from . import ledgers, releases

pytestmark = pytest.mark.django_db


def _sixty_contacts() -> None:
    """Of the new category and channel, each closed for the new reason."""
    releases.a_year()
    for number in range(60):
        on = releases.FIRST + dt.timedelta(days=number)
        came = ledgers.contact(on, channel="carrier_pigeon", category="pigeons")
        ledgers.closed(on, contact=came, reason="pigeon_lost", channel="carrier_pigeon")


def _year() -> Draft:
    return releases.drafted(ANNUAL, releases.YEAR, releases.DAY_OF_YEAR)


def _in_the_way(draft: Draft) -> dict[str, str]:
    return {finding.name: finding.words for finding in actions.findings_of(draft) if not finding.is_well}


def test_a_code_that_is_on_no_list_stops_the_release() -> None:
    with planted(FOUR):
        _sixty_contacts()
    draft = _year()
    words = _in_the_way(draft)

    assert set(words) == {"Codes", "Parts"}
    assert "carrier_pigeon, " not in words["Codes"] and "pigeons in “Contacts: by kind" in words["Codes"]
    assert "category 'pigeons' of contact.received" in words["Codes"]
    assert "reason 'pigeon_lost' of contact.closed" in words["Codes"]
    with pytest.raises(ValidationError, match="Codes without a row"):
        releases.publish(draft)


def test_so_does_one_that_is_listed_and_has_no_row_in_the_table() -> None:
    with planted({**FOUR, "categories.csv": {**CATEGORY, "measures": "M04"}}):
        _sixty_contacts()
        words = _in_the_way(_year())

    assert words["Codes"].startswith("Codes without a row: pigeons in “Contacts: by kind of conduct”")
    assert "on no list" not in words["Codes"]
    assert "“Contacts: by kind of conduct”" in words["Parts"] and "by force" not in words["Parts"]


def test_an_outcome_that_no_measure_counts_because_it_is_on_no_list_stops_a_quarter_too() -> None:
    with planted(FOUR):
        releases.a_year()
        on = releases.FIRST
        sent = ledgers.referral(on, of=ledgers.report(on, of=ledgers.contact(on)))
        ledgers.said(on, "nfa_pigeon", of=sent)

    assert set(_in_the_way(releases.drafted())) == {"Codes"}


def test_no_count_is_told_with_it() -> None:
    with planted(FOUR):
        _sixty_contacts()

    assert "60" not in " ".join(_in_the_way(_year()).values())


def test_parts_that_do_not_make_the_whole_are_seen_though_every_code_has_its_row() -> None:
    day = dt.date(2025, 1, 1)
    cells = [(Cell("M01", "channel", code, day, day, day), code) for code in ("phone", "post")]
    table = PlannedTable("M01-channel", "M01", "Contacts: by channel", "event", "channel", cells)
    counted = {"channel": {"phone": 4, "post": 5}, "": {"": 10}}

    (parts,) = parts_of([table], lambda measure, by, since, until: counted[by])

    assert (parts.without_row, parts.leaves_out_unsaid, parts.make_the_whole) == ([], False, False)


@pytest.mark.parametrize("note", ["", "Two forces gave no kind."])
def test_entries_that_say_no_code_want_a_word_in_the_note(note: str) -> None:
    releases.a_year()
    on = releases.FIRST
    sent = ledgers.referral(on, of=ledgers.report(on, of=ledgers.contact(on)))
    ledgers.said(on, "investigation_opened", of=sent)
    announced = releases.announced(ANNUAL, releases.YEAR, releases.DAY_OF_YEAR)
    draft = actions.compile_draft(
        announced,
        by=releases.OFFICER,
        as_at=releases.YEAR.until + dt.timedelta(days=20),
        note=note,
        today=releases.DAY_OF_YEAR - dt.timedelta(days=7),
    )

    (words,) = (finding for finding in actions.findings_of(draft) if finding.name == "Parts")
    assert words.words.startswith("Some entries say no code, in “Investigations opened: by kind”")
    assert words.is_well == bool(note)
