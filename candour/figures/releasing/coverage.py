"""How many forces have told us of anything, and which have not: no answer is [x], not nought."""

import datetime as dt
from collections.abc import Collection, Mapping

from candour.figures.cells import Cell, Shown
from candour.figures.measures import measures
from candour.figures.releasing.numbers import Coverage
from candour.ledger.models import Entry

# Referrals by the force that was sent them, has answered, or has them still.
_REFERRALS = ("M07", "M09", "M10")
# "1 of the 1 forces" reads like a rule that all keep.
FEWEST_TOLD = 5
TOO_FEW = "Too few forces are shown to say how many have answered."


def forces_that_answered(as_at: dt.date, until: dt.date | None = None) -> set[str]:
    """The forces that have stated at least one outcome, by their slugs, as at a day."""
    stated = Entry.objects.filter(event="outcome.recorded", recorded_on__lte=as_at)
    if until:
        stated = stated.filter(happened_on__lte=until)
    return set(stated.order_by().values_list("force", flat=True).distinct())


def silent_cells(cells: Collection[Cell], *, as_at: dt.date) -> frozenset[Cell]:
    """Of these cells, those by force of what forces state, where the force has stated nothing at all.

    Which of them may be shown as [x] is for disclosure control: a small force's silence stays hidden.
    """
    stated = [
        cell for cell in cells if cell.by == "force" and measures()[cell.measure].disclosure == "rounded"
    ]
    if not stated:
        return frozenset()
    answered = forces_that_answered(as_at)
    return frozenset(cell for cell in stated if cell.code not in answered)


def coverage(shown: Mapping[Cell, Shown], as_at: dt.date) -> Coverage:
    """How many of the forces that are shown with ten or more referrals have stated anything: sent in the
    year, acknowledged, or with the force on its last day.

    Other forces are left out of both numbers: to count them would tell which of them had any.
    """
    forces = {
        cell.code
        for cell, number in shown.items()
        if cell.by == "force" and cell.measure in _REFERRALS and number.value
    }
    if not forces:
        return Coverage(0, 0, "How many forces have answered is counted once a year.")
    answered = forces & forces_that_answered(as_at)
    if len(forces) < FEWEST_TOLD:
        return Coverage(len(forces), len(answered), TOO_FEW)
    words = (
        f"{len(answered)} of the {len(forces)} forces that are shown with 10 or more referrals "
        "have told us of something they did."
    )
    return Coverage(len(forces), len(answered), words)
