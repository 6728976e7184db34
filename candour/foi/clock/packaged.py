"""The holidays that came with Candour, read from data/holidays.csv."""

import csv
from importlib.resources import files


def packaged_holidays() -> list[dict[str, str]]:
    """Every row: day, name, nations (codes between blanks), source, proclaimed_on (or nothing)."""
    text = files("candour.foi").joinpath("data", "holidays.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
