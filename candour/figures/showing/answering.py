"""How a page of figures is answered: its main part is drawn once for a release, and kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from candour.figures.releasing.numbers import Document
from candour.figures.showing.history import history
from candour.figures.showing.keeping import kept
from candour.figures.showing.marks import SIGNS
from candour.ledger.actions import is_rehearsal

# What is frozen may be kept by anybody for an hour; what may be replaced tomorrow is asked for again.
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
    """A page about a release. `beside` names everything else that its main part depends on."""
    rehearsal = is_rehearsal()
    body = kept(
        document,
        (template, rehearsal, *beside),
        lambda: body_of(template, {"document": document, "rehearsal": rehearsal, **context()}),
    )
    return _in_frame(request, title, body)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, title: str, status: int = 200
) -> HttpResponse:
    """A page that is drawn afresh each time."""
    body = body_of(template, {"rehearsal": is_rehearsal(), **context})
    return _in_frame(request, title, body, status=status)


def _in_frame(request: HttpRequest, title: str, body: SafeString, *, status: int = 200) -> HttpResponse:
    """The body with the navigation of the figures around it."""
    context = {"title": title, "body": body, "history": history()}
    return render(request, "figures/page.html", context, status=status)


def body_of(template: str, context: Mapping[str, Any]) -> SafeString:
    """The main part of a page; the signs are explained on each."""
    return render_to_string(template, {"signs": SIGNS, "history": history(), **context})


def plain(words: str, *, status: int = 200, cache: str = "") -> HttpResponse:
    """Words alone, on a line."""
    answer = HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8")
    if cache:
        answer["Cache-Control"] = cache
    return answer


def taken_away(content: bytes, kind: str, *, name: str = "", cache: str = FROZEN) -> HttpResponse:
    """A file: its bytes, what it is, and the name to keep it under where it is not for looking at."""
    answer = HttpResponse(content, content_type=kind, headers={"Cache-Control": cache})
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
