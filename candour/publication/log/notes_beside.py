"""Readers' notes as a page shows them, with the measure beside a press figure that misreports it."""

from dataclasses import dataclass

from candour.figures.measures import measures
from candour.figures.releasing import register as figures
from candour.figures.releasing.numbers import Document, Number
from candour.foi.deciding.citing import CitedNumber, cite
from candour.publication.models import Annotation, Catalogue

from .document import LogPage
from .showing import followable

MOST_BESIDE = 5


@dataclass(frozen=True)
class NoteBeside:
    """One note, and what the measure that it misreports counts: its newest figure, if one is published."""

    note: Annotation
    measure: str = ""
    name: str = ""
    counts: str = ""
    figure: CitedNumber | None = None

    @property
    def link(self) -> str:
        """Where its source can be read; empty where nothing may be linked to."""
        return followable(self.note.source_url)


def notes_of(slug: str) -> list[NoteBeside]:
    """The notes that stand beside a page, in their order."""
    return [_noted(note) for note in Annotation.objects.filter(slug=slug)]


def _noted(note: Annotation) -> NoteBeside:
    measure = measures().get(note.measure)
    if measure is None:
        return NoteBeside(note)
    return NoteBeside(note, note.measure, measure.name, measure.words, newest_figure(note.measure))


def also_brought_in(page: LogPage) -> list[Catalogue]:
    """Other pages that were brought in without their days, for one that was too; the newest first.

    They are read each time, and are no part of the frozen page: one that came first must name those after it.
    """
    if page.gone or page.received_on:
        return []
    others = Catalogue.objects.filter(received_on=None, answered_on=None).exclude(slug=page.slug)
    return list(others.order_by("-published_on", "slug")[:MOST_BESIDE])


def newest_figure(measure: str) -> CitedNumber | None:
    """The newest published number of a measure for the whole country; None while there is none."""
    for document in (figures.newest_annual(), figures.newest()):
        number = _national(document, measure) if document else None
        if document and number:
            return cite(document.reference, number.place)
    return None


def _national(document: Document, measure: str) -> Number | None:
    """Its total of the whole period; else its last number without a code."""
    totals = [
        number
        for number in document.numbers()
        if number.measure == measure and not number.by and number.value is not None
    ]
    whole = [number for number in totals if (number.since, number.until) == (document.since, document.until)]
    return next(iter(whole or totals[-1:]), None)
