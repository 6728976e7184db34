"""The front page of freedom of information: what it is, whose duty, and what it is not for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candour.foi.requests.lists import signposts

from .models import Catalogue

NEWEST = 5


@require_safe
def foi(request: HttpRequest) -> HttpResponse:
    """Where to search, ask and follow; the newest answers; and signposts for what belongs elsewhere."""
    newest = Catalogue.objects.order_by("-published_on", "-slug")[:NEWEST]
    first, *others = signposts()
    page = {"newest": newest, "report": first, "signposts": others}
    return render(request, "publication/front.html", page)
