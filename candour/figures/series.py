"""What the page of figures says over time: months, quarters, and what had become of referrals."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.look.charts import Svg

from .findings import Finding, Grid, drawing, finding, side_by_side
from .marks import days_of, linked
from .numbers import Document, Table
from .prints import find

COHORTS_DRAWN = 4
QUARTERS_DRAWN = ("M01", "M04", "M07", "M08")


@dataclass(frozen=True)
class Series:
    """Several measures over the same months or quarters: a chart each, and one table of them all."""

    charts: Sequence[Finding]
    grid: Grid


def months(document: Document) -> Series | None:
    """The exact national totals of each month; None if the release has none."""
    return _series(document, _tables(document, "month"), "Month by month", "Month", "months")


def quarters(document: Document) -> Series | None:
    """Every measure that is exact by quarter; None before the first quarter is over."""
    return _series(document, _tables(document, "quarter"), "Quarter by quarter", "Quarter", "quarters")


def _tables(document: Document, by: str) -> list[Table]:
    return [table for table in document.tables if table.by == by and table.numbers]


def _series(
    document: Document, tables: Sequence[Table], caption: str, head: str, anchor: str
) -> Series | None:
    if not tables:
        return None
    grid = side_by_side(
        document,
        tables,
        caption=caption,
        head=head,
        anchor=anchor,
    )
    charts = [finding(document, table) for table in tables if table.measure in QUARTERS_DRAWN]
    return Series(charts, grid)


@dataclass(frozen=True)
class Cohorts:
    """What had become of the referrals of each quarter by the as-at day: each referral once."""

    pictures: Sequence[tuple[str, Svg, str]]
    grid: Grid


def cohorts(document: Document) -> Cohorts | None:
    """The table of what had become of referrals, and a picture for each of the newest quarters."""
    tables = [table for table in document.tables if table.by == "became" and table.numbers]
    if not tables:
        return None
    heads = ["Sent in", "Sent", *(number.label for number in tables[0].numbers)]
    rows = [(days_of(table.numbers[0]), _row(document, table)) for table in tables]
    pictures = [_picture(document, table) for table in tables[-COHORTS_DRAWN:]]
    return Cohorts(pictures, Grid("What had become of referrals", heads, rows, "became"))


def _row(document: Document, table: Table) -> list[str]:
    whole = _whole(document, table)
    return [whole, *(linked(document.reference, number) for number in table.numbers)]


def _whole(document: Document, table: Table) -> str:
    first = table.numbers[0]
    sent = find(document, table.measure, since=first.since, until=first.until)
    return linked(document.reference, sent.number) if sent else ""


def _picture(document: Document, table: Table) -> tuple[str, Svg, str]:
    """The heading, the picture, and the address of the table's own page."""
    first = table.numbers[0]
    sent = find(document, table.measure, since=first.since, until=first.until)
    of = f"the {sent.number.text} referrals" if sent and sent.number.value else "the referrals"
    title = f"Of {of} sent in {days_of(first)}"
    return title, drawing(table, title), f"/figures/table/{document.reference}/{table.id}"
