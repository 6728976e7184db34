import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from candour.foi.clock.counting import Within, count, day_of, due_on

from .clocks import HOLIDAYS, clock, day

EXAMPLES = Path(__file__).parent / "data" / "foi_clock_examples.csv"
ROWS = list(csv.DictReader(EXAMPLES.read_text(encoding="utf-8").splitlines()))
ENGLAND_AND_WALES = {
    when: closed for when, closed in HOLIDAYS.items() if {"ENG", "WLS"} & set(closed.nations)
}


def test_the_examples_are_all_here() -> None:
    assert len(ROWS) == 12
    assert {row["kind"] for row in ROWS} == {"s.10 deadline", "review window (not s.10)"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_each_example_comes_out_with_the_days_it_skips_and_whose_they_are(row: dict[str, str]) -> None:
    days = 20 if row["kind"] == "s.10 deadline" else 40
    counted = count(day(row["date_received"]), HOLIDAYS, Within(days, "working days"))
    assert counted.due_on == day(row["due_date"])
    assert f"{counted.since:%a}" == row["received_weekday"] and f"{counted.due_on:%a}" == row["due_weekday"]
    written = row["weekday_non_working_days_skipped"]
    assert [str(when) for when, _ in counted.skipped] == re.findall(r"\d{4}-\d\d-\d\d", written)
    nations = re.findall(r": ((?:(?:ENG|WLS|SCT|NIR),?)+)\)", written)
    if nations:  # the two published checks give days alone
        assert [",".join(closed.nations) for _, closed in counted.skipped] == nations


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_england_and_wales_alone_would_give_the_wrong_day_that_the_example_warns_of(
    row: dict[str, str],
) -> None:
    days = 20 if row["kind"] == "s.10 deadline" else 40
    wrong = row["wrong_answer_with_england_and_wales_holidays_only"]
    assert due_on(day(row["date_received"]), ENGLAND_AND_WALES, days) == day(wrong)


def test_ten_to_midnight_still_is_that_day() -> None:
    assert day_of(dt.datetime(2026, 11, 13, 23, 50, tzinfo=dt.UTC)) == day("2026-11-13")


def test_in_summer_the_day_changes_an_hour_before_it_does_in_greenwich() -> None:
    assert day_of(dt.datetime(2026, 7, 8, 22, 59, tzinfo=dt.UTC)) == day("2026-07-08")
    assert day_of(dt.datetime(2026, 7, 8, 23, 0, tzinfo=dt.UTC)) == day("2026-07-09")


def test_a_moment_without_its_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_of(dt.datetime(2026, 7, 8, 12))  # noqa: DTZ001


def test_the_working_names_each_skipped_day_and_its_nations() -> None:
    assert count(day("2026-07-08"), HOLIDAYS, Within(20, "working days")).working() == [
        "It came on Wednesday 8 July 2026. The first working day after that is Thursday 9 July 2026.",
        "8 days of Saturdays and Sundays do not count.",
        "Monday 13 July 2026: Battle of the Boyne (substitute day), a holiday in Northern Ireland. "
        "It does not count.",
        "Monday 3 August 2026: Summer bank holiday, a holiday in Scotland. It does not count.",
        "The 20th working day is Friday 7 August 2026.",
    ]


def test_the_working_says_the_first_day_that_counts_and_when_nothing_falls_in_between() -> None:
    lines = count(day("2026-09-04"), HOLIDAYS, Within(20, "working days")).working("The review was asked for")
    assert lines[0] == (
        "The review was asked for on Friday 4 September 2026. "
        "The first working day after that is Monday 7 September 2026."
    )
    assert lines[2] == "No bank holiday falls in between."
    christmas = count(day("2026-12-24"), HOLIDAYS, Within(20, "working days"))
    assert christmas.first == day("2026-12-29")


def test_what_was_made_clear_starts_the_count_again_from_nought() -> None:
    asked = ("received", "2026-08-24"), ("opened", "2026-08-24"), ("clarification_asked", "2026-09-01")
    assert clock(*asked[:2], today="2026-08-25").due_on == day("2026-09-22")
    again = clock(*asked, ("clarified", "2026-09-14"), today="2026-09-15")
    assert again.due_on == day("2026-10-12") and again.since == day("2026-09-14")
    assert again.working[0] == (
        "The request came on Monday 24 August 2026, and the count started again later."
    )


def test_the_review_window_of_the_example_is_read_from_the_answer() -> None:
    answered = clock(
        ("received", "2026-09-01"), ("opened", "2026-09-01"), ("responded", "2026-09-22"), today="2026-11-17"
    )
    assert answered.review_until == day("2026-11-17") and answered.may_ask_review


def test_months_end_on_the_last_day_of_a_month_that_is_too_short() -> None:
    assert count(day("2026-12-31"), {}, Within(2, "months")).due_on == day("2027-02-28")
    assert count(day("2026-12-31"), {}, Within(6, "weeks")).due_on == day("2027-02-11")
    with pytest.raises(ValueError, match="fortnights"):
        count(day("2026-12-31"), {}, Within(2, "fortnights"))
