"""The public door's pages that belong to no other room."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candour.codes.categories import reporter_categories
from candour.forces.models import Agreement

from .helplines import helplines

NEVER_SHOWN = ("csrfmiddlewaretoken", "sent_again")
# Whoever has these reads the messages, so they are never written out on a page that nobody asked for.
SECRET = ("words", "mark")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The start: what the line is for and not for, what happens next, and what nobody can promise."""
    conducts = [category.reporter_label.removeprefix("They ") for category in reporter_categories()]
    return render(request, "pages/home.html", {"conducts": conducts})


@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """What becomes of a report, step by step, and what we cannot promise."""
    return render(request, "pages/how_it_works.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep, what we do not, and who can read it."""
    keeps = {"keeps_reports": settings.KEEPS_REPORTS, "keeps_requests": settings.KEEPS_REQUESTS}
    return render(request, "pages/privacy.html", keeps)


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """The one cookie."""
    return render(request, "pages/cookies.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages are made so that everyone can use them, and where they fall short."""
    return render(request, "pages/accessibility.html")


@require_safe
def funding(request: HttpRequest) -> HttpResponse:
    """Who pays for the line, how much, and for which period."""
    return render(request, "pages/funding.html", {"agreements": Agreement.objects.all()})


@require_safe
def get_help(request: HttpRequest) -> HttpResponse:
    """Who helps with what this line cannot do, with their telephone numbers."""
    lines = helplines()
    checked_on = min((line.checked_on for line in lines), default=None)
    return render(request, "pages/help.html", {"lines": lines, "checked_on": checked_on})


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose cookie has gone comes back with all that was typed, ready to be sent again.

    Only one that came from our own pages: another site's form gets no button, or it could send what it
    likes in the reader's name. What it held is still written out, so that nothing typed is lost.
    """
    if _is_work_door(request):
        return render(request, "403_csrf.html", status=403)
    answers = {name: request.POST.getlist(name) for name in request.POST if name not in NEVER_SHOWN}
    if not _is_ours(reason):
        typed = [
            text for name, texts in answers.items() if name not in SECRET for text in texts if " " in text
        ]
        return render(request, "pages/form_from_elsewhere.html", {"typed": typed}, status=403)
    page = {"kept": {**answers, "sent_again": "1"}, "again": "sent_again" in request.POST}
    return render(request, "pages/form_too_old.html", page, status=403)


def _is_work_door(request: HttpRequest) -> bool:
    return request.path.split("/")[1] in ("desk", "force")


def _is_ours(reason: str) -> bool:
    """Django asks for the origin first; its other objections ("CSRF cookie …") are to forms of our own."""
    return reason.startswith("CSRF ")
