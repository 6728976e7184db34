"""What already answers a question, before it is asked: past answers, published figures, the scheme."""

import html
import re
from collections.abc import Iterable
from functools import cache

from candour.figures.files.embeds import line_of
from candour.figures.measures import Measure, labels, measures
from candour.figures.releasing import register
from candour.figures.releasing.numbers import AD_HOC, Document
from candour.figures.showing.prints import Print
from candour.figures.showing.prints import index as prints_of
from candour.foi.requests.similar import FIGURE, PAST_ANSWER, SCHEME, Offer
from candour.publication.models import Catalogue
from candour.publication.scheme.classes import SchemeItem, items
from candour.store.small_index import SmallIndex
from candour.store.stems import LONGEST_TEXT

from .finding import find
from .ranking import typed_text

# What has less of a question than this answers another one: in the log, of the figures, in the scheme.
_LEAST_IN_LOG, _LEAST_OF_FIGURES, _LEAST_OF_SCHEME = 0.45, 0.36, 0.45
_MOST_FIGURES, _MOST_OF_SCHEME = 2, 1
_KINDS = ("channel", "category", "closing", "not_referred")
_DATES = re.compile(
    r"\b(\d+(st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|year|month|quarter)s?\b",
    re.IGNORECASE,
)


def offers(text: str, limit: int = 5) -> list[Offer]:
    """What may answer a text: past answers first, then figures and the scheme. Empty if nothing is near."""
    if not text.strip():
        return []
    others = [*_figures(text), *_scheme(text)][: max(limit - 1, 0)]
    return [*_past_answers(text, limit)[: limit - len(others)], *others][:limit]


def _past_answers(text: str, limit: int) -> list[Offer]:
    rows = find(text, limit=limit).rows
    pages, query = Catalogue.objects.in_bulk([row.slug for row in rows]), typed_text(text[:LONGEST_TEXT])
    return [
        Offer(PAST_ANSWER, row.name, row.url, _plain(row.snippet))
        for row in rows
        if query.nearness(pages[row.slug]) >= _LEAST_IN_LOG
    ]


def _plain(snippet: str) -> str:
    """A snippet as plain text: its only tags are the marks."""
    return html.unescape(snippet.replace("<mark>", "").replace("</mark>", "")).strip()


def _scheme(text: str) -> Iterable[Offer]:
    items_near = _scheme_index().nearest(text, limit=_MOST_OF_SCHEME, least=_LEAST_OF_SCHEME)
    return [Offer(SCHEME, item.title, item.path, item.summary) for item in items_near]


@cache
def _scheme_index() -> SmallIndex[SchemeItem]:
    """Every published item of the scheme by its title and summary."""
    index: SmallIndex[SchemeItem] = SmallIndex()
    for item in items():
        if item.is_published:
            index.put(item, item.title, item.summary)
    return index


def _figures(text: str) -> Iterable[Offer]:
    answered = _answered_by_figures(text)
    # Which days are meant does not tell one measure from another.
    undated = _DATES.sub(" ", text[:LONGEST_TEXT])
    limit = _MOST_FIGURES - len(answered)
    return [
        *answered,
        *map(_figure, _measure_index().nearest(undated, limit=limit, least=_LEAST_OF_FIGURES)),
    ]


@cache
def _measure_index() -> SmallIndex[Measure]:
    """Every measure by its name, its words, and the words of the codes that it is broken down by."""
    index: SmallIndex[Measure] = SmallIndex()
    for measure in measures().values():
        parts = " ".join(words for kind in measure.by if kind in _KINDS for words in labels(kind).values())
        index.put(measure, measure.name, measure.words, f"{measure.definition} {parts}")
    return index


def _figure(measure: Measure) -> Offer:
    """The newest number of a measure, on its own page; what it counts, if there is none yet."""
    newest = _newest_print(measure.code)
    if newest is None:
        return Offer(FIGURE, measure.name, f"/figures/how-we-count#{measure.code}", measure.words)
    return Offer(
        FIGURE, newest.name_in_words, newest.address, line_of(newest.document, newest.table, newest.number)
    )


def _newest_print(code: str) -> Print | None:
    """The national number of the longest and latest period that the newest release or year shows."""
    for document in (register.newest(), register.newest_annual()):
        if document is not None and (longest := _longest(document, code)):
            return longest
    return None


def _longest(document: Document, code: str) -> Print | None:
    prints = [
        printed
        for printed in prints_of(document).values()
        if printed.number.measure == code and not printed.number.by and printed.number.value is not None
    ]
    return max(
        prints,
        key=lambda printed: (
            printed.number.until - printed.number.since,
            printed.number.until,
            -printed.number.place,
        ),
        default=None,
    )


def _answered_by_figures(text: str) -> list[Offer]:
    """The questions that an ad hoc figure answered, where one is near."""
    newest = {document.number: document for document in register.documents() if document.kind == AD_HOC}
    index: SmallIndex[Document] = SmallIndex()
    for document in newest.values():
        index.put(document, document.question or document.title, document.title)
    return [
        Offer(
            FIGURE,
            document.question or document.title,
            f"/figures/releases/{document.reference}",
            _answer_of(document),
        )
        for document in index.nearest(text, limit=1, least=_LEAST_OF_FIGURES)
    ]


def _answer_of(document: Document) -> str:
    """The first number that an ad hoc figure gives, as a sentence; its title where it gives none."""
    table = next((table for table in document.tables if table.numbers), None)
    return line_of(document, table, table.numbers[0]) if table else document.title
