"""A page for whatever watches over a door: whether it can serve."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from candour.ledger.actions import is_begun


def health(_request: HttpRequest) -> HttpResponse:
    """200 if this door answers and reaches its database, 503 if not. Nothing else is told."""
    try:
        serves = is_begun()
    except DatabaseError:
        serves = False
    words = "This door is open.\n" if serves else "This door cannot reach its database.\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=200 if serves else 503)
