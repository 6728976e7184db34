"""The public door's pages that belong to no other room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose cookie has gone comes back with all that was typed, ready to be sent again."""
    kept = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    return render(request, "pages/form_too_old.html", {"kept": kept}, status=403)
