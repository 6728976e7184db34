"""A small invented release for tests: every kind of table, number and sign that a release can have."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from candour.figures.cells import NEAREST_FIVE
from candour.figures.measures import measures
from candour.figures.quarters import Span, months, quarters
from candour.figures.releasing import explained
from candour.figures.releasing.numbers import (
    ANNUAL,
    PROVISIONAL,
    REVISED,
    Coverage,
    Document,
    Number,
    Sum,
    Table,
)
from candour.figures.releasing.plan import HEADS, in_words

FIRST, LAST = dt.date(2022, 11, 29), dt.date(2023, 11, 30)
YEAR, AS_AT = Span(FIRST, LAST), dt.date(2024, 1, 4)
NEWEST = quarters(FIRST, LAST)[-1]
NINE_THIRTY = dt.datetime(2024, 1, 25, 9, 30, tzinfo=ZoneInfo("Europe/London"))

# A value, or the sign that stands for it.
Value = int | str

MONTHLY: dict[str, list[int]] = {
    "M01": [12, 204, 231, 188, 297, 176, 169, 158, 160, 172, 181, 190, 201],
    "M04": [2, 98, 120, 94, 141, 88, 80, 77, 79, 85, 90, 93, 97],
    "M07": [0, 61, 72, 58, 84, 52, 49, 46, 47, 51, 54, 56, 58],
    "M08": [0, 4, 9, 7, 12, 6, 5, 4, 6, 7, 8, 6, 9],
}
QUARTERLY_ONLY = {"M02": [120, 201, 188, 214], "M03": [231, 240, 190, 212]}
BECAME = [
    ("investigated", "Investigated"),
    ("intelligence", "Kept as intelligence"),
    ("closed", "Closed in another way"),
    ("acting", "Receipt confirmed, or a step told; not closed"),
    ("silent", "Nothing heard, not even that it came"),
]
FORCES = [
    ("avon-and-somerset", "Avon and Somerset Police"),
    ("kent", "Kent Police"),
    ("metropolitan", "Metropolitan Police Service"),
    ("norfolk", "Norfolk Constabulary"),
    ("west-midlands", "West Midlands Police"),
    ("unknown", "No force named"),
]


def sample_document(**changes: Any) -> Document:
    """An annual release with the reference 4.1, invented from end to end; `changes` replace its fields."""
    made = Document(
        number=4,
        version=1,
        kind=ANNUAL,
        title="The line's first year",
        since=FIRST,
        until=LAST,
        as_at=AS_AT,
        goes_public=NINE_THIRTY,
        coverage=Coverage(4, 2, "2 of the 4 forces with 10 or more have told us of something."),
        tables=_placed(_tables()),
        sums=[Sum("Contacts = closed at intake + fed a report + still open", 2_339, [
            ("closed at intake", 873), ("fed a report", 1_391), ("still open", 75)])],
        measures=explained.metadata(),
        note="Everything here is invented.",
    )  # fmt: skip
    return replace(made, **changes)


def _tables() -> Iterable[Table]:
    for code in MONTHLY:
        yield _in_time(code, "month", months(FIRST, LAST), MONTHLY[code])
    for code, values in (_quarterly() | QUARTERLY_ONLY).items():
        yield _in_time(code, "quarter", quarters(FIRST, LAST), values)
    yield _table("M10-day", "M10", "Referrals with force, on the last day", "day", [
        ("", "", "30 November 2023", 412)], Span(LAST, LAST))  # fmt: skip
    for code, values in MONTHLY.items():
        title = f"{measures()[code].name} since the line began"
        yield _table(f"{code}-total", code, title, "total", [("", "", in_words(YEAR), sum(values))])
    yield from _channels()
    yield from _cohorts()
    yield from _yearly()


def _quarterly() -> dict[str, list[int]]:
    def together(values: list[int]) -> list[int]:
        return [sum(values[:4]), sum(values[4:7]), sum(values[7:10]), sum(values[10:])]

    return {code: together(values) for code, values in MONTHLY.items()}


def _in_time(code: str, by: str, spans: Sequence[Span], values: Sequence[int]) -> Table:
    label = (lambda span: f"{span.until:%B %Y}") if by == "month" else in_words
    numbers = [
        Number(0, code, measures()[code].unit, *span, "", "", label(span), value)
        for span, value in zip(spans, values, strict=True)
    ]
    if (code, by) == ("M01", "month"):
        why = "Entries were written down or put right after 4 July 2023."
        numbers[4] = replace(numbers[4], status=REVISED, was="295", why=why)
    title = f"{measures()[code].name} by {by}"
    return Table(f"{code}-{by}", code, title, measures()[code].kind, by, HEADS[by], numbers)


def _channels() -> Iterable[Table]:
    quarter: list[tuple[str, str, Value]] = [
        ("phone", "Phone", 361),
        ("web_form", "Online form", 201),
        ("post", "Letter", "c"),
    ]
    total: list[tuple[str, str, Value]] = [
        ("phone", "Phone", 1_517),
        ("web_form", "Online form", 806),
        ("post", "Letter", "c"),
    ]
    for name, rows, span in (("quarter", quarter, NEWEST), ("total", total, YEAR)):
        title = f"Contacts: how they came, {name}"
        yield _table(
            f"M01-channel-{name}", "M01", title, "channel", [("channel", *row) for row in rows], span
        )


def _cohorts() -> Iterable[Table]:
    shown: list[list[Value]] = [
        [60, 45, 30, 40, 15], [55, 40, 35, 45, "c"], [45, 30, 30, 30, "c"], [15, "c", 20, 95, 35],
    ]  # fmt: skip
    for span, values in zip(quarters(FIRST, LAST), shown, strict=True):
        rows = [("became", *code, value) for code, value in zip(BECAME, values, strict=True)]
        title = f"What had become of the referrals of {in_words(span)}"
        name = f"M07-became-{span.until:%Y-%m}"
        yield _table(name, "M07", title, "became", rows, span, rounding=NEAREST_FIVE)
    rows = [("days", "median", "Half within, in days", 3), ("days", "p90", "Nine in ten within, in days", 11)]
    yield _table("M09-days", "M09", "Days until a force acknowledged a referral", "days", rows, NEWEST)


def _yearly() -> Iterable[Table]:
    spread: dict[str, list[Value]] = {
        "M01": [95, 130, 1_240, "c", 310, 480],
        "M07": [50, "c", 475, 15, 140, "z"],
        "M13": [20, "c", 140, "x", 45, "z"],
    }
    for code, values in spread.items():
        rows = [("force", *force, value) for force, value in zip(FORCES, values, strict=True)]
        yield _rounded(f"{code}-force", code, f"{measures()[code].name}: by force", "force", rows)
    national: dict[str, Value] = {"M12": 35, "M13": 205, "M14": 110, "M20": 25, "M20p": 20, "M26": "c"}
    for code, value in national.items():
        rows = [("", "", in_words(YEAR), value)]
        yield _rounded(f"{code}-year", code, f"{measures()[code].name} in the year", "total", rows)
    kinds: list[tuple[str, str, str, Value]] = [
        ("kind", "criminal", "Criminal", 40), ("kind", "misconduct", "Misconduct", 60),
        ("kind", "both", "Criminal and misconduct", "c"),
    ]  # fmt: skip
    yield _rounded("M14-kind", "M14", "Investigations opened: by kind", "kind", kinds)
    parts: list[tuple[str, str, str, Value]] = [
        ("reason", "misconduct_meeting", "Misconduct meeting", 20),
        ("reason", "gross_misconduct_hearing", "Gross misconduct hearing", "c"),
        ("reason", "accelerated_hearing", "Accelerated misconduct hearing", "c"),
    ]
    yield _rounded("M24-reason", "M24", "People referred to proceedings: by reason or kind", "reason", parts)


def _rounded(name: str, code: str, title: str, by: str, rows: Sequence[tuple[str, str, str, Value]]) -> Table:
    return _table(name, code, title, by, rows, YEAR, rounding=NEAREST_FIVE)


def _table(
    name: str, code: str, title: str, by: str, rows: Sequence[tuple[str, str, str, Value]],
    span: Span = YEAR, *, rounding: str = "exact",
) -> Table:  # fmt: skip
    unit = "day" if by == "days" else measures()[code].unit
    kind = "cohort" if by == "became" else measures()[code].kind
    numbers = [_number(code, unit, span, row, rounding) for row in rows]
    return Table(name, code, title, kind, by, HEADS[by], numbers)


def _number(code: str, unit: str, span: Span, row: tuple[str, str, str, Value], rounding: str) -> Number:
    by, part, label, value = row
    if isinstance(value, str):
        return Number(0, code, unit, *span, by, part, label, None, value, rounding)
    status = PROVISIONAL if by == "became" else ""
    return Number(0, code, unit, *span, by, part, label, value, "", rounding, status)


def _placed(tables: Iterable[Table]) -> list[Table]:
    """The same tables, their numbers in places from 1 on through the whole release."""
    made, place = [], 0
    for table in tables:
        numbers = [replace(one, place=place + index) for index, one in enumerate(table.numbers, 1)]
        place += len(numbers)
        made.append(replace(table, numbers=numbers))
    return made
