"""The public door's pages of figures: the newest release, forces, how we count, and what was asked."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from candour.figures.counting import queries
from candour.figures.releasing import register
from candour.figures.releasing.numbers import Document
from candour.figures.releasing.register import TO_COME, Announced
from candour.figures.showing import past_questions, profiles, right_numbers
from candour.figures.showing.answering import kept_page, page
from candour.figures.showing.code_lists import code_lists
from candour.figures.showing.definitions import defined, groups
from candour.figures.showing.history import history
from candour.figures.showing.newest_page import cohorts_page, newest_page, year_page
from candour.forces.models import Agreement, Force


def _upcoming() -> Announced | None:
    return next((announced for announced in register.calendar() if announced.state == TO_COME), None)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The newest release: its headline, then every number with its chart, definition and link."""
    document, upcoming = register.newest(), _upcoming()
    if document is None:
        return page(request, "figures/none_yet.html", {"upcoming": upcoming}, title="Figures")
    annual = register.newest_annual()
    return kept_page(
        request,
        document,
        "figures/newest.html",
        lambda: newest_page(document, annual, upcoming=upcoming),
        title="Figures",
        beside=[annual.reference if annual else "", str(upcoming)],
    )


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The newest annual release: by force, kind of conduct, reason and outcome."""
    annual = register.newest_annual()
    if annual is None:
        return page(request, "figures/none_yet.html", {"upcoming": _upcoming()}, title="The latest year")
    return kept_page(request, annual, "figures/year.html", lambda: year_page(annual), title="The latest year")


@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    """What had become of the referrals of each quarter; the sums, and what was revised."""
    document = register.newest()
    if document is None:
        context = {"upcoming": _upcoming()}
        return page(request, "figures/none_yet.html", context, title="What had become of referrals")
    return kept_page(
        request,
        document,
        "figures/cohorts.html",
        lambda: cohorts_page(document),
        title="What had become of referrals",
    )


@require_safe
def forces(request: HttpRequest) -> HttpResponse:
    """Every force by name, with three of its numbers."""
    annual = register.newest_annual()
    if annual is None:
        return page(request, "figures/none_yet.html", {"upcoming": _upcoming()}, title="Forces")
    return kept_page(
        request,
        annual,
        "figures/forces.html",
        lambda: {
            "grid": profiles.forces_grid(annual),
            "without": profiles.forces_without_a_number(annual),
        },
        title="Forces",
    )


@require_safe
def force(request: HttpRequest, slug: str) -> HttpResponse:
    """One force's numbers of the newest year; another name of the force redirects to its page.

    Http404 for any other word, and before the first annual release.
    """
    annual = register.newest_annual()
    names = dict(profiles.forces(annual)) if annual else {}
    if annual is None:
        raise Http404
    if slug not in names:
        return _by_another_name(slug, names)
    site = request.build_absolute_uri("/").rstrip("/")
    return kept_page(
        request,
        annual,
        "figures/force.html",
        lambda: {"name": names[slug], "site": site, **profiles.force_page(annual, slug)},
        title=names[slug],
        beside=[slug, site],
    )


def _by_another_name(word: str, names: Mapping[str, str]) -> HttpResponse:
    short = {force.slug: force.short_name for force in Force.objects.filter(slug__in=names)}
    slug = profiles.slug_of(word, names, short)
    if slug is None:
        raise Http404
    return redirect("figures_force", slug)


@require_safe
def how_we_count(request: HttpRequest) -> HttpResponse:
    """Every counting rule as the newest release has it, and the lists of codes."""
    document = register.newest()
    if document is None:
        context = {**_rules(document), "document": None}
        return page(request, "figures/how_we_count.html", context, title="How we count")
    return kept_page(
        request,
        document,
        "figures/how_we_count.html",
        lambda: _rules(document),
        title="How we count",
    )


def _rules(document: Document | None) -> dict[str, Any]:
    return {"groups": groups(defined(document)), "lists": code_lists(), "standing": queries.standing()}


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """The page on disclosure control."""
    return page(request, "figures/protection.html", {}, title="How we protect people in figures")


@require_safe
def misreported(request: HttpRequest) -> HttpResponse:
    """Each number that others misprinted, beside the right one. Http404 for a line without such content."""
    if not history().misprints:
        raise Http404
    context = {"corrections": right_numbers.corrected_misprints(register.documents())}
    return page(request, "figures/misreported.html", context, title="What was misreported")


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Questions from before the releases, answered from them. Http404 for a line without such content."""
    if not history().questions:
        raise Http404
    context = {
        "questions": past_questions.answered_questions(register.documents()),
        "agreements": Agreement.objects.all(),
        "newest": register.newest(),
    }
    return page(request, "figures/answers.html", context, title="What was asked")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every announced day: to come, published, or moved, with the reason."""
    days = register.calendar()
    context = {
        "to_come": [day for day in days if day.state == TO_COME],
        "others": [day for day in reversed(days) if day.state != TO_COME],
    }
    return page(request, "figures/calendar.html", context, title="Calendar of figures")
