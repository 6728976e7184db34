"""The history of the first hotline: who paid for it, and what was printed about it before its releases.

data/published_figures.csv lists every published number with its source; data/history/ is what an installation
may have of it (docs/figures.md): the rehearsal has it, and no other line does.
"""

import datetime as dt
import shutil
from pathlib import Path

from candour.forces.models import Agreement

HISTORY = Path(__file__).parent / "data" / "history"


def lay_history(folder: Path) -> None:
    """Copy the history into an installation's folder; a folder that is there already stays as it is."""
    if not folder.exists():
        shutil.copytree(HISTORY, folder)


def sign_agreement() -> None:
    """The agreement by which the first force paid for the line; its amount is invented."""
    Agreement.objects.create(
        funder="Metropolitan Police Service",
        pounds=318_000,
        starts_on=dt.date(2022, 11, 29),
        ends_on=dt.date(2024, 3, 31),
        note="Invented for the rehearsal. The real amount has not been published.",
        invented=True,
    )
