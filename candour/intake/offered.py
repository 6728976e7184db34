"""The forces that a reporter can choose, cached for a minute: every form needs them."""

import time
from dataclasses import dataclass

from django import db

from candour.forces.models import Force

FRESH_FOR = 60.0
"""Seconds. A force that is switched on or off is seen by every process within that time."""

ACROSS = "More than one nation"
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


@dataclass(frozen=True)
class Offered:
    """The names by slug, in the order of the alphabet, and grouped by nation for a list to pick from."""

    names: dict[str, str]
    grouped: list[tuple[str, list[tuple[str, str]]]]


_kept: dict[str, tuple[float, Offered]] = {}


def offered_forces() -> Offered:
    """The forces in scope; the cached list if the database does not answer. db.Error if there is none."""
    read_at, offered = _kept.get("forces", (0.0, None))
    if offered is not None and time.monotonic() - read_at < FRESH_FOR:
        return offered
    try:
        offered = _read()
    except db.Error:
        if offered is None:
            raise
        return offered
    _kept["forces"] = (time.monotonic(), offered)
    return offered


def forget() -> None:
    """Clear the cache."""
    _kept.clear()


def _read() -> Offered:
    names: dict[str, str] = {}
    nations: dict[str, list[tuple[str, str]]] = {nation: [] for nation in (*NATIONS, ACROSS)}
    for slug, name, nation in Force.objects.offered().values_list("slug", "name", "nation"):
        names[slug] = name
        nations[nation if nation in NATIONS else ACROSS].append((slug, name))
    return Offered(names, [(nation, forces) for nation, forces in nations.items() if forces])
