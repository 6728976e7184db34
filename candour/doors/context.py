"""Template context of every page: the line's name and number, who runs it, whether it is a rehearsal."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from candour.ledger.actions import is_rehearsal

from .middleware import door_of

FOOTER = [
    ("How it works", "/how-it-works"),
    ("What we cannot promise", "/how-it-works#cannot-promise"),
    ("Where to get help", "/help"),
    ("Figures", "/figures"),
    ("Ask us for information", "/foi"),
    ("Who pays for this", "/funding"),
    ("Privacy", "/privacy"),
    ("Cookies", "/cookies"),
    ("Accessibility", "/accessibility"),
]


def line(request: HttpRequest) -> dict[str, Any]:
    """The line's name, number and hours, who runs it, the rehearsal's mark, and the public door's footer."""
    return {
        "line_name": settings.LINE_NAME,
        "line_phone": settings.LINE_PHONE,
        "line_hours": settings.LINE_HOURS,
        "operator": settings.OPERATOR,
        "operator_contact": settings.OPERATOR_CONTACT,
        "rehearsal": is_rehearsal(),
        "footer_links": FOOTER if door_of(request.path) == "public" else [],
    }
