"""The log as a list: found by words or newest first, narrowed by year, decision, section and topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Max, Min

from candour.foi.requests.lists import topics
from candour.foi.requests.sections import sections
from candour.foi.rules import Headline, Law
from candour.publication.models import Catalogue, LogEntry
from candour.publication.searching.finding import LogRow, find
from candour.publication.searching.narrowing import NONE_RECORDED, sections_in_use

from .document import LogPage
from .register import page_of
from .wording import HEADLINES, SHORT_LAWS

PER_PAGE = 20


@dataclass(frozen=True)
class LogQuery:
    """What a reader asks of the list. Empty fields narrow nothing; `page` begins at 1."""

    text: str = ""
    year: int | None = None
    headline: str = ""
    section: str = ""
    topic: str = ""
    page: int = 1

    def query(self, **other: object) -> str:
        """These wishes as the end of an address, with others in their place."""
        wishes = {
            "q": self.text,
            "year": self.year,
            "decision": self.headline,
            "section": self.section,
            "topic": self.topic,
            **other,
        }
        return urlencode({name: value for name, value in wishes.items() if value})

    @property
    def narrows(self) -> bool:
        """Whether anything is asked of the list at all."""
        return bool(self.text or self.year or self.headline or self.section or self.topic)


class ListedPage(NamedTuple):
    """One row of the list: how it was found, with the words looked for marked, and its page."""

    row: LogRow
    page: LogPage


@dataclass(frozen=True)
class Listing:
    """One page of the list: how many there are in all, in words too, and those to show."""

    total: int
    total_in_words: str
    rows: Sequence[ListedPage]
    wanted: LogQuery

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def earlier(self) -> str:
        """The address of the page before; empty on the first."""
        return f"?{self.wanted.query(page=self.wanted.page - 1)}" if self.wanted.page > 1 else ""

    @property
    def later(self) -> str:
        """The address of the page after; empty on the last."""
        return f"?{self.wanted.query(page=self.wanted.page + 1)}" if self.wanted.page < self.last else ""


def wanted_of(parameters: Mapping[str, str]) -> LogQuery:
    """What an address asks of the list. What makes no sense there is left out."""
    year, page = parameters.get("year", ""), parameters.get("page", "")
    return LogQuery(
        text=parameters.get("q", "").replace("\x00", "").strip()[:200],
        year=int(year) if year.isdecimal() and 1990 <= int(year[:4]) <= 2100 and len(year) == 4 else None,
        headline=parameters.get("decision", "")
        if parameters.get("decision", "") in dict(headline_choices())
        else "",
        section=parameters.get("section", "") if parameters.get("section", "") in _sections() else "",
        topic=parameters.get("topic", "") if parameters.get("topic", "") in topics() else "",
        page=max(1, min(int(page), 10_000)) if page.isdecimal() and len(page) < 6 else 1,
    )


def listing(wanted: LogQuery, *, limit: int = PER_PAGE) -> Listing:
    """The rows of one page of the list: ranked where there are words to look for, else newest first."""
    results = find(
        wanted.text,
        year=wanted.year,
        headline=wanted.headline,
        section=wanted.section,
        topic=wanted.topic,
        limit=limit,
        offset=(wanted.page - 1) * PER_PAGE,
    )
    pages = {page.slug: page for page in pages_of([row.slug for row in results.rows])}
    rows = [ListedPage(row, pages[row.slug]) for row in results.rows if row.slug in pages]
    return Listing(results.total, results.total_in_words, rows, wanted)


def pages_of(slugs: Sequence[str]) -> list[LogPage]:
    """The newest documents of these pages, in one look."""
    entries = {entry.slug: entry for entry in LogEntry.objects.filter(slug__in=slugs).order_by("version")}
    return [page_of(entry) for entry in entries.values()]


def headline_choices() -> list[tuple[str, str]]:
    """What can have been decided, with its words; last, that nothing is recorded."""
    return [(headline.value, HEADLINES[headline]) for headline in Headline] + [(NONE_RECORDED, HEADLINES[""])]


def section_choices(chosen: str = "") -> dict[str, str]:
    """Every section that a page of the log relies on, by its code, with its law; and the chosen one."""
    every_section = _sections()
    in_use = sections_in_use(list(every_section))
    return {code: words for code, words in every_section.items() if code in in_use or code == chosen}


@cache
def _sections() -> dict[str, str]:
    """Every section of every law by its code: "40(2): personal information (FOIA)"."""
    words_by_code: dict[str, str] = {}
    for law in Law:
        for code, section in sections(law).items():
            words = f"{section.title} ({SHORT_LAWS[law]})"
            words_by_code[code] = (
                f"{words_by_code[code]}; {words}" if code in words_by_code else f"{code}: {words}"
            )
    return words_by_code


def years() -> list[int]:
    """The years that the log's pages belong to: of their answers, else of their publication; newest first."""
    answered = Catalogue.objects.aggregate(first=Min("answered_on"), last=Max("answered_on"))
    undated = Catalogue.objects.filter(answered_on=None)
    published = undated.aggregate(first=Min("published_on"), last=Max("published_on"))
    all_years = [day.year for days in (answered, published) for day in days.values() if day]
    return list(range(max(all_years), min(all_years) - 1, -1)) if all_years else []


def newest_entries(limit: int) -> list[LogPage]:
    """The pages that changed last, the newest first, each as it stands; those taken out say so."""
    pages: dict[str, LogPage] = {}
    for entry in LogEntry.objects.order_by("-published_on", "-version", "slug")[: 2 * limit]:
        pages.setdefault(entry.slug, page_of(entry))
    return list(pages.values())[:limit]
