"""The public door's pages of figures: the newest release, forces, how we count, and what was asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from candour.forces.models import Agreement

from . import correcting, profiles, register
from .answering import kept_page, page
from .definitions import defined, groups
from .newest_page import newest_page
from .register import TO_COME, Announced


def _upcoming() -> Announced | None:
    return next((one for one in register.calendar() if one.state == TO_COME), None)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The newest release: the finding first, then every number with its picture, definition and link."""
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
def forces(request: HttpRequest) -> HttpResponse:
    """Every force, by name, with the few numbers that most people look for."""
    annual = register.newest_annual()
    if annual is None:
        return page(request, "figures/none_yet.html", {"upcoming": _upcoming()}, title="Forces")
    return kept_page(
        request,
        annual,
        "figures/forces.html",
        lambda: {"grid": profiles.everyone(annual)},
        title="Forces",
    )


@require_safe
def force(request: HttpRequest, slug: str) -> HttpResponse:
    """One force's numbers of the newest year."""
    annual = register.newest_annual()
    names = dict(profiles.forces(annual)) if annual else {}
    if annual is None or slug not in names:
        raise Http404
    return kept_page(
        request,
        annual,
        "figures/force.html",
        lambda: {"name": names[slug], "groups": profiles.profile(annual, slug)},
        title=names[slug],
        beside=[slug],
    )


@require_safe
def how_we_count(request: HttpRequest) -> HttpResponse:
    """Every counting rule, as the newest release was made by them."""
    document = register.newest()
    if document is None:
        context = {"groups": groups(defined(None)), "document": None}
        return page(request, "figures/how_we_count.html", context, title="How we count")
    return kept_page(
        request,
        document,
        "figures/how_we_count.html",
        lambda: {"groups": groups(defined(document))},
        title="How we count",
    )


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """How we keep anybody from being found in a number."""
    return page(request, "figures/protection.html", {}, title="How we protect people in figures")


@require_safe
def misreported(request: HttpRequest) -> HttpResponse:
    """Each number of the first hotline that was misprinted or misread, beside the right one."""
    context = {"corrections": correcting.corrections(register.documents())}
    return page(request, "figures/misreported.html", context, title="What was misreported")


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The questions put to the first hotline, answered from releases."""
    documents = register.documents()
    context = {
        "year": correcting.contacts_of_year_one(documents),
        "all": correcting.contacts_of_all(documents),
        "channels": correcting.channels_of_year_one(documents),
        "elsewhere": correcting.elsewhere(documents),
        "agreements": Agreement.objects.all(),
        "newest": register.newest(),
    }
    return page(request, "figures/answers.html", context, title="What was asked")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every announced day: to come, published, or moved, with the reason."""
    announced = register.calendar()
    context = {
        "to_come": [one for one in announced if one.state == TO_COME],
        "others": [one for one in reversed(announced) if one.state != TO_COME],
    }
    return page(request, "figures/calendar.html", context, title="Calendar of figures")
