"""HTTP responses of the pages of figures; the main part of a page about a release is rendered once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from candour.figures.releasing.numbers import Document
from candour.figures.showing.cache import cached
from candour.figures.showing.history import history
from candour.figures.showing.marks import SIGNS
from candour.ledger.actions import is_rehearsal

# A frozen page may be cached by anybody for an hour; one that may change tomorrow must be asked for again.
FROZEN = "public, max-age=3600, immutable"
CHANGING = "no-cache"

Context = Callable[[], Mapping[str, Any]]


def kept_page(
    request: HttpRequest,
    document: Document,
    template: str,
    context: Context,
    *,
    title: str,
    beside: Sequence[str] = (),
) -> HttpResponse:
    """A page about a release; its main part is cached.

    `beside` are the values, other than the document, that the main part depends on. `context` is called only
    when the main part is rendered.
    """
    rehearsal = is_rehearsal()
    body = cached(
        document,
        (template, rehearsal, *beside),
        lambda: body_of(template, {"document": document, "rehearsal": rehearsal, **context()}),
    )
    return _in_frame(request, title, body)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, title: str, status: int = 200
) -> HttpResponse:
    """A page whose main part is rendered at each request."""
    body = body_of(template, {"rehearsal": is_rehearsal(), **context})
    return _in_frame(request, title, body, status=status)


def _in_frame(request: HttpRequest, title: str, body: SafeString, *, status: int = 200) -> HttpResponse:
    """The response: `body` within the navigation of the figures."""
    context = {"title": title, "body": body, "history": history()}
    return render(request, "figures/page.html", context, status=status)


def body_of(template: str, context: Mapping[str, Any]) -> SafeString:
    """The main part of a page, with the signs and the line's history in its context."""
    return render_to_string(template, {"signs": SIGNS, "history": history(), **context})


def plain(words: str, *, status: int = 200, cache: str = "") -> HttpResponse:
    """A response in plain text: one line."""
    answer = HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8")
    if cache:
        answer["Cache-Control"] = cache
    return answer


def file_response(content: bytes, kind: str, *, name: str = "", cache: str = FROZEN) -> HttpResponse:
    """A file of the media type `kind`; with a `name` it is offered as a download under that name."""
    answer = HttpResponse(content, content_type=kind, headers={"Cache-Control": cache})
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
