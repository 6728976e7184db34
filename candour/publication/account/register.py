"""What is published of the account. The public door reads these rows and no request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from candour.publication.models import MonthlyAccount

from .headings import CALLED, HEADINGS, Counts, called

FIELDS = ("month", "version", "as_at", "published_on", "table", "code", "called", "count")


@dataclass(frozen=True)
class CountRow:
    """One count with what it is called."""

    code: str
    called: str
    count: int


def newest() -> list[MonthlyAccount]:
    """The newest version of each month, the newest month first."""
    by_month: dict[object, MonthlyAccount] = {}
    for account in MonthlyAccount.objects.order_by("month", "version"):
        by_month[account.month] = account
    return list(reversed(by_month.values()))


def added_up(months: Iterable[MonthlyAccount]) -> Counts:
    """The counts of several months together."""
    whole: Counts = {heading: {} for heading in HEADINGS}
    for month in months:
        for heading, counts in month.content.items():
            for code, count in counts.items():
                whole[heading][code] = whole[heading].get(code, 0) + count
    return whole


def rows(counts: Counts, heading: str) -> list[CountRow]:
    """One table, in its order; sections by how often they were used."""
    counts_of_heading = counts.get(heading, {})
    fixed = [CountRow(code, words, counts_of_heading.get(code, 0)) for code, words in CALLED[heading].items()]
    others = [
        CountRow(code, code, count)
        for code, count in counts_of_heading.items()
        if code not in CALLED[heading]
    ]
    return fixed + sorted(others, key=lambda row: (-row.count, row.code))


def lines() -> Iterator[tuple[str, ...]]:
    """Every count of every month and version that was published, as the CSV has it."""
    for account in MonthlyAccount.objects.order_by("-month", "-version"):
        for heading in HEADINGS:
            for row in rows(account.content, heading):
                about = (
                    f"{account.month:%Y-%m}",
                    account.version,
                    account.as_at,
                    account.published_on,
                    heading,
                )
                yield tuple(map(str, (*about, row.code, called(heading, row.code), row.count)))
