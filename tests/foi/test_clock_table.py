"""Three sources of bank holidays, one against the other: our table, `holidays` and gov.uk's own list."""

import datetime as dt

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from candour.foi.clock import calendar
from candour.foi.clock.counting import NATIONS
from candour.foi.clock.known_holidays import known_days
from candour.foi.clock.packaged import packaged_holidays
from candour.foi.models import Holiday

from .clocks import HOLIDAYS, day

# gov.uk's list in govuk-bank-holidays 0.19 is older than the proclamation of 4 February 2026.
NOT_AT_GOVUK = {day("2026-06-15"): "SCT"}
DIVISIONS = {"england-and-wales": ("ENG", "WLS"), "scotland": ("SCT",), "northern-ireland": ("NIR",)}


def test_the_table_is_what_the_package_knows_of_all_four_nations() -> None:
    table = {when: closed.nations for when, closed in HOLIDAYS.items()}
    assert table == {one.day: tuple(one.nations.split()) for one in known_days(range(2010, 2033))}


def test_the_table_agrees_with_govuk_but_for_one_proclaimed_day() -> None:
    listed = BankHolidays(use_cached_holidays=True)
    theirs: dict[dt.date, set[str]] = {}
    for division, nations in DIVISIONS.items():
        for one in listed.get_holidays(division=division):
            if one["date"].weekday() < 5:
                theirs.setdefault(one["date"], set()).update(nations)
    assert {when.year for when in theirs} == set(range(2012, 2029))
    ours = {when: set(closed.nations) for when, closed in HOLIDAYS.items() if 2012 <= when.year <= 2028}
    differing = {when for when in ours | theirs if ours.get(when) != theirs.get(when)}
    assert {when: " ".join(ours[when]) for when in differing} == NOT_AT_GOVUK
    assert not differing & set(theirs)


def test_good_friday_and_christmas_day_are_holidays_everywhere_in_every_year() -> None:
    named = [closed for closed in HOLIDAYS.values() if closed.name == "Good Friday"]
    assert len(named) == 23 and all(closed.nations == tuple(NATIONS) for closed in named)
    for year in range(2010, 2033):
        christmas = dt.date(year, 12, 25)
        assert christmas.weekday() >= 5 or christmas in HOLIDAYS


def test_each_row_is_a_weekday_with_a_name_a_nation_and_a_source() -> None:
    for row in packaged_holidays():
        assert day(row["day"]).weekday() < 5 and row["name"] and row["source"]
        assert row["nations"] and set(row["nations"].split()) <= set(NATIONS)


@pytest.mark.django_db
def test_the_migration_brought_every_row_in() -> None:
    assert calendar.holidays() == HOLIDAYS
    assert Holiday.objects.get(day="2026-06-15").proclaimed_on == day("2026-02-04")
    assert calendar.last_known() == max(HOLIDAYS)
