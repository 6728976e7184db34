"""Pages and files of releases: the list, one release, its files, the feed, and the schema."""

import re
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from candour.figures.files import feed
from candour.figures.releasing import register
from candour.figures.releasing.numbers import Document
from candour.figures.releasing.register import Entry
from candour.figures.showing.answering import CHANGING, FROZEN, kept_page, page, taken_away
from candour.figures.showing.downloads import download, links
from candour.figures.showing.findings import BY_TIME, finding
from candour.figures.showing.prints import revised
from candour.ledger.actions import is_rehearsal

SCHEMA = "release.schema.json"
_REFERENCE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,4})?")


def release_or_404(reference: str) -> Document:
    """The release of that reference; Http404 if nothing of the kind is public."""
    found = register.release(reference) if _REFERENCE.fullmatch(reference) else None
    if found is None:
        raise Http404
    return found


def entry_of(document: Document) -> Entry | None:
    """How the list of releases shows this one."""
    return next((one for one in register.released() if one.reference == document.reference), None)


def is_frozen(reference: str) -> bool:
    """Whether the reference names one version for good ("4.1"), and not the newest of several ("4")."""
    return "." in reference


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every release and every version of it, newest first."""
    return page(request, "figures/releases.html", {"entries": register.released()}, title="All releases")


@require_safe
def one_release(request: HttpRequest, reference: str) -> HttpResponse:
    """One release: what it is about, its tables, its files, and what it changes."""
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
            "answers": [finding(document, table) for table in document.tables] if document.asked else [],
            "over_time": [table for table in document.tables if table.by in (*BY_TIME, "total", "day")],
            "in_parts": [table for table in document.tables if table.by not in (*BY_TIME, "total", "day")],
        },
        title=f"Release {document.reference}",
        beside=[newer.reference if newer else ""],
    )


@require_safe
def release_file(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """One file of a release, byte for byte as it was frozen."""
    release_or_404(reference)
    known, content = download(name), register.file_of(reference, name)
    if known is None or content is None:
        raise Http404
    keep = "" if known.kind.startswith(("text/plain", "application/json")) else f"{_stem(reference)}-{name}"
    return taken_away(content, known.kind, name=keep, cache=FROZEN if is_frozen(reference) else CHANGING)


def _stem(reference: str) -> str:
    return f"release-{reference}"


@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """The releases as a feed that a reader's program can follow."""
    address = request.build_absolute_uri("/").rstrip("/")
    content = feed.atom(register.released(), address, rehearsal=is_rehearsal())
    return taken_away(content, "application/atom+xml", cache=CHANGING)


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """What a release's JSON looks like, as a JSON Schema."""
    content = files("candour.figures").joinpath("data", SCHEMA).read_bytes()
    return taken_away(content, "application/schema+json", cache=CHANGING)
