"""The table of holidays, as the counting wants it."""

import datetime as dt

from candour.foi.models import Holiday

from .counting import Closed


def holidays() -> dict[dt.date, Closed]:
    """Every day of the table that is no working day, and why."""
    rows = Holiday.objects.values_list("day", "name", "nations")
    return {day: Closed(name, tuple(nations.split())) for day, name, nations in rows}


def last_known() -> dt.date | None:
    """The last day of the table: after its year, days are counted as if there were no holidays."""
    return Holiday.objects.order_by("-day").values_list("day", flat=True).first()


def first_known() -> dt.date | None:
    """The first day of the table: before its year, days are counted as if there were no holidays."""
    return Holiday.objects.order_by("day").values_list("day", flat=True).first()
