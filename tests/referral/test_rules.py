import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from candour.referral.rules import (
    DAYS_TO_ACKNOWLEDGE,
    DAYS_TO_FEED_BACK,
    chase,
    grade_in_words,
)

DAYS = st.dates(dt.date(2022, 11, 29), dt.date(2030, 1, 1))
SPANS = st.integers(0, 400)


@given(DAYS, SPANS)
def test_a_force_is_late_with_its_receipt_from_the_eighth_day(sent_on: dt.date, days: int) -> None:
    words = chase(sent_on=sent_on, acknowledged=False, fed_back=True, today=sent_on + dt.timedelta(days))

    assert (words == f"Not acknowledged after {days} days") == (days > DAYS_TO_ACKNOWLEDGE)


@given(DAYS, SPANS)
def test_a_force_is_late_with_an_outcome_from_the_ninety_first_day(sent_on: dt.date, days: int) -> None:
    words = chase(sent_on=sent_on, acknowledged=True, fed_back=False, today=sent_on + dt.timedelta(days))

    assert (words == f"No outcome after {days} days") == (days > DAYS_TO_FEED_BACK)


@given(DAYS, SPANS)
def test_nobody_is_chased_who_has_answered(sent_on: dt.date, days: int) -> None:
    today = sent_on + dt.timedelta(days)

    assert chase(sent_on=sent_on, acknowledged=True, fed_back=True, today=today) == ""


def test_a_grade_is_told_in_words_with_its_conditions() -> None:
    told = [(code.element, code.code, code.label) for code in grade_in_words("2-B-C A1,S2")]

    assert told == [
        ("Source", "2", "Untested"),
        ("Intelligence", "B", "Known indirectly but corroborated"),
        ("Sharing", "C", "Lawful sharing permitted with conditions"),
        ("Condition", "A1", "Combine only"),
        ("Condition", "S2", "Consult before sanitising"),
    ]


CODES = st.text("ABCDEPS1239", min_size=1, max_size=2)


@given(CODES, CODES, CODES, st.lists(CODES, max_size=3))
def test_every_code_that_was_sent_is_told(
    source: str, known: str, sharing: str, conditions: list[str]
) -> None:
    written = f"{source}-{known}-{sharing}" + (f" {','.join(conditions)}" if conditions else "")

    told = grade_in_words(written)

    assert [code.code for code in told] == [source, known, sharing, *conditions]
    assert all(code.label for code in told)
