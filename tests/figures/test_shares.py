import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.figures.files.shares import for_every_hundred, percent

wholes = st.integers(1, 10_000)


@given(wholes, st.data())
def test_a_hundred_per_cent_is_all_and_nought_is_none(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))

    assert (percent(part, whole) == "100%") == (part == whole)
    assert (percent(part, whole) == "0%") == (part == 0)


def test_a_share_of_nothing_is_a_dash() -> None:
    assert percent(0, 0) == "–"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (867, 2878, "30 referrals for every 100 contacts"),
        (1, 100, "1 referral for every 100 contacts"),
        (868, 869, "868 referrals for 869 contacts"),
        (1, 869, "1 referral for 869 contacts"),
        (2, 0, "2 referrals for 0 contacts"),
        (3, 2, "150 referrals for every 100 contacts"),
    ],
)
def test_a_rate_that_rounding_would_spoil_is_said_in_its_numbers(part: int, whole: int, words: str) -> None:
    assert for_every_hundred(part, "referrals", whole, "contacts") == words
