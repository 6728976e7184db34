"""Pages and files of releases: the list, one release, its files, the feed, and the schema."""

import re
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from candour.figures.files import feed
from candour.figures.releasing import register
from candour.figures.releasing.numbers import Document
from candour.figures.releasing.register import RegisterEntry
from candour.figures.showing.answering import CHANGING, FROZEN, file_response, kept_page, page
from candour.figures.showing.downloads import download, links
from candour.figures.showing.prints import revised
from candour.figures.showing.table_views import BY_TIME, table_view
from candour.ledger.actions import is_rehearsal

SCHEMA = "release.schema.json"
_REFERENCE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,4})?")


def release_or_404(reference: str) -> Document:
    """The release of that reference ("4.1", or "4" for its newest version); Http404 if it is not public."""
    document = register.release(reference) if _REFERENCE.fullmatch(reference) else None
    if document is None:
        raise Http404
    return document


def entry_of(document: Document) -> RegisterEntry | None:
    """The row of the list of releases that is about this version; None if it is not public."""
    return next((entry for entry in register.released() if entry.reference == document.reference), None)


def is_frozen(reference: str) -> bool:
    """Whether the reference names one version ("4.1"), which never changes, and not the newest ("4")."""
    return "." in reference


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every release and every version of it, newest first."""
    return page(request, "figures/releases.html", {"entries": register.released()}, title="All releases")


@require_safe
def one_release(request: HttpRequest, reference: str) -> HttpResponse:
    """One release: its period, its tables, its files, and what it changes."""
    document = release_or_404(reference)
    entry = entry_of(document)
    newer = register.release(str(document.number))
    return kept_page(
        request,
        document,
        "figures/release.html",
        lambda: {
            "entry": entry,
            "newer": newer if newer and newer.version > document.version else None,
            "downloads": links(document, all_of_them=True),
            "revised": revised(document),
            "answers": [table_view(document, table) for table in document.tables] if document.asked else [],
            "over_time": [table for table in document.tables if table.by in (*BY_TIME, "total", "day")],
            "in_parts": [table for table in document.tables if table.by not in (*BY_TIME, "total", "day")],
        },
        title=f"Release {reference}",
        beside=[newer.reference if newer else ""],
    )


@require_safe
def release_file(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """One file of a release, with the bytes that were frozen. Http404 for any other name."""
    release_or_404(reference)
    file, content = download(name), register.file_of(reference, name)
    if file is None or content is None:
        raise Http404
    keep = "" if file.kind.startswith(("text/plain", "application/json")) else f"{_stem(reference)}-{name}"
    return file_response(content, file.kind, name=keep, cache=FROZEN if is_frozen(reference) else CHANGING)


def _stem(reference: str) -> str:
    return f"release-{reference}"


@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """The releases as an Atom feed."""
    address = request.build_absolute_uri("/").rstrip("/")
    content = feed.atom(register.released(), address, rehearsal=is_rehearsal())
    return file_response(content, "application/atom+xml", cache=CHANGING)


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a release's figures.json."""
    content = files("candour.figures").joinpath("data", SCHEMA).read_bytes()
    return file_response(content, "application/schema+json", cache=CHANGING)
