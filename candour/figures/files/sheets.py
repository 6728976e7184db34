"""The tables of a release as worksheets: tables that share rows stand side by side. No Django."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.figures.files.sentences import in_day
from candour.figures.files.sheet_words import about, days, mark, shown
from candour.figures.releasing.numbers import REVISED, Document, Number, Table
from candour.figures.releasing.plan import HEADS


class SheetLink(str):
    """The name of a worksheet, written into a cell as a link to that worksheet."""


Value = int | str
NO_NOTES = "No notes"
_OVER_TIME = {"month": "Months", "quarter": "Quarters"}
_ONE_PERIOD = ("total", "day")
# Kinds of part whose codes are the same for each measure, so that measures can stand side by side.
_CROSS_TABLES = {
    "channel": ("Channels", "By the way it came"),
    "category": ("Conduct", "By kind of conduct"),
    "language": ("Languages", "By language"),
    "force": ("Forces", "By force"),
    "to_force": ("Moved to", "By the force that referrals were moved to"),
}
_SENT = "Sent: all referrals of the period, exact. The other columns are parts of it, and need not add up."
# Kinds of part whose codes are peculiar to a measure: a row for each number.
_LISTS = {
    "reason": ("Reasons", "By reason, or kind of step"),
    "kind": ("Kinds", "By kind"),
    "days": ("Days", "Days until a force acknowledged a referral"),
}


@dataclass(frozen=True)
class Worksheet:
    """One sheet of a spreadsheet, with one table. No cell is blank.

    `first` is the number of columns on the left that name a row; the columns after them hold its values.
    `about` are the lines of text between the title and the table.
    """

    name: str
    title: str
    about: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    first: int = 1


def sheets(document: Document) -> list[Worksheet]:
    """The worksheets that hold numbers, in the order of the spreadsheet; one without rows is left out."""
    totals = [table for table in document.tables if table.by in _ONE_PERIOD]
    worksheets = list(_long(document, "Totals", "National totals", totals))
    for by, name in _OVER_TIME.items():
        worksheets += _wide(document, name, f"National totals by {by}", _of(document, by), _period, HEADS[by])
    worksheets += _became(document)
    for by, (name, title) in _CROSS_TABLES.items():
        worksheets += _wide(document, name, title, _of(document, by), _code, HEADS[by])
    for by, (name, title) in _LISTS.items():
        worksheets += _long(document, name, title, _of(document, by))
    return [*worksheets, *_sums(document), *_revisions(document)]


def _of(document: Document, by: str) -> list[Table]:
    return [table for table in document.tables if table.by == by and table.numbers]


def _period(number: Number) -> str:
    return f"{number.since} {number.until}"


def _code(number: Number) -> str:
    return number.code


def _name(document: Document, table: Table) -> str:
    """The measure's name; for an ad hoc answer about one part the table's title, which names the part."""
    name = document.measures.get(table.measure, {}).get("name", table.title)
    is_part = table.by in (*_OVER_TIME, *_ONE_PERIOD) and table.numbers[0].by
    return table.title if is_part else str(name)


def _wide(
    document: Document,
    name: str,
    title: str,
    tables: Sequence[Table],
    key: Callable[[Number], str],
    head: str,
) -> Iterator[Worksheet]:
    """A row for each value of `key`, and a column for each table. `head` is the heading of the row names."""
    chosen = _each_once(tables)
    if not chosen:
        return
    labels: dict[str, str] = {}
    for table in chosen:
        labels |= {key(number): number.label for number in table.numbers if key(number) not in labels}
    columns = [{key(number): number for number in table.numbers} for table in chosen]
    rows: list[list[Value]] = []
    marks = []
    for row_key, label in labels.items():
        numbers = [column.get(row_key) for column in columns]
        rows.append([label, *map(shown, numbers)])
        marks.append(mark([number for number in numbers if number]))
    heads = [head, *_heads(document, chosen)]
    when = "" if chosen[0].by in _OVER_TIME else _usual_days(chosen)
    yield Worksheet(name, _titled(title, when), about(chosen), *_with_marks(heads, rows, marks))


def _titled(title: str, when: str) -> str:
    return f"{title}, {when}" if when else title


def _each_once(tables: Iterable[Table]) -> list[Table]:
    """The tables without repeats of the same cells.

    A release has such repeats while its year begins on the line's first day: a table of the year, and one of
    all days so far.
    """
    by_cells: dict[tuple[object, ...], Table] = {}
    for table in tables:
        cells = tuple(
            (number.measure, number.by, number.code, number.since, number.until) for number in table.numbers
        )
        by_cells.setdefault(cells, table)
    return list(by_cells.values())


def _heads(document: Document, tables: Sequence[Table]) -> list[str]:
    """A heading for each table: its measure, and its days where they differ from those in the title."""
    usual = _usual_days(tables)
    return [
        f"{_name(document, table)} ({table.measure})"
        + ("" if table.by in _OVER_TIME or _days_of(table) == usual else f", {_days_of(table)}")
        for table in tables
    ]


def _days_of(table: Table) -> str:
    return days(table.numbers[0])


def _usual_days(tables: Sequence[Table]) -> str:
    """The days that most of these tables have; empty where one measure is among them for several periods."""
    if len({table.measure for table in tables}) < len(tables):
        return ""
    return Counter(map(_days_of, tables)).most_common(1)[0][0]


def _long(document: Document, name: str, title: str, tables: Sequence[Table]) -> Iterator[Worksheet]:
    """A worksheet with a row for each number, for measures that share no rows."""
    chosen = _each_once(tables)
    if not chosen:
        return
    is_part = chosen[0].by not in _ONE_PERIOD
    heads = ["Measure", "What was counted", "Unit", "Period", *[chosen[0].head] * is_part, "Number"]
    rows: list[list[Value]] = []
    marks = []
    for table in chosen:
        for number in table.numbers:
            row_names = [number.measure, _name(document, table), number.unit, days(number)]
            rows.append([*row_names, *[number.label] * is_part, shown(number)])
            marks.append(mark([number]))
    marked = _with_marks(heads, rows, marks)
    periods = {days(number) for table in chosen for number in table.numbers}
    titled = _titled(title, periods.pop() if len(periods) == 1 else "")
    yield Worksheet(name, titled, about(chosen), *marked, first=len(heads) - 1)


def _became(document: Document) -> Iterator[Worksheet]:
    """A worksheet with a row for the referrals of each period, and a column for each state they can be in."""
    tables = _of(document, "became")
    if not tables:
        return
    labels = list(dict.fromkeys(number.label for table in tables for number in table.numbers))
    sent = _sent(document, tables)
    rows: list[list[Value]] = []
    for table in tables:
        by_label = {number.label: number for number in table.numbers}
        parts = [by_label.get(label) for label in labels]
        rows.append([days(table.numbers[0]), *map(shown, [*sent.get(table.id, ()), *parts])])
    marks = [mark(table.numbers) for table in tables]
    title = f"What had become of referrals by {in_day(document.as_at)}"
    heads = ["Referrals sent in", *["Sent"] * bool(sent), *labels]
    lines = [*about(tables), *[_SENT] * bool(sent)]
    yield Worksheet("Cohorts", title, lines, *_with_marks(heads, rows, marks))


def _sent(document: Document, tables: Sequence[Table]) -> Mapping[str, Sequence[Number | None]]:
    """The number of referrals sent in each cohort's period, as a list of one, by the table's id.

    Empty where the release has none of these totals.
    """
    totals = {}
    for table in tables:
        first = table.numbers[0]
        totals[table.id] = [document.find("M07", since=first.since, until=first.until)]
    return totals if any(map(any, totals.values())) else {}


def _sums(document: Document) -> Iterator[Worksheet]:
    rows: list[list[Value]] = []
    for row_number, equation in enumerate(document.sums, 1):
        row_name = f"{row_number}. {equation.words}"
        rows.append([row_name, "The whole", equation.whole])
        rows += [[row_name, words, part] for words, part in equation.parts]
    if rows:
        yield Worksheet(
            "Sums", "How national totals add up", [], ["Equation", "Part", "Number"], rows, first=2
        )


def _revisions(document: Document) -> Iterator[Worksheet]:
    heads = ["Number", "What was counted", "Period", "Part", "It was", "It is now", "Why"]
    rows = [
        _revision(document, table, number)
        for table in document.tables
        for number in table.numbers
        if number.status == REVISED
    ]
    if rows:
        title = "Numbers that an earlier release printed otherwise"
        yield Worksheet("Revisions", title, [], heads, rows, first=4)


def _revision(document: Document, table: Table, number: Number) -> list[Value]:
    return [
        f"{document.reference}-{number.place}",
        _name(document, table),
        days(number),
        number.label if number.by else "Whole country",
        number.was,
        shown(number),
        number.why,
    ]


def _with_marks(
    heads: Sequence[str], rows: Sequence[Sequence[Value]], marks: Sequence[str]
) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
    """The headings and rows, with a column of notes at the end where any row has a note."""
    if not any(marks):
        return heads, rows
    return [*heads, "Notes"], [[*row, words or NO_NOTES] for row, words in zip(rows, marks, strict=True)]
