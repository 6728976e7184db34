"""What only a year's release has: kinds of conduct, forces, reasons, and what forces say they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html

from candour.figures.releasing.numbers import Document, Table
from candour.figures.showing.findings import Finding, Grid, finding, shows_something
from candour.figures.showing.marks import linked, many
from candour.figures.showing.prints import Print, first_of, told
from candour.look.charts import Svg, bars

ROWS_HERE = 8
ABOUT = ("M01-category", "M04-category", "M03-reason", "M06-reason")
BY_FORCE = ("M01-force", "M07-force", "M08-to_force")
SAID = ("M12", "M13", "M14", "M15", "M16", "M31")
PARTS_OF_SAID = ("M14-kind", "M16-kind", "M31-reason")
PEOPLE = (
    "M17", "M18", "M19", "M20", "M20p", "M21", "M22", "M23", "M24", "M25", "M26", "M27", "M28", "M29", "M30",
)  # fmt: skip
PARTS_OF_PEOPLE = ("M23-reason", "M24-reason", "M25-reason", "M26-reason")


@dataclass(frozen=True)
class Listed:
    """Several measures of one year, each a whole of its own: never to be added up.

    There is a picture for each unit, since bars of different things must not be compared.
    """

    title: str
    pictures: Sequence[tuple[str, Svg]]
    grid: Grid
    parts: Sequence[Table]


def in_year(document: Document, measure: str) -> Print | None:
    """A measure's national number for the release's year; None if it has none."""
    return first_of(document, f"{measure}-year")


def about(document: Document) -> list[Finding]:
    """What contacts and reports were about, and why some went no further."""
    return _findings(document, ABOUT)


def by_force(document: Document) -> list[Finding]:
    """Which forces were named, and where referrals went: the forces with most, the table's page has all."""
    return _findings(document, BY_FORCE, most=ROWS_HERE)


def hidden(document: Document) -> list[Table]:
    """The tables of which no part can be shown: they are named, and have no picture."""
    found = _tables(document, (*ABOUT, *BY_FORCE, *PARTS_OF_SAID))
    return [table for table in found if not shows_something(table)]


def _tables(document: Document, names: Sequence[str]) -> list[Table]:
    return [table for name in names if (table := document.table(name)) and table.numbers]


def _findings(document: Document, names: Sequence[str], most: int | None = None) -> list[Finding]:
    tables = [table for table in _tables(document, names) if shows_something(table)]
    return [finding(document, table, most=most) for table in tables]


def said(document: Document) -> Listed | None:
    """What forces say they did with referrals in the year; None if the release says nothing of it."""
    opened = in_year(document, "M14")
    title = "What forces say they did with referrals"
    if opened and opened.number.value:
        title = f"Forces told us of about {opened.number.text} investigations in the year"
    return _listed(document, SAID, title, "said", ())


def parts_of_said(document: Document) -> list[Finding]:
    """The same in parts: kinds of investigation, and why referrals were closed without more."""
    return _findings(document, PARTS_OF_SAID)


def people(document: Document) -> Listed | None:
    """What came of it for people, for the whole country only; None if the release says nothing of it."""
    counted = [one for code in PEOPLE if (one := in_year(document, code)) and one.number.value]
    title = "None of these can be shown"
    if counted:
        most = max(counted, key=lambda one: one.number.value or 0)
        title = f"{told(document, most.number.measure).get('name')}: about {most.number.text} in the year"
    return _listed(document, PEOPLE, title, "people", PARTS_OF_PEOPLE)


def _listed(
    document: Document, codes: Sequence[str], title: str, anchor: str, parts: Sequence[str]
) -> Listed | None:
    found = [(code, one) for code in codes if (one := in_year(document, code))]
    if not found:
        return None
    names = {code: str(told(document, code).get("name", code)) for code, _ in found}
    rows = [
        (
            format_html(
                '<a href="/figures/how-we-count#{}">{}</a> <span class="quiet">{}, {}</span>',
                code,
                names[code],
                code,
                many(one.number.unit),
            ),
            [linked(document.reference, one.number)],
        )
        for code, one in found
    ]
    grid = Grid(title, ["What was counted", "Number"], list(rows), anchor)
    pictures = _by_unit(names, [one for _, one in found])
    return Listed(title, pictures, grid, _tables(document, parts))


def _by_unit(names: Mapping[str, str], found: Sequence[Print]) -> list[tuple[str, Svg]]:
    """A picture for each unit of which anything can be drawn, in the order of the rules."""
    pictures = []
    for unit in dict.fromkeys(one.number.unit for one in found):
        same = [one for one in found if one.number.unit == unit and one.number.value != 0]
        if not any(one.number.value for one in same):
            continue
        drawn = [(names[one.number.measure], _value(one), one.number.text) for one in same]
        words = ", ".join(f"{name}: {display}" for name, _, display in drawn)
        title = many(unit)
        pictures.append((title, bars(drawn, f"{title[:1].upper()}{title[1:]}, in the year", words)))
    return pictures


def _value(one: Print) -> float | None:
    return None if one.number.value is None else float(one.number.value)
