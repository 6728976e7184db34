"""What already answers a question, before it is asked: past answers, published figures, the scheme."""

import html
import re
from collections.abc import Iterable
from functools import cache

from candour.figures.files.embeds import line_of
from candour.figures.measures import Measure, labels, measures
from candour.figures.releasing import register
from candour.figures.releasing.numbers import AD_HOC, Document
from candour.figures.showing.prints import Print, index
from candour.foi.requests.similar import FIGURE, PAST_ANSWER, SCHEME, Offer
from candour.publication.scheme.classes import SchemeItem, items
from candour.store.small_index import Shelf
from candour.store.stems import LONGEST_TEXT

from .finding import find

# Less of a question than this is another question.
_NEAR_IN_LOG, _NEAR_FIGURE, _NEAR_SCHEME = 0.45, 0.4, 0.45
_MOST_FIGURES, _MOST_OF_SCHEME = 2, 1
_KINDS = ("channel", "category", "closing", "not_referred")
_DATES = re.compile(
    r"\b(\d+(st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|year|month|quarter)s?\b",
    re.IGNORECASE,
)


def offers(text: str, limit: int = 5) -> list[Offer]:
    """What may answer a text: past answers first, then figures and the scheme. Empty if nothing is near."""
    others = [*_figures(text), *_scheme(text)][: max(limit - 1, 0)]
    past = [
        Offer(PAST_ANSWER, row.name, row.url, _plain(row.snippet))
        for row in find(text, limit=limit).rows
        if row.nearness >= _NEAR_IN_LOG
    ]
    return ([*past[: limit - len(others)], *others] if text.strip() else [])[:limit]


def _plain(snippet: str) -> str:
    """A snippet as plain text: its only tags are the marks."""
    return html.unescape(snippet.replace("<mark>", "").replace("</mark>", "")).strip()


def _scheme(text: str) -> Iterable[Offer]:
    found = _scheme_shelf().nearest(text, limit=_MOST_OF_SCHEME, least=_NEAR_SCHEME)
    return [Offer(SCHEME, one.title, one.path, one.summary) for one in found]


@cache
def _scheme_shelf() -> Shelf[SchemeItem]:
    shelf: Shelf[SchemeItem] = Shelf()
    for one in items():
        if one.is_published:
            shelf.put(one, one.title, one.summary)
    return shelf


def _figures(text: str) -> Iterable[Offer]:
    asked = _asked_before(text)
    # Which days are meant does not tell one measure from another.
    undated = _DATES.sub(" ", text[:LONGEST_TEXT])
    found = _measure_shelf().nearest(undated, limit=_MOST_FIGURES - len(asked), least=_NEAR_FIGURE)
    return [*asked, *(_figure(one) for one in found)]


@cache
def _measure_shelf() -> Shelf[Measure]:
    """Every measure by its name, its words, and the words of the codes that it is broken down by."""
    shelf: Shelf[Measure] = Shelf()
    for one in measures().values():
        parts = " ".join(word for kind in one.by if kind in _KINDS for word in labels(kind).values())
        shelf.put(one, one.name, one.words, f"{one.definition} {parts}")
    return shelf


def _figure(measure: Measure) -> Offer:
    """The newest number of a measure, on its own page; what it counts, if there is none yet."""
    printed = _newest_print(measure.code)
    if printed is None:
        return Offer(FIGURE, measure.name, f"/figures/how-we-count#{measure.code}", measure.words)
    said = line_of(printed.document, printed.table, printed.number)
    return Offer(FIGURE, printed.name_in_words, printed.address, said)


def _newest_print(code: str) -> Print | None:
    """The national number of the longest and latest period that the newest release or year shows."""
    for document in (register.newest(), register.newest_annual()):
        if document is not None and (found := _longest(document, code)):
            return found
    return None


def _longest(document: Document, code: str) -> Print | None:
    shown = [
        one
        for one in index(document).values()
        if one.number.measure == code and not one.number.by and one.number.value is not None
    ]
    days = [(one.number.until - one.number.since, one.number.until, -one.number.place) for one in shown]
    return shown[days.index(max(days))] if shown else None


def _asked_before(text: str) -> list[Offer]:
    """The questions that an ad hoc figure answered, where one is near."""
    newest = {one.number: one for one in register.documents() if one.kind == AD_HOC}
    shelf: Shelf[Document] = Shelf()
    for document in newest.values():
        shelf.put(document, document.question or document.title, document.title)
    return [
        Offer(FIGURE, one.question or one.title, f"/figures/releases/{one.reference}", _answer_of(one))
        for one in shelf.nearest(text, limit=1, least=_NEAR_FIGURE)
    ]


def _answer_of(document: Document) -> str:
    """The first number that an ad hoc figure gives, as a sentence; its title where it gives none."""
    table = next((one for one in document.tables if one.numbers), None)
    return line_of(document, table, table.numbers[0]) if table else document.title
