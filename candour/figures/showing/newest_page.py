"""The contexts of the pages of the newest release, its newest year, and what became of referrals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from candour.figures.releasing.numbers import Document
from candour.figures.showing import annual as yearly
from candour.figures.showing import overview, series
from candour.figures.showing.downloads import links
from candour.figures.showing.history import PUBLISHED, origin
from candour.figures.showing.prints import Print, index, revised
from candour.figures.showing.table_views import table_view

COLOURS = "Pale: what people told us. Dark: what was done with it. Each step counts a different thing."
CHANNELS = ("M01-channel-quarter", "M01-channel-total")


@dataclass(frozen=True)
class Lead:
    """A link from the first page to another: the name of a part, its first finding, and its address."""

    name: str
    finding: str
    address: str


def newest_page(document: Document, annual: Document | None, *, upcoming: Any) -> Mapping[str, Any]:
    """The context of the newest release's page. `upcoming` is the next announced release, or None."""
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
        "series_of": [part for part in (series.months(document), series.quarters(document)) if part],
        "channels": [table_view(document, table) for table in tables],
        "leads": [*_leads_of_the_year(annual), *_leads_of_referrals(document)],
        "downloads": links(document),
        "facts": facts_of(document),
        "upcoming": upcoming,
    }


def _leads_of_the_year(annual: Document | None) -> list[Lead]:
    """A link to each part of the page of the newest year that has anything."""
    if annual is None:
        return []
    by_force, about = yearly.by_force(annual), yearly.about(annual)
    parts = [
        ("Forces", by_force[0] if by_force else None, "forces"),
        ("What contacts and reports were about", about[0] if about else None, "about"),
        ("What forces say they did", yearly.forces_actions(annual), "said"),
        ("What forces say came of it for people", yearly.people(annual), "people"),
    ]
    return [Lead(name, part.title, f"/figures/year#{anchor}") for name, part, anchor in parts if part]


def _leads_of_referrals(document: Document) -> list[Lead]:
    cohorts = series.cohorts(document)
    leads = (
        [Lead("What had become of referrals", cohorts.pictures[0][0], "/figures/cohorts")] if cohorts else []
    )
    if document.sums:
        leads.append(Lead("Sums and changes", document.sums[0].words, "/figures/cohorts#sums"))
    return leads


def cohorts_page(document: Document) -> Mapping[str, Any]:
    """The context of the page on what had become of referrals, and on the sums and changes."""
    return {"cohorts": series.cohorts(document), "revised": revised(document)}


def year_page(annual: Document) -> Mapping[str, Any]:
    """The context of the page of the newest year: what only a year's release has."""
    return {
        "annual": annual,
        "facts": facts_of(annual),
        "about": yearly.about(annual),
        "by_force": yearly.by_force(annual),
        "said": yearly.forces_actions(annual),
        "parts_of_said": yearly.parts_of_forces_actions(annual),
        "people": yearly.people(annual),
        "hidden": yearly.hidden(annual),
    }


def facts_of(document: Document) -> list[Print]:
    """The numbers of a release that somebody else had published before (history.py)."""
    return [printed for printed in index(document).values() if origin(printed.number) == PUBLISHED]
