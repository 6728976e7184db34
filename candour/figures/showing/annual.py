"""The parts of the year's page: conduct, forces, reasons, and what forces say they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html

from candour.figures.releasing.numbers import Document, Table
from candour.figures.showing.marks import linked, many
from candour.figures.showing.prints import Print, first_of, rule_of
from candour.figures.showing.table_views import Grid, TableView, shows_something, table_view
from candour.look.charts import Svg, bars

ROWS_HERE = 8
CONTENT = ("M01-category", "M04-category", "M03-reason", "M06-reason")
BY_FORCE = ("M01-force", "M07-force", "M08-to_force")
FORCES_ACTIONS = ("M12", "M13", "M14", "M15", "M16", "M31")
PARTS_OF_FORCES_ACTIONS = ("M14-kind", "M16-kind", "M31-reason")
PEOPLE = (
    "M17",
    "M18",
    "M19",
    "M20",
    "M20p",
    "M21",
    "M22",
    "M23",
    "M24",
    "M25",
    "M26",
    "M27",
    "M28",
    "M29",
    "M30",
)
PARTS_OF_PEOPLE = ("M23-reason", "M24-reason", "M25-reason", "M26-reason")


@dataclass(frozen=True)
class MeasureList:
    """Several measures of one year that overlap, and so must never be added up.

    `pictures` has one chart for each unit, with the unit as its title, since bars of different units must not
    be compared. `parts` are the tables that break these measures down.
    """

    title: str
    pictures: Sequence[tuple[str, Svg]]
    grid: Grid
    parts: Sequence[Table]


def in_year(document: Document, measure: str) -> Print | None:
    """A measure's national number for the release's year; None if it has none."""
    return first_of(document, f"{measure}-year")


def about(document: Document) -> list[TableView]:
    """Tables of what contacts and reports were about, and of why some went no further."""
    return _findings(document, CONTENT)


def by_force(document: Document) -> list[TableView]:
    """Tables of the forces that were named, and of where referrals went; only the forces with the most."""
    return _findings(document, BY_FORCE, most=ROWS_HERE)


def hidden(document: Document) -> list[Table]:
    """The tables of which no number can be shown: the page names them without a chart."""
    tables = _tables(document, (*CONTENT, *BY_FORCE, *PARTS_OF_FORCES_ACTIONS))
    return [table for table in tables if not shows_something(table)]


def _tables(document: Document, names: Sequence[str]) -> list[Table]:
    return [table for name in names if (table := document.table(name)) and table.numbers]


def _findings(document: Document, names: Sequence[str], most: int | None = None) -> list[TableView]:
    tables = [table for table in _tables(document, names) if shows_something(table)]
    return [table_view(document, table, most=most) for table in tables]


def forces_actions(document: Document) -> MeasureList | None:
    """What forces say they did with referrals in the year; None if the release has none of these measures."""
    opened = in_year(document, "M14")
    title = "What forces say they did with referrals"
    if opened and opened.number.value:
        title = f"Forces told us of about {opened.number.text} investigations in the year"
    return _listed(document, FORCES_ACTIONS, title, "said", ())


def parts_of_forces_actions(document: Document) -> list[TableView]:
    """Tables of the kinds of investigation, and of why referrals were closed without more."""
    return _findings(document, PARTS_OF_FORCES_ACTIONS)


def people(document: Document) -> MeasureList | None:
    """What came of it for people, for the whole country; None if the release has none of these measures."""
    counted = [figure for code in PEOPLE if (figure := in_year(document, code)) and figure.number.value]
    title = "None of these can be shown"
    if counted:
        most = max(counted, key=lambda figure: figure.number.value or 0)
        title = f"{rule_of(document, most.number.measure).get('name')}: about {most.number.text} in the year"
    return _listed(document, PEOPLE, title, "people", PARTS_OF_PEOPLE)


def _listed(
    document: Document, codes: Sequence[str], title: str, anchor: str, parts: Sequence[str]
) -> MeasureList | None:
    figures = [(code, figure) for code in codes if (figure := in_year(document, code))]
    if not figures:
        return None
    names = {code: str(rule_of(document, code).get("name", code)) for code, _ in figures}
    rows = [
        (
            format_html(
                '<a href="/figures/how-we-count#{}">{}</a> <span class="quiet">{}, {}</span>',
                code,
                names[code],
                code,
                many(figure.number.unit),
            ),
            [linked(document.reference, figure.number)],
        )
        for code, figure in figures
    ]
    grid = Grid(title, ["What was counted", "Number"], list(rows), anchor)
    pictures = _by_unit(names, [figure for _, figure in figures])
    return MeasureList(title, pictures, grid, _tables(document, parts))


def _by_unit(names: Mapping[str, str], figures: Sequence[Print]) -> list[tuple[str, Svg]]:
    """A chart for each unit that has a number above nought, in the order of `figures`, with its title."""
    pictures = []
    for unit in dict.fromkeys(figure.number.unit for figure in figures):
        same = [figure for figure in figures if figure.number.unit == unit and figure.number.value != 0]
        if not any(figure.number.value for figure in same):
            continue
        drawn = [(names[figure.number.measure], _value(figure), figure.number.text) for figure in same]
        words = ", ".join(f"{name}: {display}" for name, _, display in drawn)
        title = many(unit)
        pictures.append((title, bars(drawn, f"{title[:1].upper()}{title[1:]}, in the year", words)))
    return pictures


def _value(figure: Print) -> float | None:
    return None if figure.number.value is None else float(figure.number.value)
