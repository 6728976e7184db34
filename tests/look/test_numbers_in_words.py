from datetime import date
from typing import Any

import pytest

from tests.look.page import draw


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ it|day }}", date(2022, 11, 9), "9 November 2022"),
        ("{{ it|day }}", None, ""),
        ("{{ it|month }}", date(2022, 11, 9), "November 2022"),
        ("{{ it|thousands }}", 2878, "2,878"),
        ("{{ it|thousands }}", 0, "0"),
        ("{{ it|thousands }}", None, "–"),
        ("{{ it|thousands }}", "[c]", "[c]"),
        ("{{ it|share:2878 }}", 867, "30%"),
        ("{{ it|share:2878 }}", 1, "under 1%"),
        ("{{ it|share:2878 }}", 0, "0%"),
        ("{{ it|share:0 }}", 0, "–"),
        ("{{ it|share }}", 0.5, "50%"),
    ],
)
def test_numbers_and_days_read_as_people_say_them(source: str, value: Any, shown: str) -> None:
    assert draw(source, it=value) == shown
