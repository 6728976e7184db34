"""A table of a release as a page shows it: a sentence of what it shows, a chart, and a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString

from candour.figures.cells import EXACT
from candour.figures.counting.counts import UNKNOWN
from candour.figures.releasing.numbers import Document, Number, Table
from candour.figures.showing.marks import days_of, linked, many, short_of
from candour.figures.showing.prints import find, rule_of
from candour.look.charts import Svg, bars, columns

BARS_SHOWN = 12
BY_TIME = ("month", "quarter")
DRAWN_WHOLE = 6
LONGEST_HEAD = 30
# How a measure reads in "Most contacts came in March 2023".
_CAME = {
    "M01": "contacts came",
    "M02": "follow-ups came",
    "M03": "contacts were closed",
    "M04": "reports were completed",
    "M05": "reports were checked",
    "M07": "referrals were sent",
    "M08": "transfers were made",
    "M11": "questions were put",
}
_OPENINGS = {
    "channel": "{top}: {share}, {days}",
    "category": "Named most often: “{top}”, {share}",
    "reason": "Most often: “{top}”, {share}",
    "kind": "Most often: “{top}”, {share}",
    "language": "{top}: {share}, {days}",
}


@dataclass(frozen=True)
class Grid:
    """An HTML table: its caption, the headings of its columns, and each row's label with its cells."""

    caption: str
    heads: Sequence[str | SafeString]
    rows: Sequence[tuple[str | SafeString, Sequence[SafeString | str]]]
    anchor: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than fit on a telephone, so that it needs a frame that scrolls."""
        return len(self.heads) > 3


@dataclass(frozen=True)
class TableView:
    """One table with its finding as a sentence (`title`), its chart, and the address of its own page."""

    anchor: str
    title: str
    drawing: Svg
    note: str
    grid: Grid
    measure: str
    address: str


def table_view(document: Document, table: Table, *, most: int | None = None) -> TableView:
    """A table of a release with its chart; with `most`, only so many rows, the largest numbers."""
    title = sentence(document, table)
    shown = list(table.numbers) if most is None else _largest_shown(table, most)
    return TableView(
        anchor=table.id,
        title=title,
        drawing=drawing(table, title, most=most or BARS_SHOWN),
        note=_note(document, table, shown),
        grid=grid(document, table, shown),
        measure=table.measure,
        address=f"/figures/table/{document.reference}/{table.id}",
    )


def _largest_shown(table: Table, most: int) -> list[Number]:
    return [number for number in in_order(table) if number.value is not None][:most]


def grid(document: Document, table: Table, numbers: Sequence[Number] | None = None) -> Grid:
    """A table's numbers, or those of `numbers`, each with its label and its link."""
    chosen = table.numbers if numbers is None else numbers
    rows = [(number.label, [linked(document.reference, number)]) for number in chosen]
    return Grid(table.title, [table.head, "Number"], rows, f"table-{table.id}")


def shows_something(table: Table) -> bool:
    """Whether at least one number of the table can be shown."""
    return any(number.value is not None for number in table.numbers)


def in_order(table: Table) -> list[Number]:
    """Periods by date; anything else from the largest to the smallest, then hidden numbers, then unknown."""
    if table.by in BY_TIME or table.by in ("total", "day", "days", "became"):
        return list(table.numbers)
    return sorted(
        table.numbers,
        key=lambda number: (number.code == UNKNOWN, number.value is None, -(number.value or 0), number.label),
    )


def sentence(document: Document, table: Table) -> str:
    """What the table shows, as a sentence; its title for a kind of part without such a sentence."""
    if table.by in BY_TIME:
        return _busiest(table)
    if table.by in ("force", "to_force"):
        return _forces(document, table)
    opening = _OPENINGS.get(table.by)
    return _largest(document, table, opening) if opening else table.title


def _busiest(table: Table) -> str:
    highest = max((number.value or 0 for number in table.numbers), default=0)
    most = [number for number in table.numbers if number.value == highest]
    if not highest:
        return f"{table.title}: none so far"
    if len(most) > 1:
        return f"{table.title}: never more than {most[0].text}"
    when = f"the quarter to {most[0].until:%B %Y}" if table.by == "quarter" else days_of(most[0])
    if len(table.numbers) > 1 and table.measure in _CAME and not most[0].by:
        return f"Most {_CAME[table.measure]} in {when}: {most[0].text}"
    return f"{table.title}: most in {when}, {most[0].text}"


def _forces(document: Document, table: Table) -> str:
    """How many forces have a number: forces are never ranked, since a large force simply has more."""
    forces = [number for number in table.numbers if number.code != UNKNOWN]
    shown = sum(number.value is not None for number in forces)
    if not shown:
        return f"{_plainly(document, table)}: no part can be shown"
    things = many(table.numbers[0].unit) if table.numbers else "numbers"
    return f"{shown} of {len(forces)} forces had 10 {things} or more that can be shown"


def _largest(document: Document, table: Table, opening: str) -> str:
    first = [number for number in in_order(table) if number.value][:2]
    if not first or first[0].code == UNKNOWN or (len(first) > 1 and first[0].value == first[1].value):
        return _plainly(document, table)
    top = first[0]
    whole = find(document, top.measure, since=top.since, until=top.until)
    if whole is None or not whole.number.value or whole.number.value < (top.value or 0):
        return f"{_plainly(document, table)}: most often “{top.label}”"
    about = "" if top.rounding == EXACT == whole.number.rounding else "about "
    share = f"{about}{top.text} of {whole.number.text} {_things(document, top)}"
    return opening.format(top=top.label, share=share, days=days_of(top))


def _things(document: Document, number: Number) -> str:
    """The measure's name in lower case: "contacts closed at intake", never just "contacts"."""
    name = str(rule_of(document, number.measure).get("name", many(number.unit)))
    return name[:1].lower() + name[1:]


def _plainly(document: Document, table: Table) -> str:
    """The measure's name and the kind of part, where there is nothing to single out: "Arrests, by kind"."""
    name = rule_of(document, table.measure).get("name", table.title)
    return f"{name}, by {table.head[:1].lower()}{table.head[1:]}"


def _note(document: Document, table: Table, shown: Sequence[Number]) -> str:
    if not table.numbers:
        return ""
    first, last = table.numbers[0], table.numbers[-1]
    period = days_of(replace(first, until=last.until))
    words = [f"Unit: {many(first.unit)}. {period[:1].upper()}{period[1:]}."]
    words += ["To the nearest 5."] if any(number.rounding != EXACT for number in table.numbers) else []
    if len(shown) < len(table.numbers):
        words += [f"The {len(shown)} largest of {len(table.numbers)} rows; the table's own page has all."]
    hidden = sum(number.value is None for number in shown)
    words += [f"{hidden} of {len(shown)} rows are not shown: see the signs."] if hidden else []
    words += [table.note] if table.note else []
    return " ".join([*words, f"Source: release {document.reference}, {table.measure}."])


def drawing(table: Table, title: str, *, most: int = BARS_SHOWN) -> Svg:
    """The chart of a table: columns for periods, bars for anything else. `most` limits the bars."""
    return _columns(table, title) if table.by in BY_TIME else _bars(table, title, most)


def _columns(table: Table, title: str) -> Svg:
    rows = [(short_of(number, table), _number(number), number.text) for number in table.numbers]
    highest = max((number.value or 0 for number in table.numbers), default=0)
    top = [short_of(number, table) for number in table.numbers if number.value == highest]
    return columns(rows, title, _about(rows), top[0] if len(top) == 1 else None)


def _bars(table: Table, title: str, most: int) -> Svg:
    drawn = in_order(table)
    if len(drawn) > min(most, DRAWN_WHOLE) and table.by != "became":
        # Many rows without a bar make a chart unreadable; the table beside it has every row.
        drawn = _largest_shown(table, most)
    # A nought has no bar to draw, and a row of them hides the rest; the table has each.
    drawn = [number for number in drawn if number.value != 0] or drawn
    rows = [(number.label, _number(number), number.text) for number in drawn]
    top = rows[0][0] if rows and rows[0][0] in title else None
    return bars(rows, title, _about(rows), top)


def _number(number: Number) -> float | None:
    return None if number.value is None else float(number.value)


def _about(rows: Sequence[tuple[str, float | None, str]]) -> str:
    return ", ".join(f"{label}: {display}" for label, _, display in rows)


def side_by_side(
    document: Document,
    tables: Sequence[Table],
    *,
    caption: str,
    head: str,
    anchor: str,
) -> Grid:
    """Several tables of the same periods as one: a row for each period, a column for each table.

    The heading of each column links to its counting rule.
    """
    rows: dict[str, list[SafeString | str]] = {}
    for column, table in enumerate(tables):
        for number in table.numbers:
            row = rows.setdefault(days_of(number), [""] * len(tables))
            row[column] = linked(document.reference, number)
    return Grid(caption, [head, *(_head(document, table) for table in tables)], list(rows.items()), anchor)


def _head(document: Document, table: Table) -> SafeString:
    name = str(rule_of(document, table.measure).get("name", table.measure))
    # A long name would make its column wider than all others together.
    words = name if len(name) <= LONGEST_HEAD else table.measure
    return format_html('<a href="/figures/how-we-count#{}">{}</a>', table.measure, words)
