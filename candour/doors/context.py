"""What every template knows: the line's name and number, and whether this is a rehearsal."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from candour.ledger.actions import is_rehearsal

from .middleware import door_of

FOOTER = [
    ("How it works", "/how-it-works"),
    ("What we cannot promise", "/how-it-works#cannot-promise"),
    ("Figures", "/figures"),
    ("Who pays for this", "/funding"),
    ("Privacy", "/privacy"),
    ("Cookies", "/cookies"),
    ("Accessibility", "/accessibility"),
]


def line(request: HttpRequest) -> dict[str, Any]:
    """The line's name and telephone number, the rehearsal's mark, and the footer of the public door."""
    return {
        "line_name": settings.LINE_NAME,
        "line_phone": settings.LINE_PHONE,
        "rehearsal": is_rehearsal(),
        "footer_links": FOOTER if door_of(request.path) == "public" else [],
    }
