"""The rehearsal's log shows every kind of answer that a reader can meet."""

import datetime as dt

from candour.codes.tables import read_rows
from candour.demo.days import END
from candour.foi.deciding.outcomes import OUTCOMES
from candour.foi.rules import Law

ROWS = read_rows("candour.demo", "requests.csv")


def test_about_thirty_requests_of_every_law_and_every_outcome() -> None:
    assert 28 <= len({(row["title"], row["received"]) for row in ROWS}) <= 35
    assert {row["outcome"] for row in ROWS} - {""} == {outcome.value for outcome in OUTCOMES}
    assert {row["law"] for row in ROWS} == {law.value for law in Law}
    assert {row["then"] for row in ROWS} - {""} == {"extended", "lapsed", "review", "corrected", "note"}
    assert len({section for row in ROWS for section in row["sections"].split()}) >= 6


def test_every_day_of_them_is_in_the_rehearsal_s_history() -> None:
    for row in ROWS:
        days = [dt.date.fromisoformat(row[name]) for name in ("received", "answered")]
        assert dt.date(2022, 11, 29) <= days[0] <= days[1] <= END + dt.timedelta(days=1), row["title"]
