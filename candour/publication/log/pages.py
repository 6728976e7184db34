"""Pages of the disclosure log: the list, one page and its versions, and its files."""

import unicodedata

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from candour.foi.requests.lists import topics
from candour.foi.requests.references import slug_of
from candour.ledger.actions import is_rehearsal
from candour.publication.models import LogFile

from . import register
from .document import LogPage
from .fields import fields
from .listing import headline_choices, listing, section_choices, wanted_of, years
from .notes_beside import also_brought_in, notes_of
from .showing import shown

# What a browser may show by itself, in its own window; everything else is saved.
_SHOWN = ("application/pdf", "image/png", "image/jpeg")


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Every answered request: found by words, or newest first; narrowed by year, decision, section, topic."""
    wanted = wanted_of(request.GET.dict())
    context = {
        "listing": listing(wanted),
        "wanted": wanted,
        "years": years(),
        "headlines": headline_choices(),
        "sections": section_choices(wanted.section),
        "topics": topics(),
        "feed": f"{reverse('foi_log_feed')}?{wanted.query()}".rstrip("?"),
    }
    return render(request, "publication/log.html", context)


@require_safe
def log_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One answered request as it stands now. Any way of writing its reference leads to its one address."""
    page = register.newest(slug)
    if page is None:
        return old_reference(request, slug)
    return _page(request, page)


@require_safe
def old_reference(request: HttpRequest, reference: str) -> HttpResponse:
    """The way to a page from its reference in either style and any case; Http404 if it is not in the log."""
    slug = slug_of(reference)
    if slug is None or slug == reference or register.newest(slug) is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse("foi_log_page", args=[slug]))


@require_safe
def log_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of a page for good, with a way to the newest."""
    page = register.version(slug, number)
    if page is None and (now := register.newest(slug)) and now.gone:
        return redirect("foi_log_page", slug)
    return _page(request, _there(page), is_version=True)


@require_safe
def log_file(request: HttpRequest, slug: str, number: int, place: int) -> HttpResponse:
    """One file of a version, byte for byte as it was published."""
    file = register.file_of(slug, number, place)
    if file is None:
        raise Http404
    kind = file.media_type if file.media_type in _SHOWN else "application/octet-stream"
    answer = HttpResponse(bytes(file.content), content_type=kind)
    manner = "inline" if kind in _SHOWN else "attachment"
    answer["Content-Disposition"] = f'{manner}; filename="{_plain(file)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def log_fields(request: HttpRequest) -> HttpResponse:
    """What each field of the log's files means."""
    return render(request, "publication/log_fields.html", {"columns": fields("csv"), "keys": fields("json")})


def _page(request: HttpRequest, page: LogPage, *, is_version: bool = False) -> HttpResponse:
    served = register.versions(page.slug)
    context = {
        **shown(page),
        "notes": [] if page.gone else notes_of(page.slug),
        "also": also_brought_in(page),
        "versions": served,
        "newer": served[0] if served and served[0].version > page.version else None,
        "is_version": is_version,
        "sha256": next((version.sha256 for version in served if version.version == page.version), ""),
        "url": request.build_absolute_uri(page.address),
        "rehearsal": is_rehearsal(),
    }
    # 410: the content is gone for good, while the stub at its address still says why.
    return render(request, "publication/log_page.html", context, status=410 if page.gone else 200)


def _there(page: LogPage | None) -> LogPage:
    if page is None:
        raise Http404
    return page


def _plain(file: LogFile) -> str:
    """A file's name that no header can trip over."""
    name = unicodedata.normalize("NFKD", file.name).encode("ascii", "ignore").decode()
    return (
        "".join(character for character in name if character.isalnum() or character in "._- ")
        or f"file-{file.place}"
    )
