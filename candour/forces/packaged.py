"""The forces that the product comes with (data/forces.csv)."""

import csv
from importlib.resources import files


def packaged_forces() -> list[dict[str, str]]:
    """Every row of forces.csv: slug, name, nation, kind, and whether it is in scope by default."""
    text = files("candour.forces").joinpath("data", "forces.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
