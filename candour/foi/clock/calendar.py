"""The table of holidays, as `counting` reads it: day → Closed."""

import datetime as dt

from django.db.models import Q

from candour.foi.models import Holiday

from .counting import Closed


def holidays(*, known_on: dt.date | None = None) -> dict[dt.date, Closed]:
    """Every day of the table that is no working day, and why; those alone that were in it on `known_on`.

    Days that came with Candour are always known: they were proclaimed before any desk could add them.
    """
    rows = Holiday.objects.values_list("day", "name", "nations")
    if known_on:
        rows = rows.filter(Q(added_by=None) | Q(added_on__lte=known_on))
    return {day: Closed(name, tuple(nations.split())) for day, name, nations in rows}


def last_known() -> dt.date | None:
    """The last day of the table: after its year, days are counted as if there were no holidays."""
    return Holiday.objects.order_by("-day").values_list("day", flat=True).first()


def first_known() -> dt.date | None:
    """The first day of the table: before its year, days are counted as if there were no holidays."""
    return Holiday.objects.order_by("day").values_list("day", flat=True).first()
