"""By which sections each law lets information be withheld (data/sections.csv). No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from candour.codes.tables import read_rows
from candour.foi.rules import Law, QuestionOutcome

# An exclusion lifts the duty itself; an absolute exemption needs no balance; a qualified one yields where the
# public interest in disclosing is as great (FOIA s.2(2)).
Basis = Literal["exclusion", "absolute", "qualified"]


@dataclass(frozen=True)
class LawSection:
    """One section, regulation or limb. `title` is what it protects, in plain words.

    `prejudice`: whether harm must be shown. `ncnd`: the subsection by which nothing need be confirmed, empty
    where there is none. `outcomes`: those that need no other section. `says`: what its notice must say.
    """

    law: Law
    code: str
    title: str
    basis: Basis
    prejudice: bool
    ncnd: str
    outcomes: tuple[QuestionOutcome, ...]
    says: str
    source: str


@dataclass(frozen=True)
class CostLimit:
    """What finding information may cost: pounds, pounds for an hour, and the regulations that say so."""

    pounds: int
    pounds_an_hour: int
    regulations: str

    @property
    def hours(self) -> float:
        """The hours that reach the limit: 18 of £450 at £25."""
        return self.pounds / self.pounds_an_hour


@cache
def sections(law: Law) -> Mapping[str, LawSection]:
    """Every section of one law by its code, such as "40(2)", in the law's order."""
    return {row["code"]: _section(row) for row in packaged("sections.csv") if row["law"] == law}


def packaged(name: str) -> list[dict[str, str]]:
    """The rows of one of this room's data files."""
    return read_rows("candour.foi", name)


def _section(row: dict[str, str]) -> LawSection:
    return LawSection(
        law=Law(row["law"]),
        code=row["code"],
        title=row["title"],
        basis=cast(Basis, row["basis"]),
        prejudice=row["prejudice"] == "yes",
        ncnd=row["ncnd"],
        outcomes=tuple(QuestionOutcome(code) for code in row["for"].split()),
        says=row["says"],
        source=row["source"],
    )


def section_for(outcome: QuestionOutcome, law: Law) -> LawSection | None:
    """The section that an outcome is itself, such as 21 of what is published; None where it is none."""
    return next((section for section in sections(law).values() if outcome in section.outcomes), None)


def limit_of(law: Law, *, central: bool = False) -> CostLimit | None:
    """The cost limit of a law, for central government or any other body; None where the law has none."""
    rows = {row["body"]: row for row in packaged("cost_limits.csv") if row["law"] == law}
    row = rows.get("central" if central else "other") or rows.get("other")
    return CostLimit(int(row["pounds"]), int(row["pounds_an_hour"]), row["regulations"]) if row else None
