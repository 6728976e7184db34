"""How many examples hypothesis tries: few in `./test fast`, all in `./test`, very many in `./test long`.

In `./test` a test of the database tries half of its examples on SQLite and the other half on PostgreSQL.
"""

import pytest
from hypothesis import HealthCheck, settings

FEW = 10  # in the fast lane; a quarter of what is asked for where that is fewer
MORE = 10  # times as many in the long lane


def register() -> None:
    """Register the profiles "fast", "full" and "long". "full" holds where none is chosen.

    No example has a deadline: beside other workers, the clock on the wall says nothing about our code.
    """
    for name in ("fast", "full", "long"):
        settings.register_profile(name, deadline=None)
    settings.register_profile("fast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("full")


def scaled(examples: int, profile: str) -> int:
    """How many examples are tried in this profile, of a test that asks for `examples`."""
    if profile == "fast":
        return min(examples // 4 or 1, FEW)
    return examples * MORE if profile == "long" else examples


def needs_a_database(item: pytest.Item) -> bool:
    """Whether a test can reach the database at all; a journey's processes are told its address."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        not fixtures.isdisjoint({"db", "transactional_db"})
        or item.get_closest_marker("django_db") is not None
        or item.path.parent.name == "journeys"
    )


def repeats(*, fast: int, full: int, long: int) -> int:
    """How often something is tried in this run that is no test of hypothesis. Mark such a test `long`."""
    return {"fast": fast, "full": full, "long": long}[settings.get_current_profile_name()]


def scale(item: pytest.Item) -> None:
    """Give a test of hypothesis as many examples as this run tries, and the marker `long`."""
    function = getattr(item, "function", None)
    own = getattr(function, "_hypothesis_internal_use_settings", None)
    if own is not None:
        item.add_marker("long")
        lane = settings.get_current_profile_name()
        examples = scaled(own.max_examples, lane)
        if lane == "full" and needs_a_database(item):
            examples = (examples + 1) // 2
        function._hypothesis_internal_use_settings = settings(own, max_examples=examples)  # type: ignore[union-attr]
