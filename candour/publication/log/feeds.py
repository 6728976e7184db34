"""The log for programs: a feed of what is new or found, one page as JSON, all of it as JSON and as CSV."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import register
from .document import to_bytes
from .feed import atom
from .listing import listing, newest_entries, wanted_of
from .whole import csv_pieces, json_pieces

CHANGING = "no-cache"
MOST_ENTRIES = 50


@require_safe
def log_feed(request: HttpRequest) -> HttpResponse:
    """The newest pages of the log, or of a search in it, as a feed that a reader's program can follow."""
    wanted = wanted_of(request.GET.dict())
    if wanted.narrows:
        pages = [row.page for row in listing(wanted, limit=MOST_ENTRIES).rows]
    else:
        pages = newest_entries(MOST_ENTRIES)
    content = atom(pages, _base(request), query=wanted.query(), searched=wanted.text)
    return HttpResponse(content, content_type="application/atom+xml", headers={"Cache-Control": CHANGING})


@require_safe
def page_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """One page, or one version of it, as its document."""
    page = register.newest(slug) if number is None else register.version(slug, number)
    if page is None:
        raise Http404
    status = 410 if page.gone else 200
    return HttpResponse(to_bytes(page), content_type="application/json", status=status)


@require_safe
def whole_json(request: HttpRequest) -> StreamingHttpResponse:
    """The whole log as one JSON document."""
    answer = StreamingHttpResponse(json_pieces(_base(request)), content_type="application/json")
    answer["Cache-Control"] = CHANGING
    return answer


@require_safe
def whole_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The whole log as CSV, a row a question."""
    answer = StreamingHttpResponse(csv_pieces(_base(request)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="disclosure-log.csv"'
    answer["Cache-Control"] = CHANGING
    return answer


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("home")).rstrip("/")
