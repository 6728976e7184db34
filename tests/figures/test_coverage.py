import datetime as dt

import pytest

from candour.figures.cells import Cell, Shown
from candour.figures.releasing.coverage import coverage

from .printing import sampled
from .reading import text
from .sample import sample_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]
DAY = dt.date(2023, 11, 30)


def referrals_to(*forces: str) -> dict[Cell, Shown]:
    cells = [Cell("M07", "force", one, DAY, DAY, DAY) for one in forces]
    return {cell: Shown(cell, 20, "", "nearest 5") for cell in cells}


def test_one_force_that_answered_of_one_is_not_said_to_be_all_of_them() -> None:
    words = coverage(referrals_to("kent", "surrey", "essex", "dorset"), DAY).words

    assert words == "Too few forces are shown to say how many have answered."


def test_five_forces_are_enough_to_say_how_many_answered() -> None:
    words = coverage(referrals_to("kent", "surrey", "essex", "dorset", "durham"), DAY).words

    assert words.startswith("0 of the 5 forces that are shown")


def test_a_release_that_asks_no_force_says_nothing_of_forces_that_answered() -> None:
    sampled(coverage=coverage({}, DAY))

    for page in ("/figures/cohorts", "/figures/releases/4.1"):
        assert "How many forces" not in text(page)


def test_a_release_that_asks_forces_says_how_many_answered() -> None:
    sampled()

    assert sample_document().coverage.words in text("/figures/releases/4.1")
