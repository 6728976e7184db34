"""The public page of the publication scheme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .classes import classes


@require_safe
def scheme(request: HttpRequest) -> HttpResponse:
    """What is published without being asked for, in the seven classes; and what is not yet."""
    return render(request, "publication/scheme.html", {"classes": classes()})
