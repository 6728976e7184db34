"""The permanent page of one number or one table, and the same as SVG, as a line of text, or as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from candour.figures.cells import NOT_AVAILABLE
from candour.figures.files import embeds
from candour.figures.releasing import register
from candour.figures.showing.answering import FROZEN, file_response, kept_page, page, plain
from candour.figures.showing.definitions import BECAME
from candour.figures.showing.history import origin
from candour.figures.showing.marks import SIGNS, days_of, in_day, many, precision
from candour.figures.showing.prints import Print, every_print, find, index, key_of, rule_of
from candour.figures.showing.release_pages import is_frozen, release_or_404
from candour.figures.showing.table_views import drawing, grid, sentence

# A table by force has a bar for each force that is shown.
MOST_BARS = 60


def _print(reference: str, position: int) -> Print:
    """The number at a position of a release; Http404 unless `reference` names one version and it has it."""
    if not is_frozen(reference):
        raise Http404
    document = release_or_404(reference)
    try:
        return Print(document, *document.at(position))
    except KeyError as missing:
        raise Http404 from missing


def _url(request: HttpRequest, address: str) -> str:
    return request.build_absolute_uri(address)


@require_safe
def one_number(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """One number: what it counts, a sentence to copy, and what other releases printed for it."""
    figure = _print(reference, position)
    prints = list(every_print(register.documents(), key_of(figure.number)))
    context = _of_number(request, figure, prints)
    return page(request, "figures/number.html", context, title=_number_title(figure))


def _number_title(figure: Print) -> str:
    """For example "Number 1.1-7: Referrals sent, Kent Police, March to May 2023"."""
    number = figure.number
    name = str(rule_of(figure.document, number.measure).get("name", "")) or figure.table.title
    by = [number.label] if number.by and number.label != days_of(number) else []
    return f"Number {figure.name}: {', '.join([name, *by, days_of(number)])}"


def _of_number(request: HttpRequest, figure: Print, prints: list[Print]) -> Mapping[str, Any]:
    document, table, number = figure.document, figure.table, figure.number
    url = _url(request, figure.address)
    return {
        "print": figure,
        "url": url,
        "rule": rule_of(document, number.measure),
        "days": days_of(number),
        "units": many(number.unit),
        "precision": precision(number),
        "sign": {sign: words for sign, words, _ in SIGNS}.get(number.marker, ""),
        "is_silent": number.marker == NOT_AVAILABLE,
        "sentence": embeds.line_of(document, table, number, url),
        "short": embeds.line_of(document, table, number),
        "whole": _whole(figure),
        "prints": prints,
        "newer": prints[-1] if prints and prints[-1].name != figure.name else None,
        "origin": origin(number),
        "code_words": BECAME.get(number.code, "") if number.by == "became" else "",
        "as_at": _changing(figure),
    }


def corrected_by(figure: Print) -> str:
    """The newest version of the number's release, such as "5.2", where it prints another number or none.

    Empty where the number still stands. Used where a number is shown alone: its page lists every print.
    """
    latest = register.release(str(figure.document.number))
    if latest is None or latest.version == figure.document.version:
        return ""
    now = index(latest).get(key_of(figure.number))
    return "" if now and now.number.text == figure.number.text else latest.reference


def _changing(figure: Print) -> str:
    """The day for which a stock or a cohort was counted, in words; empty for events."""
    days = {"stock": figure.number.until, "cohort": figure.document.as_at}
    return in_day(days[figure.table.kind]) if figure.table.kind in days else ""


def _whole(figure: Print) -> Print | None:
    """The national number that this one is a part of; None if there is none, or it is national itself."""
    number = figure.number
    if not number.by:
        return None
    return find(figure.document, number.measure, since=number.since, until=number.until)


@require_safe
def number_picture(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """One number as an SVG that other sites may embed."""
    figure = _print(reference, position)
    url, correction = _url(request, figure.address), corrected_by(figure)
    drawn = embeds.svg_of(figure.document, figure.table, figure.number, url, corrected_by=correction)
    return file_response(str(drawn).encode(), "image/svg+xml")


@require_safe
def number_line(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """One number as a sentence with its period, unit and version."""
    figure = _print(reference, position)
    url = _url(request, figure.address)
    words = embeds.line_of(
        figure.document, figure.table, figure.number, url, corrected_by=corrected_by(figure)
    )
    return plain(words, cache=FROZEN)


@require_safe
def number_json(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """One number as JSON, with its period, unit, rounding, status and release."""
    figure = _print(reference, position)
    content = json.dumps(_plain(figure, _url(request, figure.address)), indent=1, ensure_ascii=False)
    return file_response(content.encode() + b"\n", "application/json")


def _plain(figure: Print, url: str) -> Mapping[str, Any]:
    number, document, correction = figure.number, figure.document, corrected_by(figure)
    return {
        "number": figure.name,
        "release": document.reference,
        "measure": number.measure,
        "name": rule_of(document, number.measure).get("name", ""),
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
        "table": figure.table.id,
        "kind": figure.table.kind,
        "published": document.goes_public.isoformat(),
        "rehearsal": document.rehearsal,
        "corrected_by": correction,
        "page": url,
        "sentence": embeds.line_of(document, figure.table, number, url, corrected_by=correction),
    }


@require_safe
def one_table(request: HttpRequest, reference: str, table: str) -> HttpResponse:
    """One table with its chart, what it counts, and what its signs mean. Http404 for an empty table."""
    document = release_or_404(reference)
    match = document.table(table)
    if match is None or not match.numbers:
        raise Http404
    return kept_page(
        request,
        document,
        "figures/one_table.html",
        lambda: {
            "table": match,
            "title": sentence(document, match),
            "picture": drawing(match, sentence(document, match), most=MOST_BARS),
            "grid": grid(document, match),
            "rule": rule_of(document, match.measure),
            "hidden": sum(number.marker == "c" for number in match.numbers),
            "rounded": any(number.rounding != "exact" for number in match.numbers),
            "whole": _whole(Print(document, match, match.numbers[0])),
        },
        title=f"Table {match.id}, release {reference}: {match.title}",
        beside=[table],
    )


@require_safe
def table_picture(request: HttpRequest, reference: str, table: str) -> HttpResponse:
    """One table as an SVG that other sites may embed. Http404 unless `reference` names one version."""
    document = release_or_404(reference)
    match = document.table(table)
    if not is_frozen(reference) or match is None or not match.numbers:
        raise Http404
    url = _url(request, f"/figures/table/{document.reference}/{match.id}")
    return file_response(str(embeds.svg_of_table(document, match, url)).encode(), "image/svg+xml")
