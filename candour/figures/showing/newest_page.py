"""What the pages of figures show: the newest release, its newest year, and what became of referrals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candour.figures.releasing.numbers import Document
from candour.figures.showing import annual as yearly
from candour.figures.showing import overview, series
from candour.figures.showing.downloads import links
from candour.figures.showing.findings import finding
from candour.figures.showing.history import PUBLISHED, origin
from candour.figures.showing.prints import Print, index, revised

COLOURS = "Pale: what people told us. Dark: what was done with it. Each step counts a different thing."
CHANNELS = ("M01-channel-quarter", "M01-channel-total")


@dataclass(frozen=True)
class Lead:
    """A page that has more than the first one: its name, its first finding, and its address."""

    name: str
    finding: str
    address: str


def newest_page(document: Document, annual: Document | None, *, upcoming: Any) -> Mapping[str, Any]:
    """The whole context of the page. `upcoming` is the next announced release, or None."""
    tables = [table for name in CHANNELS if (table := document.table(name))]
    return {
        "headline": overview.headline(document),
        "behind": overview.behind(document),
        "quote": overview.quote(document),
        "chain": overview.chain_picture(document),
        "steps": overview.steps(document),
        "keys": overview.key_numbers(document),
        "waited": overview.waited(document),
        "chain_note": f"{COLOURS} Since the line began. Source: release {document.reference}.",
        "series_of": [one for one in (series.months(document), series.quarters(document)) if one],
        "channels": [finding(document, table) for table in tables],
        "leads": [*_leads_of_the_year(annual), *_leads_of_referrals(document)],
        "downloads": links(document),
        "facts": known_facts(document),
        "upcoming": upcoming,
    }


def _leads_of_the_year(annual: Document | None) -> list[Lead]:
    """One finding of each part of the newest year."""
    if annual is None:
        return []
    by_force, about = yearly.by_force(annual), yearly.about(annual)
    parts = [
        ("Forces", by_force[0] if by_force else None, "forces"),
        ("What contacts and reports were about", about[0] if about else None, "about"),
        ("What forces say they did", yearly.said(annual), "said"),
        ("What forces say came of it for people", yearly.people(annual), "people"),
    ]
    return [Lead(name, part.title, f"/figures/year#{anchor}") for name, part, anchor in parts if part]


def _leads_of_referrals(document: Document) -> list[Lead]:
    cohorts = series.cohorts(document)
    found = (
        [Lead("What had become of referrals", cohorts.pictures[0][0], "/figures/cohorts")] if cohorts else []
    )
    if document.sums:
        found.append(Lead("Sums and changes", document.sums[0].words, "/figures/cohorts#sums"))
    return found


def cohorts_page(document: Document) -> Mapping[str, Any]:
    """The context of the page on what had become of referrals, and on the sums and changes."""
    return {"cohorts": series.cohorts(document), "revised": revised(document)}


def year_page(annual: Document) -> Mapping[str, Any]:
    """The context of the page of the newest year: what only a year's release has."""
    return {
        "annual": annual,
        "facts": known_facts(annual),
        "about": yearly.about(annual),
        "by_force": yearly.by_force(annual),
        "said": yearly.said(annual),
        "parts_of_said": yearly.parts_of_said(annual),
        "people": yearly.people(annual),
        "hidden": yearly.hidden(annual),
    }


def known_facts(document: Document) -> list[Print]:
    """The numbers of a release that were somebody published in life before (history.py)."""
    return [one for one in index(document).values() if origin(one.number) == PUBLISHED]
