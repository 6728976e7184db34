"""Reading Alaveteli's JSON of one request (`/request/<slug>.json`), or of a feed's events.

Its fields are those of `json_for_api` in app/models/info_request.rb and info_request_event.rb of
mysociety/alaveteli. It has days and who wrote, but no message's words: a feed has the beginning of each.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from .brought import ASKER, BODY, Brought, Said

# Which events are messages, who wrote them, and how their page calls them.
_EVENTS = {
    "sent": (ASKER, "The request"),
    "resent": (ASKER, "The request, sent again"),
    "followup_sent": (ASKER, "A further message"),
    "followup_resent": (ASKER, "A further message, sent again"),
    "response": (BODY, "A response"),
}
_NO_WORDS = "what was brought in does not have its words"
_ONLY_BEGINNING = "what was brought in has only its beginning"
_LAWS = {"foi": "", "eir": "eir"}


class _Request(NamedTuple):
    about: Mapping[str, Any]
    events: Sequence[Mapping[str, Any]]
    body: str
    asker: str


def is_alaveteli(told: object) -> bool:
    """Whether this is the JSON of a request, or a list of a feed's events."""
    if isinstance(told, Mapping):
        return {"url_title", "title", "info_request_events"} <= set(told)
    return isinstance(told, list) and bool(told) and all(_is_event(one) for one in told)


def _is_event(one: object) -> bool:
    return isinstance(one, Mapping) and "event_type" in one and isinstance(one.get("info_request"), Mapping)


def read_json(told: Any) -> list[Brought]:
    """The request, or each request of a feed. ValidationError for what has not the shape it ought to have."""
    try:
        return [_brought(one) for one in _requests(told)]
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise ValidationError(
            "This JSON is not as Alaveteli writes it. Fetch it again from the request's own page."
        ) from wrong


def _requests(told: Any) -> list[_Request]:
    if isinstance(told, Mapping):
        return [_Request(told, told["info_request_events"], _name(told["public_body"]), _asker(told))]
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for event in told:
        grouped.setdefault(event["info_request"]["url_title"], []).append(event)
    return [
        _Request(events[0]["info_request"], events, _name(events[0]["public_body"]), _asker(events[0]))
        for events in grouped.values()
    ]


def _name(told: Mapping[str, Any]) -> str:
    return str(told["name"])


def _asker(told: Mapping[str, Any]) -> str:
    # Whoever asked through another office's site has a name and no account.
    user = told.get("user")
    return _name(user) if user else str(told.get("user_name") or "")


def _brought(one: _Request) -> Brought:
    events = sorted(one.events, key=lambda event: str(event["created_at"]))
    said = [_said(event, one) for event in events if event["event_type"] in _EVENTS]
    outcome = str(one.about.get("display_status") or "")
    if outcome and not one.about.get("awaiting_description"):
        day = _day(str(one.about.get("updated_at") or events[-1]["created_at"]))
        said.append(Said(ASKER, one.asker, outcome, on=day, subject="How the asker described the outcome"))
    title = str(one.about["title"])
    return Brought(
        title=title, questions=(title,), said=tuple(said), body=one.body, asker=one.asker,
        law=_LAWS.get(str(one.about.get("law_used") or "foi"), ""),
    )  # fmt: skip


def _said(event: Mapping[str, Any], one: _Request) -> Said:
    writer, words = _EVENTS[str(event["event_type"])]
    snippet = str(event.get("snippet") or "")
    return Said(
        writer, one.asker if writer == ASKER else one.body, snippet, on=_day(str(event["created_at"])),
        subject=f"{words}: {_ONLY_BEGINNING if snippet else _NO_WORDS}",
    )  # fmt: skip


def _day(told: str) -> dt.date:
    return dt.date.fromisoformat(told[:10])
