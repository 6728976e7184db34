"""One force's numbers of a year, and the list of all forces. Nothing here ranks forces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from candour.figures.counting.counts import UNKNOWN
from candour.figures.files import embeds
from candour.figures.releasing.numbers import Document, Number, Table
from candour.figures.showing.marks import linked
from candour.figures.showing.prints import Print, rule_of
from candour.figures.showing.table_views import Grid

BY_FORCE = ("force", "to_force")
# What the list of forces shows of each: named in contacts, referrals sent, referrals acknowledged.
IN_THE_LIST = (("M01", "Contacts"), ("M07", "Referrals"), ("M09", "Receipt confirmed"))
GROUPS = (
    ("What people told us", ("M01", "M02", "M03", "M04", "M05", "M06")),
    ("What we sent, and where it is now", ("M07", "M08", "M08a", "M09", "M10", "M11", "M32")),
    ("What the force told us", ("M12", "M13", "M14", "M15", "M16", "M31")),
)

# Other names that people use for a force, and the slug that is meant.
ALIASES = {
    "met": "metropolitan",
    "the-met": "metropolitan",
    "met-police": "metropolitan",
    "metropolitan-police": "metropolitan",
    "manchester": "greater-manchester",
    "british-transport-police": "btp",
    "avon-somerset": "avon-and-somerset",
    "devon-cornwall": "devon-and-cornwall",
}


@dataclass(frozen=True)
class ProfileLine:
    """One number on a force's page, with the measure's name, plain words and code."""

    name: str
    words: str
    measure: str
    print: Print

    @property
    def cell(self) -> SafeString:
        """The number as HTML: with a link to its page, or the sign that says why there is none."""
        return self.print.cell

    @property
    def is_one_day(self) -> bool:
        """Whether the number is of one day (a stock), not of a year."""
        return self.print.number.since == self.print.number.until


@dataclass(frozen=True)
class LineGroup:
    """Numbers of a force under one heading."""

    name: str
    lines: Sequence[ProfileLine]

    @property
    def is_silent(self) -> bool:
        """Whether every number of the group is [x]: the force has told us nothing."""
        return bool(self.lines) and all(line.print.number.marker == "x" for line in self.lines)

    @property
    def is_hidden(self) -> bool:
        """Whether every number of the group is [c], so that a table of them is left out."""
        return bool(self.lines) and all(line.print.number.marker == "c" for line in self.lines)


def forces(document: Document) -> list[tuple[str, str]]:
    """Every force that the release lists, by its slug and name, in the order of the names."""
    names = {
        number.code: number.label
        for table in document.tables
        if table.by in BY_FORCE
        for number in table.numbers
        if number.code != UNKNOWN
    }
    return sorted(names.items(), key=lambda pair: pair[1])


def profile(document: Document, slug: str) -> list[LineGroup]:
    """A force's numbers in groups, without empty groups."""
    lines = list(_lines(document, slug))
    groups = [LineGroup(name, [line for line in lines if line.measure in codes]) for name, codes in GROUPS]
    return [group for group in groups if group.lines]


def force_page(document: Document, slug: str) -> Mapping[str, Any]:
    """The context of a force's page: its groups, and its first number, to be embedded in other sites."""
    groups = profile(document, slug)
    shown = [line.print for group in groups for line in group.lines if line.print.number.value]
    if not shown:
        return {"groups": groups, "embedded": None}
    first = shown[0]
    words = embeds.line_of(document, first.table, first.number)
    return {"groups": groups, "embedded": first, "embedded_words": words}


def slug_of(word: str, names: Mapping[str, str], short_names: Mapping[str, str]) -> str | None:
    """The slug of the force that has this slug, name, short name or alias; None if no force has.

    `names` and `short_names` are by slug.
    """
    wanted = slugify(word)
    for slug, name in names.items():
        if wanted in (slug, slugify(name), slugify(short_names.get(slug, ""))):
            return slug
    alias = ALIASES.get(wanted)
    return alias if alias in names else None


def _lines(document: Document, slug: str) -> Iterator[ProfileLine]:
    for table in document.tables:
        number = _of(table, slug)
        if number:
            rule = rule_of(document, table.measure)
            name = str(rule.get("name", table.measure))
            if table.by == "to_force":
                name = f"{name}, moved to this force"
            elif any(other.id == f"{table.measure}-to_force" for other in document.tables):
                name = f"{name}, moved from this force"
            yield ProfileLine(name, str(rule.get("words", "")), table.measure, Print(document, table, number))


def _of(table: Table, slug: str) -> Number | None:
    if table.by not in BY_FORCE:
        return None
    return next((number for number in table.numbers if number.code == slug), None)


def forces_grid(document: Document) -> Grid:
    """A table of the forces of which a number is shown, with three numbers of each, in the order of names."""
    candidates = [(code, name, document.table(f"{code}-force")) for code, name in IN_THE_LIST]
    tables = [(code, name, table) for code, name, table in candidates if table]
    cells = [
        {number.code: linked(document.reference, number) for number in table.numbers}
        for _, _, table in tables
    ]
    heads = ["Force", *(_rule(code, name) for code, name, _ in tables)]
    rows = [
        (_page(slug, name), [column.get(slug, "") for column in cells])
        for slug, name in forces(document)
        if slug in _with_a_number(document)
    ]
    return Grid("Forces, by name", heads, list(rows), "all-forces")


def forces_without_a_number(document: Document) -> list[SafeString]:
    """A link to each other force's page."""
    shown = _with_a_number(document)
    return [_page(slug, name) for slug, name in forces(document) if slug not in shown]


def _with_a_number(document: Document) -> set[str]:
    """The forces of which the list shows a number, and not signs alone."""
    tables = [table for code, _ in IN_THE_LIST if (table := document.table(f"{code}-force"))]
    return {number.code for table in tables for number in table.numbers if number.value is not None}


def _page(slug: str, name: str) -> SafeString:
    return format_html('<a href="/figures/force/{}">{}</a>', slug, name)


def _rule(code: str, name: str) -> SafeString:
    return format_html('<a href="/figures/how-we-count#{}">{}</a>', code, name)
