"""What somebody who reads published tables knows beside their numbers. No Django."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from candour.figures.cells import Shown
from candour.figures.rules import Links

# A measure and a kind of code.
Kind = tuple[str, str]


@dataclass(frozen=True)
class Readers:
    """What a reader knows beside the numbers.

    `codes`: the codes that a table of a measure, by a kind of code, always has. `partial`: the tables whose
    codes are not all of the whole. `links`: what the counting rules say.
    """

    codes: Mapping[Kind, Collection[str]]
    partial: Collection[Kind] = ()
    links: Links = field(default_factory=Links)


def codes_seen(shown: Iterable[Shown]) -> dict[Kind, set[str]]:
    """Every code that was ever published of each measure, by each kind."""
    codes: dict[Kind, set[str]] = {}
    for cell_shown in shown:
        codes.setdefault((cell_shown.cell.measure, cell_shown.cell.by), set()).add(cell_shown.cell.code)
    return codes
