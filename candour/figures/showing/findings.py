"""Turns a table of a release into a finding: a sentence first, then the picture and the table of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString

from candour.figures.counting.counts import UNKNOWN
from candour.figures.releasing.numbers import EXACT, Document, Number, Table
from candour.figures.showing.marks import days_of, linked, many, short_of
from candour.figures.showing.prints import find, told
from candour.look.charts import Svg, bars, columns

BARS_SHOWN = 12
BY_TIME = ("month", "quarter")
DRAWN_WHOLE = 6
LONGEST_HEAD = 30
# How a measure reads in "Most contacts came in March 2023".
_CAME = {
    "M01": "contacts came", "M02": "follow-ups came", "M03": "contacts were closed",
    "M04": "reports were completed", "M05": "reports were checked", "M07": "referrals were sent",
    "M08": "transfers were made", "M11": "questions were put",
}  # fmt: skip
_OPENINGS = {
    "channel": "{top}: {share}, {days}",
    "category": "Named most often: “{top}”, {share}",
    "reason": "Most often: “{top}”, {share}",
    "kind": "Most often: “{top}”, {share}",
    "language": "{top}: {share}, {days}",
}


@dataclass(frozen=True)
class Grid:
    """A table as a page shows it: the heads of its columns, and each row's words and cells."""

    caption: str
    heads: Sequence[str | SafeString]
    rows: Sequence[tuple[str | SafeString, Sequence[SafeString | str]]]
    anchor: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it needs a telephone turned on its side, or a frame that scrolls."""
        return len(self.heads) > 3


@dataclass(frozen=True)
class Finding:
    """One chart with the sentence that it shows, its table, and where the table has its own page."""

    anchor: str
    title: str
    drawing: Svg
    note: str
    grid: Grid
    measure: str
    address: str


def finding(document: Document, table: Table, *, most: int | None = None) -> Finding:
    """A table of a release with its chart; `most` is how many rows its table here may have."""
    title = sentence(document, table)
    shown = list(table.numbers) if most is None else _largest_shown(table, most)
    return Finding(
        anchor=table.id,
        title=title,
        drawing=drawing(table, title, most=most or BARS_SHOWN),
        note=_note(document, table, shown),
        grid=grid(document, table, shown),
        measure=table.measure,
        address=f"/figures/table/{document.reference}/{table.id}",
    )


def _largest_shown(table: Table, most: int) -> list[Number]:
    return [one for one in in_order(table) if one.value is not None][:most]


def grid(document: Document, table: Table, numbers: Sequence[Number] | None = None) -> Grid:
    """A table's numbers, or some of them, each with its label and its link."""
    chosen = table.numbers if numbers is None else numbers
    rows = [(number.label, [linked(document.reference, number)]) for number in chosen]
    return Grid(table.title, [table.head, "Number"], rows, f"table-{table.id}")


def shows_something(table: Table) -> bool:
    """Whether at least one number of the table can be shown."""
    return any(one.value is not None for one in table.numbers)


def in_order(table: Table) -> list[Number]:
    """Time as it runs; anything else from the most to the fewest, then what is hidden, then the unknown."""
    if table.by in BY_TIME or table.by in ("total", "day", "days", "became"):
        return list(table.numbers)
    return sorted(
        table.numbers,
        key=lambda one: (one.code == UNKNOWN, one.value is None, -(one.value or 0), one.label),
    )


def sentence(document: Document, table: Table) -> str:
    """What the table shows, in a sentence."""
    if table.by in BY_TIME:
        return _busiest(table)
    if table.by in ("force", "to_force"):
        return _forces(document, table)
    opening = _OPENINGS.get(table.by)
    return _largest(document, table, opening) if opening else table.title


def _busiest(table: Table) -> str:
    highest = max((one.value or 0 for one in table.numbers), default=0)
    most = [one for one in table.numbers if one.value == highest]
    if not highest:
        return f"{table.title}: none so far"
    if len(most) > 1:
        return f"{table.title}: never more than {most[0].text}"
    when = f"the quarter to {most[0].until:%B %Y}" if table.by == "quarter" else days_of(most[0])
    if len(table.numbers) > 1 and table.measure in _CAME and not most[0].by:
        return f"Most {_CAME[table.measure]} in {when}: {most[0].text}"
    return f"{table.title}: most in {when}, {most[0].text}"


def _forces(document: Document, table: Table) -> str:
    """Neutral by rule: which force has most says how large it is, and no more."""
    known = [one for one in table.numbers if one.code != UNKNOWN]
    shown = sum(one.value is not None for one in known)
    if not shown:
        return f"{_plainly(document, table)}: no part can be shown"
    things = many(table.numbers[0].unit) if table.numbers else "numbers"
    return f"{shown} of {len(known)} forces had 10 {things} or more that can be shown"


def _largest(document: Document, table: Table, opening: str) -> str:
    first = [one for one in in_order(table) if one.value][:2]
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
    """What the whole is a number of, by its own rule: "contacts closed at intake", never just "contacts"."""
    name = str(told(document, number.measure).get("name", many(number.unit)))
    return name[:1].lower() + name[1:]


def _plainly(document: Document, table: Table) -> str:
    """The table's name without a finding: "Arrests by kind"."""
    name = told(document, table.measure).get("name", table.title)
    return f"{name}, by {table.head[:1].lower()}{table.head[1:]}"


def _note(document: Document, table: Table, shown: Sequence[Number]) -> str:
    if not table.numbers:
        return ""
    first, last = table.numbers[0], table.numbers[-1]
    period = days_of(replace(first, until=last.until))
    words = [f"Unit: {many(first.unit)}. {period[:1].upper()}{period[1:]}."]
    words += ["To the nearest 5."] if any(one.rounding != EXACT for one in table.numbers) else []
    if len(shown) < len(table.numbers):
        words += [f"The {len(shown)} largest of {len(table.numbers)} rows; the table's own page has all."]
    hidden = sum(one.value is None for one in shown)
    words += [f"{hidden} of {len(shown)} rows are not shown: see the signs."] if hidden else []
    words += [table.note] if table.note else []
    return " ".join([*words, f"Source: release {document.reference}, {table.measure}."])


def drawing(table: Table, title: str, *, most: int = BARS_SHOWN) -> Svg:
    """The picture of a table: columns for time, bars for anything else."""
    return _columns(table, title) if table.by in BY_TIME else _bars(table, title, most)


def _columns(table: Table, title: str) -> Svg:
    rows = [(short_of(one, table), _number(one), one.text) for one in table.numbers]
    highest = max((one.value or 0 for one in table.numbers), default=0)
    top = [short_of(one, table) for one in table.numbers if one.value == highest]
    return columns(rows, title, _about(rows), top[0] if len(top) == 1 else None)


def _bars(table: Table, title: str, most: int) -> Svg:
    drawn = in_order(table)
    if len(drawn) > min(most, DRAWN_WHOLE) and table.by != "became":
        # Many empty places say nothing in a picture; the table beside it has every row.
        drawn = _largest_shown(table, most)
    # A nought has no bar to draw, and a row of them hides the rest; the table has each.
    drawn = [one for one in drawn if one.value != 0] or drawn
    rows = [(one.label, _number(one), one.text) for one in drawn]
    top = rows[0][0] if rows and rows[0][0] in title else None
    return bars(rows, title, _about(rows), top)


def _number(one: Number) -> float | None:
    return None if one.value is None else float(one.value)


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
    """Several tables of the same rows as one: a row for each period, a column for each table.

    Each column's head leads to what it counts.
    """
    rows: dict[str, list[SafeString | str]] = {}
    for place, table in enumerate(tables):
        for number in table.numbers:
            row = rows.setdefault(days_of(number), [""] * len(tables))
            row[place] = linked(document.reference, number)
    return Grid(caption, [head, *(_head(document, table) for table in tables)], list(rows.items()), anchor)


def _head(document: Document, table: Table) -> SafeString:
    name = str(told(document, table.measure).get("name", table.measure))
    # A long name would make its column wider than all others together.
    words = name if len(name) <= LONGEST_HEAD else table.measure
    return format_html('<a href="/figures/how-we-count#{}">{}</a>', table.measure, words)
