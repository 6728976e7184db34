"""The one widget Django lacks: a day typed into three boxes, as people in Britain write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

FIRST_YEAR_WITH_FOUR_DIGITS = 1000


@dataclass(frozen=True)
class DayPart:
    """One box of the three: its name, its label, its width in characters and what was typed in it."""

    name: str
    label: str
    width: int
    value: str


class DayInput(forms.DateInput):
    """Day, month and year in three boxes, for a `forms.DateField`.

    The form sends `<name>_day`, `<name>_month` and `<name>_year`. What makes no date is handed to the field
    as it was typed, so that the field objects in its own words and the boxes keep their contents.
    """

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """The day as `2022-11-29`, or None where all three boxes are empty."""
        year, month, day = (str(data.get(f"{name}_{part}", "")).strip() for part in ("year", "month", "day"))
        if not (year or month or day):
            return None
        return iso_day(year, month, day) or f"{year}-{month}-{day}"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the three boxes was in the form that was sent."""
        return not any(f"{name}_{part}" in data for part in ("year", "month", "day"))

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The id of the first box: where a link to this question lands."""
        return f"{id_}_day" if id_ else id_


def iso_day(year: str, month: str, day: str) -> str | None:
    """The day as `2022-11-29`, or None where the three make no date with a year of four digits."""
    try:
        written = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return written.isoformat() if written.year >= FIRST_YEAR_WITH_FOUR_DIGITS else None


def day_parts(name: str, value: date | str | None) -> list[DayPart]:
    """The three boxes for a value as a field holds it: a date, the text that was typed, or nothing."""
    typed = value.isoformat() if isinstance(value, date) else (value or "")
    year, month, day = (typed.split("-", 2) + ["", "", ""])[:3]
    return [
        DayPart(f"{name}_day", "Day", 2, day.lstrip("0") if day.isdigit() else day),
        DayPart(f"{name}_month", "Month", 2, month.lstrip("0") if month.isdigit() else month),
        DayPart(f"{name}_year", "Year", 4, year),
    ]
