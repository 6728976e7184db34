"""What the page of figures shows: the newest release, and what only the newest year's release has."""

from collections.abc import Mapping
from typing import Any

from . import annual as yearly
from . import overview, series
from .downloads import links
from .findings import finding
from .numbers import Document
from .prints import Print, index, revised
from .published import PUBLISHED, origin

COLOURS = "Pale: what people told us. Dark: what was done with it. Each step counts a different thing."
CHANNELS = ("M01-channel-quarter", "M01-channel-total")


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
        "cohorts": series.cohorts(document),
        "revised": revised(document),
        "downloads": links(document),
        "facts": known_facts(document),
        "upcoming": upcoming,
        **_of_the_year(annual),
    }


def _of_the_year(annual: Document | None) -> Mapping[str, Any]:
    if annual is None:
        return {"annual": None}
    return {
        "annual": annual,
        "about": yearly.about(annual),
        "by_force": yearly.by_force(annual),
        "said": yearly.said(annual),
        "parts_of_said": yearly.parts_of_said(annual),
        "people": yearly.people(annual),
        "hidden": yearly.hidden(annual),
    }


def known_facts(document: Document) -> list[Print]:
    """The numbers of a release that were published in life about the first hotline."""
    return [one for one in index(document).values() if origin(one.number) == PUBLISHED]
