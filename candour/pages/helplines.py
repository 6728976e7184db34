"""Telephone numbers of those who help, from a file that the charity checks: a row for each number."""

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings

COLUMNS = ("group", "name", "phone", "about", "source", "checked_on")


@dataclass(frozen=True)
class Helpline:
    """One number. `group` is the part of the page that it belongs to: talk, home, sexual, work or police."""

    group: str
    name: str
    phone: str
    about: str
    source: str
    checked_on: dt.date

    @property
    def link(self) -> str:
        """The address that a telephone dials."""
        return f"tel:{self.phone.replace(' ', '')}"


def helplines() -> tuple[Helpline, ...]:
    """The numbers of the file that CANDOUR_HELPLINES names, else those that come with Candour."""
    return _read(settings.HELPLINES)


@lru_cache
def _read(file: str) -> tuple[Helpline, ...]:
    """ValueError for a row without a name, a number, a source or the day it was checked."""
    path = Path(file) if file else files("candour.pages").joinpath("data", "helplines.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(_helpline(number, row) for number, row in enumerate(rows, start=2))


def _helpline(number: int, row: dict[str, str]) -> Helpline:
    missing = [name for name in COLUMNS if name != "about" and not (row.get(name) or "").strip()]
    if missing:
        raise ValueError(f"helplines, row {number}: {', '.join(missing)} is empty. Fill it or drop the row.")
    values = {name: (row.get(name) or "").strip() for name in COLUMNS[:-1]}
    return Helpline(**values, checked_on=dt.date.fromisoformat(row["checked_on"]))
