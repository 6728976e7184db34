"""What holds for every ledger, however it came about."""

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from candour.figures.counting.tally import Tally, exact, tally
from candour.figures.measures import measures
from candour.figures.releasing.equations import equations

from .ledgers import DAYS, day, forget_what_was_recorded_after, taken_back
from .lives import live, lives, many
from .plain import by_hand

pytestmark = pytest.mark.django_db

ledgers = st.lists(lives, max_size=8)
LATEST = dt.date(2023, 12, 31)
# Runs of whole months, from before the ledger's first day to after its last.
MONTHS = [dt.date(2022 + month // 12, month % 12 + 1, 1) for month in range(11, 24)]
runs = st.tuples(st.integers(0, 11), st.integers(1, 12)).map(
    lambda ends: (MONTHS[ends[0]], MONTHS[min(ends[0] + ends[1], 12)] - dt.timedelta(days=1))
)
quick = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def every_breakdown() -> list[tuple[str, str]]:
    return [(code, by) for code, measure in measures().items() for by in ("", *measure.by)]


def everything(counted: Tally, since: dt.date, until: dt.date) -> dict[tuple[str, str], dict[str, int]]:
    return {(code, by): dict(counted.counts(code, by, since, until)) for code, by in every_breakdown()}


@quick
@given(ledgers, runs)
def test_what_is_counted_in_sql_is_what_is_counted_line_by_line(some, run) -> None:
    with taken_back():
        for life in some:
            live(life)

        with tally(LATEST) as counted:
            for_a_release = everything(counted, *run)
        line_by_line = {pair: by_hand(*pair, *run, LATEST) for pair in every_breakdown()}
        assert for_a_release == line_by_line
        assert {pair: exact(*pair, *run, LATEST) for pair in every_breakdown()} == line_by_line


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_both_ways_of_counting_agree_on_a_ledger_with_some_of_everything(seed) -> None:
    for life in many(400, random.Random(seed)):
        live(life)

    for as_at in (day(50), day(110), LATEST):
        with tally(as_at) as counted:
            for run in ((MONTHS[0], MONTHS[3] - dt.timedelta(days=1)), (MONTHS[3], LATEST)):
                line_by_line = {pair: by_hand(*pair, *run, as_at) for pair in every_breakdown()}
                assert everything(counted, *run) == line_by_line
                assert {pair: exact(*pair, *run, as_at) for pair in every_breakdown()} == line_by_line
                for equation in equations(counted, *run):
                    assert equation.whole == sum(number for _, number in equation.parts)
    written = {code for code, rule in measures().items() if not rule.event.startswith("workforce.")}
    assert all(exact(code, "", MONTHS[0], LATEST)[""] for code in written)


@quick
@given(ledgers, runs)
def test_the_sums_between_measures_come_out(some, run) -> None:
    with taken_back():
        for life in some:
            live(life)

        with tally(LATEST) as counted:
            contacts, reports = equations(counted, *run)
            assert contacts.whole == sum(number for _, number in contacts.parts)
            assert reports.whole == sum(number for _, number in reports.parts)
            assert contacts.whole == counted.counts("M01", "", *run)[""]
            assert contacts.parts[0][1] == counted.counts("M03", "", *run)[""]
            assert reports.whole == counted.counts("M05", "", *run)[""]
            assert reports.parts[0][1] == counted.counts("M06", "", *run)[""]


@quick
@given(ledgers, runs)
def test_each_breakdown_sums_to_its_total(some, run) -> None:
    with taken_back():
        for life in some:
            live(life)

        with tally(LATEST) as counted:
            found = everything(counted, *run)
    for code, by in every_breakdown():
        if by != "days":
            assert sum(found[code, by].values()) == found[code, ""][""], (code, by)


@quick
@given(ledgers, st.integers(0, 2 * DAYS))
def test_figures_as_at_a_day_are_those_of_the_ledger_cut_at_that_day(some, number) -> None:
    since, until = dt.date(2023, 1, 1), LATEST
    with taken_back():
        for life in some:
            live(life)
        with tally(day(number)) as counted:
            then = everything(counted, since, until), equations(counted, since, until)
        line_by_line = {pair: by_hand(*pair, since, until, day(number)) for pair in every_breakdown()}

        forget_what_was_recorded_after(day(number))
        with tally(LATEST) as cut:
            assert then == (everything(cut, since, until), equations(cut, since, until))
        assert line_by_line == {pair: by_hand(*pair, since, until) for pair in every_breakdown()}


@quick
@given(ledgers, st.integers(1, DAYS))
@example([], 40)
def test_counts_of_two_runs_of_days_add_up_to_the_count_of_both(some, number) -> None:
    first, last = day(0), LATEST
    middle = day(number)
    with taken_back():
        for life in some:
            live(life)

        for code, measure in measures().items():
            if measure.kind != "stock":
                parts = [
                    exact(code, "", first, middle, LATEST)[""],
                    exact(code, "", middle + dt.timedelta(days=1), last, LATEST)[""],
                ]
                assert sum(parts) == exact(code, "", first, last, LATEST)[""], code
