import io

import pytest
import time_machine
from django.core.management import CommandError, call_command

from candour.foi.models import Holiday

pytestmark = pytest.mark.django_db


def said(*words: str) -> list[str]:
    out = io.StringIO()
    call_command("foi", *words, stdout=out)
    return out.getvalue().splitlines()


def test_due_says_the_last_day_and_each_day_that_it_skips() -> None:
    lines = said("due", "2026-07-08")
    assert lines[0] == "Due on Friday 7 August 2026 (Freedom of Information Act 2000)."
    assert any("Monday 13 July 2026: Battle of the Boyne" in line for line in lines)
    assert any("Monday 3 August 2026: Summer bank holiday, a holiday in Scotland" in line for line in lines)


def test_due_counts_by_another_law() -> None:
    lines = said("due", "2026-07-08", "--law", "foisa")
    assert lines[0].startswith("Due on Thursday 6 August 2026") and not any("Boyne" in one for one in lines)


def test_due_counts_a_day_that_the_desk_added() -> None:
    Holiday.objects.create(
        day="2026-07-24", name="Invented jubilee", nations="SCT", source="invented", added_on="2026-07-10"
    )
    assert said("due", "2026-07-08")[0].startswith("Due on Monday 10 August 2026")


def test_what_is_no_day_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="Write it as 2026-07-08"):
        said("due", "8 July")


def test_beyond_the_table_it_says_that_it_may_be_too_early() -> None:
    assert "may be too early" in said("due", "2033-01-10")[-1]
    assert "may be too early" not in said("due", "2032-06-10")[-1]


def test_before_the_table_it_says_that_it_may_be_too_early() -> None:
    assert "begins in 2010" in said("due", "2009-05-05")[-1]
    assert "begins in" not in said("due", "2010-01-01")[-1]


def test_a_day_at_the_end_of_all_calendars_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="our own time"):
        said("due", "9999-12-20")


def test_holidays_says_what_the_table_lacks() -> None:
    with time_machine.travel("2026-11-22"):
        assert said("holidays") == ["The table has every holiday that is known."]
        Holiday.objects.get(day="2027-07-12").delete()
        assert said("holidays") == [
            "2027-07-12  Monday 12 July 2027: Battle of the Boyne, a holiday in Northern Ireland"
        ]
