"""Pages of the log narrowed by the year of their answer, what was decided, a section of the law, a topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from candour.publication.models import Catalogue

# The headline to narrow by where no decision is recorded.
NONE_RECORDED = "none"


@dataclass(frozen=True)
class Filters:
    """What pages are narrowed by: a year and codes, each of which narrows nothing where it is empty."""

    year: int | None = None
    headline: str = ""
    section: str = ""
    topic: str = ""

    @property
    def are_codes(self) -> bool:
        """Whether each of them could be a code; a database need not be asked for what is none."""
        return all(
            code.isascii() and code.isprintable() for code in (self.headline, self.section, self.topic)
        )

    def __bool__(self) -> bool:
        return bool(self.year or self.headline or self.section or self.topic)

    def pages(self) -> QuerySet[Catalogue]:
        """The pages of the log that they leave, the newest first."""
        pages = Catalogue.objects.annotate(day=Coalesce("answered_on", "published_on"))
        if self.year:
            pages = pages.filter(day__year=self.year)
        if self.headline:
            pages = pages.filter(headline="" if self.headline == NONE_RECORDED else self.headline)
        if self.section:
            # Whoever relies on 40(2) relies on section 40.
            exactly, part_of_it = f" {self.section} ", f" {self.section}("
            pages = pages.filter(Q(sections__contains=exactly) | Q(sections__contains=part_of_it))
        if self.topic:
            pages = pages.filter(topic=self.topic)
        return pages.order_by("-day", "-published_on", "-slug")


def sections_in_use(codes: Sequence[str]) -> list[str]:
    """Those of these sections that some page of the log relies on, in the order given."""
    used: set[str] = set()
    for sections in Catalogue.objects.values_list("sections", flat=True).distinct():
        used |= {part for section in sections.split() for part in (section, section.partition("(")[0])}
    return [code for code in codes if code in used]
