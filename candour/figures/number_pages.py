"""The permanent page of one number or one table, and the same as a picture, a line of words, or JSON."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from candour.figures.files import embeds
from candour.figures.releasing import register
from candour.figures.releasing.numbers import NOT_AVAILABLE
from candour.figures.showing.answering import FROZEN, kept_page, page, plain, taken_away
from candour.figures.showing.definitions import BECAME
from candour.figures.showing.findings import drawing, grid, sentence
from candour.figures.showing.history import origin
from candour.figures.showing.marks import SIGNS, days_of, in_day, many, precision
from candour.figures.showing.prints import Print, every_print, find, index, key_of, told

from .release_pages import is_frozen, release_or_404

# A table by force has a bar for each force that is shown.
MOST_BARS = 60


def _print(reference: str, place: int) -> Print:
    """The number of that name; Http404 unless a version for good is named and has it."""
    if not is_frozen(reference):
        raise Http404
    document = release_or_404(reference)
    try:
        return Print(document, *document.at(place))
    except KeyError as missing:
        raise Http404 from missing


def _url(request: HttpRequest, address: str) -> str:
    return request.build_absolute_uri(address)


@require_safe
def one_number(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """One number for good: what it counts, a sentence to copy, and what other releases printed for it."""
    found = _print(reference, place)
    prints = list(every_print(register.documents(), key_of(found.number)))
    return page(request, "figures/number.html", _of_number(request, found, prints), title="One number")


def _of_number(request: HttpRequest, found: Print, prints: list[Print]) -> Mapping[str, Any]:
    document, table, number = found.document, found.table, found.number
    url = _url(request, found.address)
    return {
        "print": found,
        "url": url,
        "told": told(document, number.measure),
        "days": days_of(number),
        "units": many(number.unit),
        "precision": precision(number),
        "sign": {sign: words for sign, words, _ in SIGNS}.get(number.marker, ""),
        "is_silent": number.marker == NOT_AVAILABLE,
        "sentence": embeds.line_of(document, table, number, url),
        "short": embeds.line_of(document, table, number),
        "whole": _whole(found),
        "prints": prints,
        "newer": prints[-1] if prints and prints[-1].name != found.name else None,
        "origin": origin(number),
        "code_words": BECAME.get(number.code, "") if number.by == "became" else "",
        "as_at": _changing(found),
    }


def corrected_by(found: Print) -> str:
    """The newest version of the number's release, such as "5.2", where it prints another number or none.

    Empty where the number still stands. Only what goes out by itself asks: a page shows every print.
    """
    latest = register.release(str(found.document.number))
    if latest is None or latest.version == found.document.version:
        return ""
    now = index(latest).get(key_of(found.number))
    return "" if now and now.number.text == found.number.text else latest.reference


def _changing(found: Print) -> str:
    """The day that a stock or a cohort is about, in words; empty for what happened and stays so."""
    days = {"stock": found.number.until, "cohort": found.document.as_at}
    return in_day(days[found.table.kind]) if found.table.kind in days else ""


def _whole(found: Print) -> Print | None:
    """The national number that this one is a part of."""
    number = found.number
    if not number.by:
        return None
    return find(found.document, number.measure, since=number.since, until=number.until)


@require_safe
def number_picture(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """One number as a picture that another page may show."""
    found = _print(reference, place)
    url, correction = _url(request, found.address), corrected_by(found)
    drawn = embeds.svg_of(found.document, found.table, found.number, url, corrected_by=correction)
    return taken_away(str(drawn).encode(), "image/svg+xml")


@require_safe
def number_line(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """One number as a sentence with its period, unit and version."""
    found = _print(reference, place)
    url = _url(request, found.address)
    said = embeds.line_of(found.document, found.table, found.number, url, corrected_by=corrected_by(found))
    return plain(said, cache=FROZEN)


@require_safe
def number_json(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    """One number with everything that belongs to it, for programs."""
    found = _print(reference, place)
    content = json.dumps(_plain(found, _url(request, found.address)), indent=1, ensure_ascii=False)
    return taken_away(content.encode() + b"\n", "application/json")


def _plain(found: Print, url: str) -> Mapping[str, Any]:
    number, document, correction = found.number, found.document, corrected_by(found)
    return {
        "number": found.name,
        "release": document.reference,
        "measure": number.measure,
        "name": told(document, number.measure).get("name", ""),
        "unit": number.unit,
        "from": number.since.isoformat(),
        "to": number.until.isoformat(),
        "as_at": document.as_at.isoformat(),
        "by": number.by,
        "code": number.code,
        "label": number.label,
        "value": number.value,
        "marker": number.marker,
        "rounding": number.rounding,
        "status": number.status,
        "was": number.was,
        "why": number.why,
        "table": found.table.id,
        "kind": found.table.kind,
        "published": document.goes_public.isoformat(),
        "rehearsal": document.rehearsal,
        "corrected_by": correction,
        "page": url,
        "sentence": embeds.line_of(document, found.table, number, url, corrected_by=correction),
    }


@require_safe
def one_table(request: HttpRequest, reference: str, table: str) -> HttpResponse:
    """One table with its picture beside it, what it counts, and what its signs mean."""
    document = release_or_404(reference)
    found = document.table(table)
    if found is None or not found.numbers:
        raise Http404
    return kept_page(
        request,
        document,
        "figures/one_table.html",
        lambda: {
            "table": found,
            "title": sentence(document, found),
            "picture": drawing(found, sentence(document, found), most=MOST_BARS),
            "grid": grid(document, found),
            "told": told(document, found.measure),
            "hidden": sum(one.marker == "c" for one in found.numbers),
            "rounded": any(one.rounding != "exact" for one in found.numbers),
            "whole": _whole(Print(document, found, found.numbers[0])),
        },
        title="One table",
        beside=[table],
    )


@require_safe
def table_picture(request: HttpRequest, reference: str, table: str) -> HttpResponse:
    """One table's picture, for another page to show."""
    document = release_or_404(reference)
    found = document.table(table)
    if not is_frozen(reference) or found is None or not found.numbers:
        raise Http404
    url = _url(request, f"/figures/table/{document.reference}/{found.id}")
    return taken_away(str(embeds.svg_of_table(document, found, url)).encode(), "image/svg+xml")
