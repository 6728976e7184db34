"""Every list of codes, as it stands."""

from collections.abc import Mapping

import pytest

from candour.codes import channels as channel_codes
from candour.codes.categories import categories, corruption_categories, reporter_categories
from candour.codes.channels import channels, channels_by_hand, short_channel_label
from candour.codes.languages import ENGLISH, languages
from candour.codes.listed import ListedCode, choices, label_of
from candour.codes.outcomes import investigation_kinds, kinds_of, outcomes
from candour.codes.reasons import closing_reasons, decision_kinds, reasons_not_to_refer
from candour.demo import fates, matters, schedule
from candour.figures.measures import OUTSIDE_M01, measures
from candour.ledger.models import Entry
from candour.outcome.rules import GROUPS
from tests.codes.planting import CHANNEL, CLOSING_REASON, planted

LISTS = {
    "category": categories(),
    "channel": channels(),
    "language": languages(),
    "kind": investigation_kinds(),
    "closing": closing_reasons(),
    "decision": decision_kinds(),
    "not referred": reasons_not_to_refer(),
    "outcome": outcomes(),
}


@pytest.mark.parametrize("codes", LISTS.values(), ids=LISTS)
def test_a_public_code_is_counted_in_measures_that_there_are(codes: Mapping[str, ListedCode]) -> None:
    for code, listed in codes.items():
        assert set(listed.measures) <= set(measures()), code
        assert bool(listed.measures) or not listed.public, code


@pytest.mark.parametrize("kind", ["category", "channel", "language", "kind"])
def test_a_code_is_counted_in_the_measures_that_are_broken_down_by_its_kind(kind: str) -> None:
    by_kind = {code for code, measure in measures().items() if kind in measure.by} - {"M40", "M41"}
    counted = {code for listed in LISTS[kind].values() if listed.public for code in listed.measures}

    assert counted == by_kind


def test_reasons_are_those_of_one_measure_each() -> None:
    assert {listed.measures for listed in closing_reasons().values()} == {("M03",)}
    assert {listed.measures for listed in reasons_not_to_refer().values()} == {("M06",)}


@pytest.mark.parametrize("kind", ["category", "channel", "kind", "language"])
def test_every_code_fits_into_the_ledger(kind: str) -> None:
    longest = Entry._meta.get_field(kind).max_length

    assert longest and max(map(len, LISTS[kind])) <= longest


def test_the_codes_that_the_program_names_are_on_their_lists() -> None:
    assert {channel_codes.WEB_FORM, channel_codes.PHONE} < set(channels()) and ENGLISH in languages()
    assert {channel.caller for channel in channels().values()} == {"always", "never", "asked"}
    assert OUTSIDE_M01 == ("historic_review", "workforce_check")
    assert {outcome.group for outcome in outcomes().values()} == set(GROUPS)
    assert {kind.outcome for kind in investigation_kinds().values()} <= set(outcomes())
    assert {outcome for outcome in outcomes() if kinds_of(outcome)} == {
        "investigation_opened",
        "iopc_referral",
    }


def test_a_category_fits_corruption_categories_that_there_are() -> None:
    fitting = {code for category in categories().values() for code in category.corruption_categories}

    assert fitting == set(corruption_categories()) and len(fitting) == 12


def test_the_rehearsal_uses_no_code_that_is_on_no_list() -> None:
    assert set(matters.CATEGORIES) <= {category.code for category in reporter_categories()}
    assert set(matters.CORRUPTION) <= set(categories())
    assert set(matters.LANGUAGES) <= set(languages())
    assert {*schedule.CLOSED_CALLS, *schedule.CLOSED_FORMS} <= set(closing_reasons())
    endings = {code for ending in fates.ENDINGS for code in ending}
    assert {*fates.NFA_REASONS, *fates.MEASURES_TAKEN, *endings} <= set(outcomes())
    assert set(fates.KINDS) <= set(investigation_kinds())


def test_what_is_on_no_list_is_shown_by_its_code() -> None:
    assert label_of(channels(), "smoke_signal") == short_channel_label("smoke_signal") == "smoke_signal"


def test_a_retired_code_is_not_offered_and_keeps_its_words() -> None:
    retired = {"retired": "yes"}
    rows = {"channels.csv": {**CHANNEL, **retired}, "closing_reasons.csv": {**CLOSING_REASON, **retired}}
    with planted(rows):
        assert "carrier_pigeon" not in channels_by_hand()
        assert "pigeon_lost" not in dict(choices(closing_reasons()))
        assert dict(choices(closing_reasons(), present="pigeon_lost"))["pigeon_lost"]
        assert label_of(channels(), "carrier_pigeon") == "Invented carrier pigeon"


def test_a_code_that_stands_twice_in_its_list_is_refused() -> None:
    with planted({"channels.csv": {**CHANNEL, "code": "phone"}}), pytest.raises(ValueError, match="twice"):
        channels()
