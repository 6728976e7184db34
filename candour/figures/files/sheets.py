"""The tables of a release as sheets of a spreadsheet: few, and wide where that helps. No Django."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.figures.files.sentences import in_day
from candour.figures.files.sheet_words import about, days, mark, shown
from candour.figures.releasing.numbers import REVISED, Document, Number, Table
from candour.figures.releasing.plan import HEADS


class To(str):
    """The name of a sheet, shown as a link to it."""


Value = int | str
NO_NOTES = "No notes"
_OVER_TIME = {"month": "Months", "quarter": "Quarters"}
_ONE_PERIOD = ("total", "day")
# Kinds of part whose codes are the same for each measure, so that measures can stand side by side.
_SIDE_BY_SIDE = {
    "channel": ("Channels", "By the way it came"),
    "category": ("Conduct", "By kind of conduct"),
    "language": ("Languages", "By language"),
    "force": ("Forces", "By force"),
    "to_force": ("Moved to", "By the force that referrals were moved to"),
}
_SENT = "Sent: all referrals of the period, exact. The other columns are parts of it, and need not add up."
_ONE_BY_ONE = {
    "reason": ("Reasons", "By reason, or kind of step"),
    "kind": ("Kinds", "By kind"),
    "days": ("Days", "Days until a force acknowledged a referral"),
}


@dataclass(frozen=True)
class Sheet:
    """One sheet with one table. `first` is how many columns on the left name a row; the rest are cells of it.

    Nothing in it is blank. `about` are the lines between the title and the table.
    """

    name: str
    title: str
    about: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    first: int = 1


def sheets(document: Document) -> list[Sheet]:
    """Every sheet with numbers in it, in their order."""
    found: list[Sheet] = []
    for by, name in _OVER_TIME.items():
        found += _wide(document, name, f"National totals by {by}", _of(document, by), _period, HEADS[by])
    totals = [table for table in document.tables if table.by in _ONE_PERIOD]
    found = [*_long(document, "Totals", "National totals", totals), *found]
    found += _became(document)
    for by, (name, title) in _SIDE_BY_SIDE.items():
        found += _wide(document, name, title, _of(document, by), lambda one: one.code, HEADS[by])
    for by, (name, title) in _ONE_BY_ONE.items():
        found += _long(document, name, title, _of(document, by))
    return [*found, *_sums(document), *_revisions(document)]


def _of(document: Document, by: str) -> list[Table]:
    return [table for table in document.tables if table.by == by and table.numbers]


def _period(number: Number) -> str:
    return f"{number.since} {number.until}"


def _name(document: Document, table: Table) -> str:
    """What a table counts. An ad hoc answer about one part says which part in its title."""
    told = document.measures.get(table.measure, {}).get("name", table.title)
    is_part = table.by in (*_OVER_TIME, *_ONE_PERIOD) and table.numbers[0].by
    return table.title if is_part else str(told)


def _wide(
    document: Document,
    name: str,
    title: str,
    tables: Sequence[Table],
    key: Callable[[Number], str],
    head: str,
) -> Iterator[Sheet]:
    """A row for each month, quarter or part, and a column for each table."""
    chosen = _each_once(tables)
    if not chosen:
        return
    labels: dict[str, str] = {}
    for table in chosen:
        labels |= {key(one): one.label for one in table.numbers if key(one) not in labels}
    columns = [(table, {key(one): one for one in table.numbers}) for table in chosen]
    rows: list[list[Value]] = []
    marks = []
    for row, label in labels.items():
        found = [column.get(row) for _, column in columns]
        rows.append([label, *(shown(one) for one in found)])
        marks.append(mark([one for one in found if one]))
    heads = [head, *_heads(document, chosen)]
    when = "" if chosen[0].by in _OVER_TIME else _usual_days(chosen)
    yield Sheet(name, _titled(title, when), about(chosen), *_with_marks(heads, rows, marks))


def _titled(title: str, when: str) -> str:
    return f"{title}, {when}" if when else title


def _each_once(tables: Iterable[Table]) -> list[Table]:
    """The same table can stand in a release twice: of the year, and since the line began."""
    found: dict[tuple[object, ...], Table] = {}
    for table in tables:
        whole = tuple((one.measure, one.by, one.code, one.since, one.until) for one in table.numbers)
        found.setdefault(whole, table)
    return list(found.values())


def _heads(document: Document, tables: Sequence[Table]) -> list[str]:
    """A column's measure; with its days, where they are not those that the title has."""
    usual = _usual_days(tables)
    return [
        f"{_name(document, table)} ({table.measure})"
        + ("" if table.by in _OVER_TIME or _days_of(table) == usual else f", {_days_of(table)}")
        for table in tables
    ]


def _days_of(table: Table) -> str:
    return days(table.numbers[0])


def _usual_days(tables: Sequence[Table]) -> str:
    """The days of most of these tables; none where a measure is among them for several periods."""
    if len({table.measure for table in tables}) < len(tables):
        return ""
    return Counter(map(_days_of, tables)).most_common(1)[0][0]


def _long(document: Document, name: str, title: str, tables: Sequence[Table]) -> Iterator[Sheet]:
    """A row for each number: for measures that have no rows in common."""
    chosen = _each_once(tables)
    if not chosen:
        return
    is_part = chosen[0].by not in _ONE_PERIOD
    heads = ["Measure", "What was counted", "Unit", "Period", *[chosen[0].head] * is_part, "Number"]
    rows: list[list[Value]] = []
    marks = []
    for table in chosen:
        for one in table.numbers:
            named = [one.measure, _name(document, table), one.unit, days(one), *([one.label] * is_part)]
            rows.append([*named, shown(one)])
            marks.append(mark([one]))
    marked = _with_marks(heads, rows, marks)
    periods = {days(one) for table in chosen for one in table.numbers}
    titled = _titled(title, periods.pop() if len(periods) == 1 else "")
    yield Sheet(name, titled, about(chosen), *marked, first=len(heads) - 1)


def _became(document: Document) -> Iterator[Sheet]:
    """A row for the referrals of each period, and a column for each thing that can become of them."""
    tables = _of(document, "became")
    if not tables:
        return
    labels = list(dict.fromkeys(one.label for table in tables for one in table.numbers))
    sent = _sent(document, tables)
    rows: list[list[Value]] = []
    for table in tables:
        found = {one.label: one for one in table.numbers}
        parts = [found.get(label) for label in labels]
        rows.append([days(table.numbers[0]), *map(shown, [*sent.get(table.id, ()), *parts])])
    marks = [mark(table.numbers) for table in tables]
    title = f"What had become of referrals by {in_day(document.as_at)}"
    heads = ["Referrals sent in", *["Sent"] * bool(sent), *labels]
    lines = [*about(tables), *[_SENT] * bool(sent)]
    yield Sheet("Cohorts", title, lines, *_with_marks(heads, rows, marks))


def _sent(document: Document, tables: Sequence[Table]) -> Mapping[str, Sequence[Number | None]]:
    """How many referrals were sent in each cohort's period, by its table; empty where no total is there."""
    found = {}
    for table in tables:
        first = table.numbers[0]
        found[table.id] = [document.find("M07", since=first.since, until=first.until)]
    return found if any(map(any, found.values())) else {}


def _sums(document: Document) -> Iterator[Sheet]:
    rows: list[list[Value]] = []
    for place, one in enumerate(document.sums, 1):
        named = f"{place}. {one.words}"
        rows.append([named, "The whole", one.whole])
        rows += [[named, words, part] for words, part in one.parts]
    if rows:
        yield Sheet("Sums", "How national totals add up", [], ["Equation", "Part", "Number"], rows, first=2)


def _revisions(document: Document) -> Iterator[Sheet]:
    heads = ["Number", "What was counted", "Period", "Part", "It was", "It is now", "Why"]
    rows = [
        [
            f"{document.reference}-{one.place}", _name(document, table), days(one),
            one.label if one.by else "Whole country", one.was, shown(one), one.why,
        ]
        for table in document.tables for one in table.numbers if one.status == REVISED
    ]  # fmt: skip
    if rows:
        title = "Numbers that an earlier release printed otherwise"
        yield Sheet("Revisions", title, [], heads, rows, first=4)


def _with_marks(
    heads: Sequence[str], rows: Sequence[Sequence[Value]], marks: Sequence[str]
) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
    """The same with a column of notes, where any row has one."""
    if not any(marks):
        return heads, rows
    return [*heads, "Notes"], [[*row, said or NO_NOTES] for row, said in zip(rows, marks, strict=True)]
