"""The median and the ninth decile of days waited, at the very number of days where they change."""

import pytest

from candour.figures.counting.counts import days_waited, nearest_rank


@pytest.mark.parametrize(
    ("waits", "percent", "days"),
    [
        ({3: 1, 8: 1}, 50, 3),
        ({3: 1, 8: 2}, 50, 8),
        ({3: 9, 8: 1}, 90, 3),
        ({3: 89, 8: 11}, 90, 8),
        ({3: 90, 8: 10}, 90, 3),
        ({5: 1}, 90, 5),
    ],
)
def test_it_is_the_fewest_days_within_which_so_many_were_done(
    waits: dict[int, int], percent: int, days: int
) -> None:
    assert nearest_rank(waits, percent) == days


def test_where_nothing_was_waited_for_there_is_neither() -> None:
    assert days_waited({}) == {}
    with pytest.raises(ValueError, match="Nothing"):
        nearest_rank({}, 50)
