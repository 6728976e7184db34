"""Charts and tables over time: months, quarters, and what had become of each quarter's referrals."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.figures.cells import EXACT
from candour.figures.files.sentences import period
from candour.figures.releasing.numbers import Document, Table
from candour.figures.showing.marks import days_of, linked
from candour.figures.showing.prints import find
from candour.figures.showing.table_views import Grid, TableView, side_by_side, table_view
from candour.look.charts import ACCENT, Svg, bar, drawing

MOST_COLUMNS = 6
INCOMING = ("M01", "M02", "M03", "M04", "M05", "M06")
INCOMING_WORDS, OUTGOING_WORDS = "contacts and reports", "referrals"
# How "About 60 of the 191 referrals sent …" goes on.
_BECAME = {
    "investigated": "had led to an investigation",
    "intelligence": "had been kept as intelligence",
    "closed": "had been closed in another way",
    "acting": "had been confirmed or acted on, and not closed",
    "silent": "had not been heard of again",
}
QUARTERS_DRAWN = ("M01", "M04", "M07", "M08")


@dataclass(frozen=True)
class Series:
    """Several measures over the same months or quarters: a chart for each, and tables side by side."""

    charts: Sequence[TableView]
    grids: Sequence[Grid]


def months(document: Document) -> Series | None:
    """The measures whose national totals are exact by month; None if the release has none."""
    return _series(document, _tables(document, "month"), "Month by month", "Month", "months")


def quarters(document: Document) -> Series | None:
    """The measures whose national totals are exact by quarter; None before the first quarter is over."""
    return _series(document, _tables(document, "quarter"), "Quarter by quarter", "Quarter", "quarters")


def _tables(document: Document, by: str) -> list[Table]:
    return [table for table in document.tables if table.by == by and table.numbers]


def _series(
    document: Document, tables: Sequence[Table], caption: str, head: str, anchor: str
) -> Series | None:
    if not tables:
        return None
    # One table of eleven columns cannot be read on a telephone, nor on paper.
    incoming = [table for table in tables if table.measure in INCOMING]
    outgoing = [table for table in tables if table.measure not in INCOMING]
    halves = [(tables, caption, anchor)]
    if len(tables) > MOST_COLUMNS:
        halves = [
            (incoming, f"{caption}: {INCOMING_WORDS}", anchor),
            (outgoing, f"{caption}: {OUTGOING_WORDS}", f"{anchor}-sent"),
        ]
    grids = [
        side_by_side(document, half, caption=words, head=head, anchor=name)
        for half, words, name in halves
        if half
    ]
    return Series([table_view(document, table) for table in tables if table.measure in QUARTERS_DRAWN], grids)


@dataclass(frozen=True)
class Cohorts:
    """What had become of each quarter's referrals by the as-at day, each referral counted once.

    `pictures` holds a title, a chart and the address of the table's own page for each quarter.
    """

    pictures: Sequence[tuple[str, Svg, str]]
    grid: Grid


def cohorts(document: Document) -> Cohorts | None:
    """The table of what had become of referrals, and a chart for each quarter, all on one scale."""
    tables = [table for table in document.tables if table.by == "became" and table.numbers]
    if not tables:
        return None
    heads = ["Sent in", "Sent", *(number.label for number in tables[0].numbers)]
    rows = [(days_of(table.numbers[0]), _row(document, table)) for table in tables]
    longest = max((number.value or 0 for table in tables for number in table.numbers), default=0)
    pictures = [_picture(document, table, longest) for table in tables]
    return Cohorts(pictures, Grid("What had become of referrals", heads, rows, "became"))


def _row(document: Document, table: Table) -> list[str]:
    whole = _whole(document, table)
    return [whole, *(linked(document.reference, number) for number in table.numbers)]


def _whole(document: Document, table: Table) -> str:
    first = table.numbers[0]
    sent = find(document, table.measure, since=first.since, until=first.until)
    return linked(document.reference, sent.number) if sent else ""


def _picture(document: Document, table: Table, longest: int) -> tuple[str, Svg, str]:
    """A title, a chart, and the address of the table's own page."""
    title = _fate(document, table)
    return title, _to_scale(table, title, longest), f"/figures/table/{document.reference}/{table.id}"


def _fate(document: Document, table: Table) -> str:
    """What had become of most of a quarter's referrals; less is said where two parts share the most."""
    first = table.numbers[0]
    sent = find(document, table.measure, since=first.since, until=first.until)
    whole = f"{sent.number.text} referrals" if sent and sent.number.value else "referrals"
    highest = max((number.value or 0 for number in table.numbers), default=0)
    most = [number for number in table.numbers if number.value == highest]
    if not highest or len(most) > 1:
        return f"What had become of the {whole} sent {period(first)}"
    about = "" if most[0].rounding == EXACT else "About "
    return f"{about}{most[0].text} of the {whole} sent {period(first)} {_BECAME[most[0].code]}"


def _to_scale(table: Table, title: str, longest: int) -> Svg:
    """The parts as bars on a common scale: `longest` is the highest value of all quarters."""
    parts, top = [], 0
    for number in table.numbers:
        if number.value == 0:
            continue
        value = None if number.value is None else float(number.value)
        part, height = bar(number.label, value, number.text, top=top, longest=longest, colour=ACCENT)
        parts.append(part)
        top += height
    words = ", ".join(f"{number.label}: {number.text}" for number in table.numbers)
    return drawing(parts, height=top, title=title, description=words)
