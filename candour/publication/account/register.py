"""What is published of the account. The public door reads these rows and no request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from candour.publication.models import MonthlyAccount

from .headings import CALLED, HEADINGS, Counts, called

FIELDS = ("month", "version", "as_at", "published_on", "table", "code", "called", "count")


@dataclass(frozen=True)
class Row:
    """One count with what it is called."""

    code: str
    called: str
    count: int


def newest() -> list[MonthlyAccount]:
    """The newest version of each month, the newest month first."""
    found: dict[object, MonthlyAccount] = {}
    for one in MonthlyAccount.objects.order_by("month", "version"):
        found[one.month] = one
    return list(reversed(found.values()))


def added_up(months: Iterable[MonthlyAccount]) -> Counts:
    """The counts of several months together."""
    whole: Counts = {heading: {} for heading in HEADINGS}
    for one in months:
        for heading, counts in one.content.items():
            for code, count in counts.items():
                whole[heading][code] = whole[heading].get(code, 0) + count
    return whole


def rows(counts: Counts, heading: str) -> list[Row]:
    """One table, in its order; sections by how often they were used."""
    found = counts.get(heading, {})
    fixed = [Row(code, words, found.get(code, 0)) for code, words in CALLED[heading].items()]
    others = [Row(code, code, count) for code, count in found.items() if code not in CALLED[heading]]
    return fixed + sorted(others, key=lambda one: (-one.count, one.code))


def lines() -> Iterator[tuple[str, ...]]:
    """Every count of every month and version that was published, as the CSV has it."""
    for one in MonthlyAccount.objects.order_by("-month", "-version"):
        for heading in HEADINGS:
            for row in rows(one.content, heading):
                about = (f"{one.month:%Y-%m}", one.version, one.as_at, one.published_on, heading)
                yield tuple(map(str, (*about, row.code, called(heading, row.code), row.count)))
