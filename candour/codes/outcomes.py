"""What a force may state that it did, and of what kind an investigation is. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from candour.codes.listed import ListedCode, offered, read_codes


@dataclass(frozen=True, kw_only=True)
class OutcomeCode(ListedCode):
    """One outcome: the stage of the force's work, what it counts, and whether it closes the referral.

    `unit` is referral, investigation, person or arrest.
    """

    group: str
    definition: str
    closing: bool
    unit: str

    @property
    def needs_reference(self) -> bool:
        """An investigation is one only where the force gives its own reference (M14)."""
        return self.unit == "investigation"

    @property
    def counts_people(self) -> bool:
        """Whether it says of how many people it is true."""
        return self.unit in ("person", "arrest")


@cache
def outcomes() -> Mapping[str, OutcomeCode]:
    """Every outcome by code, in the order of the work."""
    return read_codes("outcomes.csv", OutcomeCode)


@dataclass(frozen=True, kw_only=True)
class InvestigationKind(ListedCode):
    """The kind of an investigation, or the body it was referred to; `outcome` is the code that it goes with.

    `nations` are those that a body watches over, as forces.csv names them; empty for a kind.
    """

    outcome: str
    nations: tuple[str, ...]


@cache
def investigation_kinds() -> Mapping[str, InvestigationKind]:
    """Every kind of investigation and every oversight body, by code."""
    return read_codes("investigation_kinds.csv", InvestigationKind)


def kinds_of(outcome: str) -> list[InvestigationKind]:
    """The kinds that may be stated with an outcome; empty for most."""
    return [kind for kind in offered(investigation_kinds()).values() if kind.outcome == outcome]
