"""The SQL that counts each measure, as text. No Django, no database.

A query is put together from the files in sql/: the standing lines of the ledger, then what the measure counts
(always called `counted`), then one SELECT over it. The same text runs on SQLite and on PostgreSQL, and is
printed on the page *How we count*. Its parameters are `:as_at`, the day as at which the ledger is read;
`:since` and `:until`, the first and the last day counted; for M32 `:long_ago`, 90 days before the last.
"""

import textwrap
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from candour.figures.counting.counts import DAYS_FOR_FEEDBACK, INVESTIGATED, KEPT, ONCE, PEOPLE
from candour.figures.measures import OUTSIDE_M01, Measure, outcome_codes

# What is counted by measures that are neither plain lines nor each thing's first: their files, in order.
_OWN = {
    "M01": ("contacts",),
    "M03": ("closed_contacts",),
    "M08a": ("moved_referrals",),
    "M09": ("acknowledged_referrals",),
    "M10": ("holders", "with_force"),
    "M32": ("holders", "without_outcome"),
}
# The sums that must come out, each counted by a query of its own.
SUMS = {"contacts": "parts_of_contacts", "reports": "parts_of_reports"}
_DAY = "CAST(happened_on AS varchar(10))"
# What is selected, and what it is grouped by, where that is no column of the ledger with a code in it.
_MADE = {
    "month": (f"substr({_DAY}, 1, 7) AS month", "month"),
    "day": (f"{_DAY} AS day", "happened_on"),
    "sent_on": (f"{_DAY} AS sent_on", "happened_on"),
    "acknowledged_on": ("CAST(acknowledged_on AS varchar(10)) AS acknowledged_on", "acknowledged_on"),
}
# Breakdowns that have a query of their own; all others of a measure come out of one. How contacts came is
# asked of the whole time of the line, and there the combinations with all other codes would be too many.
ALONE = {
    "channel": ("channel",),
    "became": ("became",),
    "days": ("sent_on", "acknowledged_on"),
    "month": ("month",),
}


def standing() -> str:
    """The SQL of the lines of the ledger that stood at the end of a day, `:as_at`: what all others count."""
    return _text("standing")


def whole(text: str) -> str:
    """A query with the standing lines before it, so that it can be run by itself."""
    lines = textwrap.indent(standing(), "    ")
    return f"WITH standing AS NOT MATERIALIZED (\n{lines}\n)" + text.replace("WITH ", ",\n", 1)


def codes_of(measure: Measure) -> tuple[str, ...]:
    """The kinds of code by which the measure's one query counts, in the order of its columns."""
    return tuple(by for by in measure.by if by not in ALONE)


def by_day(measure: Measure) -> tuple[str, ...]:
    """The kinds of code by which a measure is counted day by day: those that it has, unless one is of forces,
    of which there are too many."""
    return () if "force" in measure.by else codes_of(measure)


@cache
def query(measure: Measure, by: str = "", *, each_day: bool = False) -> str:
    """The SQL that counts a measure: a row for each combination of its codes, with the number last.

    By "channel", "became" and "month" a row for each of these; by "days" one for each day of sending and day
    of acknowledgement. With `each_day` a row for each day, and there for each of the codes of `by_day`. A
    stock has no `:since`.
    """
    names = ALONE[by] if by else by_day(measure) if each_day else codes_of(measure)
    columns = [_MADE.get(name, (name, name)) for name in (*names, *(("day",) if each_day else ()))]
    number = "coalesce(sum(quantity), 0)" if measure.unit in PEOPLE else "count(*)"
    heads = ", ".join(column for column, _ in [*columns, (f"{number} AS number", "")])
    lines = [f"SELECT {heads}", "FROM counted"]
    if measure.kind != "stock":
        lines.append("WHERE happened_on BETWEEN :since AND :until")
    if columns:
        lines.append(f"GROUP BY {', '.join(group for _, group in columns)}")
    return "\n".join([_counted(measure, by), *lines])


@cache
def sum_query(sum_of: str) -> str:
    """The SQL of one of the SUMS: one row, the whole and then each part of it."""
    return "WITH " + _text(SUMS[sum_of], outside=_listed(OUTSIDE_M01))


def reach_query() -> str:
    """The SQL of the first and the last day on which anything happened that stands in the ledger."""
    return f"SELECT min({_DAY}) AS first_day, max({_DAY}) AS last_day\nFROM standing"


def _files(measure: Measure, by: str) -> tuple[str, ...]:
    if by == "became":
        return ("became",)
    if measure.code in ONCE:
        return ("first",) if measure.by else ("first_day",)
    return _OWN.get(measure.code, ("lines",))


def _counted(measure: Measure, by: str) -> str:
    closing = [code.code for code in outcome_codes().values() if code.closing]
    parts = (
        _text(
            name,
            event=measure.event,
            reasons=f"\n      AND reason IN ({_listed(measure.reasons)})" if measure.reasons else "",
            outside=_listed(OUTSIDE_M01),
            closing=_listed(closing),
            investigated=_listed(INVESTIGATED),
            intelligence=_listed(KEPT),
            days=str(DAYS_FOR_FEEDBACK),
        )
        for name in _files(measure, by)
    )
    return "WITH " + ",\n".join(parts)


def _text(name: str, **slots: str) -> str:
    path = files("candour.figures.counting").joinpath("sql", f"{name}.sql")
    return path.read_text(encoding="utf-8").strip().format_map(slots)


def _listed(codes: Iterable[str]) -> str:
    """Codes as SQL literals, in lines of readable length. They are the house's own, never anybody's input."""
    literals = textwrap.fill(", ".join(f"'{code}'" for code in codes), 90, break_on_hyphens=False)
    return textwrap.indent(f"\n{literals}\n", " " * 10) + " " * 6 if "\n" in literals else literals
