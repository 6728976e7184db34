"""The forces that the product comes with (data/forces.csv)."""

from candour.codes.tables import read_rows


def packaged_forces() -> list[dict[str, str]]:
    """Every row of forces.csv: slug, name, nation, kind, and whether it is in scope by default."""
    return read_rows("candour.forces", "forces.csv")
