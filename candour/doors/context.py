"""Template context of every page: the line's name and number, who runs it, its links, a rehearsal's mark."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from candour.ledger.actions import days_behind, is_rehearsal
from candour.look.places import current_mark
from candour.store.clock import current_day
from candour.store.loading import percent_loaded

from .middleware import door_of

NAVIGATION = [
    ("Report", "/report"),
    ("Your messages", "/mailbox"),
    ("Figures", "/figures"),
    ("Freedom of information", "/foi"),
    ("How it works", "/how-it-works"),
    ("Where to get help", "/help"),
]
# The reporter's way: no navigation and no footer, since following a link would lose what is written, and one
# title for all its pages, which says nothing to somebody who sees the screen or the browser's history.
REPORTER_PAGES = ("/report", "/mailbox")
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
    """What every page shows of the line, the path of the request, and the links of a public page."""
    return {
        "line_name": settings.LINE_NAME,
        "line_phone": settings.LINE_PHONE,
        "line_hours": settings.LINE_HOURS,
        "operator": settings.OPERATOR,
        "operator_contact": settings.OPERATOR_CONTACT,
        "rehearsal": is_rehearsal(),
        "rehearsal_percent": percent_loaded(),
        "rehearsal_day": current_day() if days_behind() else None,
        "path": request.path,
        **_public_links(request.path),
    }


def _public_links(path: str) -> dict[str, Any]:
    """The links at the top and the foot of a public page, each with its mark; none on the reporter's way."""
    if door_of(path) != "public":
        return {}
    if path in REPORTER_PAGES:
        return {"reporter_page": True}
    return {"navigation": _marked(NAVIGATION, path), "footer_links": _marked(FOOTER, path)}


def _marked(links: list[tuple[str, str]], path: str) -> list[dict[str, str]]:
    return [{"text": text, "url": url, "current": current_mark(path, url)} for text, url in links]
