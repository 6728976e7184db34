"""The holidays that came with Candour, read from data/holidays.csv."""

from candour.codes.tables import read_rows


def packaged_holidays() -> list[dict[str, str]]:
    """Every row: day, name, nations (codes between blanks), source, proclaimed_on (or nothing)."""
    return read_rows("candour.foi", "holidays.csv")
