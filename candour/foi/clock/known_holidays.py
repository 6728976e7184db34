"""What the package `holidays` knows of the four nations' bank holidays. Only here, to fill the table.

Our own table decides; this proposes rows for it. Run `candour foi holidays` to see what it lacks.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import holidays

from .counting import NATIONS, is_weekend

SOURCE = "Banking and Financial Dealings Act 1971, by the package holidays 0.109"
CHRISTMAS_AND_GOOD_FRIDAY = "Freedom of Information Act 2000 s.10(6)"
PROCLAIMED = "Royal proclamation under s.1 of the 1971 Act, by the package holidays 0.109"
# The package's names, in the words of gov.uk/bank-holidays, and of those kept once: by proclamation.
_OURS = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2 January",
    "Saint Patrick's Day": "St Patrick's Day",
    "Saint Andrew's Day": "St Andrew's Day",
}
_ONCE = ("Jubilee", "Wedding", "Coronation", "Funeral", "World Cup")


class KnownHoliday(NamedTuple):
    """One weekday that is a holiday in these nations. `nations` has their codes between blanks."""

    day: dt.date
    name: str
    nations: str
    source: str


def known_days(years: Iterable[int]) -> list[KnownHoliday]:
    """Every weekday of these years that is a holiday in any of the four nations, in order."""
    return sorted(_known(set(years)))


def _known(years: set[int]) -> Iterator[KnownHoliday]:
    by_nation = {nation: holidays.country_holidays("GB", subdiv=nation, years=years) for nation in NATIONS}
    for day in {day for days in by_nation.values() for day in days if not is_weekend(day)}:
        having = [nation for nation in NATIONS if day in by_nation[nation]]
        name = _in_our_words(by_nation[having[0]][day])
        yield KnownHoliday(day, name, " ".join(having), _source(name))


def _in_our_words(name: str) -> str:
    plain, moved, _ = name.partition(" (observed)")
    return _OURS.get(plain, plain) + (" (substitute day)" if moved else "")


def _source(name: str) -> str:
    if name in ("Christmas Day", "Good Friday"):
        return CHRISTMAS_AND_GOOD_FRIDAY
    return PROCLAIMED if any(word in name for word in _ONCE) else SOURCE
