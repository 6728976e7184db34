"""The first and the last day that an outcome may bear."""

import datetime as dt

import pytest

from candour.outcome.rules import objections

SENT, TODAY = dt.date(2026, 3, 2), dt.date(2026, 3, 9)


def refused(happened_on: dt.date) -> list[str]:
    return objections(
        "nfa_left",
        reference="",
        happened_on=happened_on,
        sent_on=SENT,
        today=TODAY,
        quantity=1,
        nation="England",
        kind_said="",
        first_arrests=None,
    )


@pytest.mark.parametrize("day", [SENT, SENT + dt.timedelta(days=1), TODAY])
def test_an_outcome_bears_a_day_from_the_sending_to_today(day: dt.date) -> None:
    assert not [words for words in refused(day) if "day lies" in words]


@pytest.mark.parametrize(
    ("day", "words"),
    [(SENT - dt.timedelta(days=1), "before the referral"), (TODAY + dt.timedelta(days=1), "in the future")],
)
def test_a_day_outside_that_is_refused_in_words(day: dt.date, words: str) -> None:
    assert any(words in sentence for sentence in refused(day))
