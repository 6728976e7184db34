"""Reading Alaveteli's JSON of one request (`/request/<slug>.json`), or of a feed's events.

Its fields are those of `json_for_api` in app/models/info_request.rb and info_request_event.rb of
mysociety/alaveteli. It has days and who wrote, but no message's words: a feed has some of each, as HTML with
what was searched for marked in it (app/controllers/track_controller.rb, highlight_and_excerpt).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from .brought import (
    ASKER,
    BODY,
    OTHER,
    SOMEBODY,
    BroughtRequest,
    SourceMessage,
    SourceNote,
    day_at,
    without_markup,
)

# Which events are messages, who wrote them, and how their page calls them.
_EVENTS = {
    "sent": (ASKER, "The request"),
    "resent": (ASKER, "The request, sent again"),
    "followup_sent": (ASKER, "A further message"),
    "followup_resent": (ASKER, "A further message, sent again"),
    "response": (BODY, "A response"),
}
_NO_WORDS = "what was brought in does not have its words"
_ONLY_SOME = "what was brought in has only some of its words"
# What a request is called until somebody says what became of it; or what the site itself works out.
_NOBODY_SAID = frozenset({"", "waiting_response"})
_LAWS = {"foi": "", "eir": "eir", "foisa": "foisa", "fois": "foisa", "foi_scotland": "foisa", "eisr": "eir"}
# What Alaveteli calls what stays hidden until a day, on a request.
_EMBARGOES = frozenset({"embargo", "embargo_duration", "embargoed"})
# Its degrees of prominence, of a request, a message, a file or a note, that not everybody may see.
_NOT_PUBLIC = frozenset({"hidden", "requester_only", "requester"})


class _Request(NamedTuple):
    about: Mapping[str, Any]
    events: Sequence[Mapping[str, Any]]
    body: str
    asker: str
    law: str = ""


def is_alaveteli(value: object) -> bool:
    """Whether this is the JSON of a request, or a list of a feed's events."""
    if isinstance(value, Mapping):
        return {"url_title", "title", "info_request_events"} <= set(value)
    return isinstance(value, list) and bool(value) and all(_is_event(event) for event in value)


def _is_event(event: object) -> bool:
    return (
        isinstance(event, Mapping)
        and "event_type" in event
        and isinstance(event.get("info_request"), Mapping)
    )


def read_json(value: Any) -> list[BroughtRequest]:
    """The request, or each request of a feed. ValidationError for what has not the shape it ought to have."""
    if _is_not_public(value):
        raise ValidationError(
            "At its site, something in this JSON is hidden or for its requester alone. We do not publish it. "
            "If it is public there by now, fetch it again."
        )
    try:
        return [_brought(request) for request in _requests(value)]
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise ValidationError(
            "This JSON is not as Alaveteli writes it. Fetch it again from the request's own page."
        ) from wrong


def _is_not_public(value: Any) -> bool:
    """Whether anything within the JSON bears a mark that keeps it from the public."""
    if isinstance(value, Mapping):
        return any(_hides(name, inner) or _is_not_public(inner) for name, inner in value.items())
    return isinstance(value, list) and any(map(_is_not_public, value))


def _hides(name: str, value: object) -> bool:
    if name == "prominence":
        return str(value).strip().casefold().replace("-", "_").replace(" ", "_") in _NOT_PUBLIC
    return name in _EMBARGOES and bool(value)


def _law(about: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    """The law by its code, or Scotland's where its site marks the body as Scottish."""
    law = _LAWS.get(str(about.get("law_used") or "foi").strip().casefold(), "")
    tags = {
        str(part).casefold()
        for tag in body.get("tags") or []
        for part in ([tag] if isinstance(tag, str) else tag)
    }
    return law or ("foisa" if tags & {"scotland", "scottish", "foisa"} else "")


def _requests(value: Any) -> list[_Request]:
    if isinstance(value, Mapping):
        body = value["public_body"]
        return [_Request(value, value["info_request_events"], _name(body), _asker(value), _law(value, body))]
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for event in value:
        grouped.setdefault(event["info_request"]["url_title"], []).append(event)
    return [
        _Request(
            events[0]["info_request"],
            events,
            _name(events[0]["public_body"]),
            _asker(events[0]),
            _law(events[0]["info_request"], events[0]["public_body"]),
        )
        for events in grouped.values()
    ]


def _name(body: Mapping[str, Any]) -> str:
    return str(body["name"])


def _asker(about: Mapping[str, Any]) -> str:
    # Whoever asked through another office's site has a name and no account.
    user = about.get("user")
    return _name(user) if user else str(about.get("user_name") or "")


def _brought(request: _Request) -> BroughtRequest:
    events = sorted(request.events, key=lambda event: str(event["created_at"]))
    messages = [_said(event, request) for event in events if event["event_type"] in _EVENTS]
    messages += _outcome(request)
    title = str(request.about["title"])
    return BroughtRequest(
        title=title,
        questions=(title,),
        said=tuple(messages),
        body=request.body,
        asker=request.asker,
        law=request.law,
        noted=tuple(_noted(event) for event in events if _is_note(event)),
    )


def _outcome(request: _Request) -> list[SourceMessage]:
    """How the request is described there, by its asker or another reader: the source does not say by whom."""
    words, state = (
        str(request.about.get("display_status") or ""),
        str(request.about.get("described_state") or ""),
    )
    if not words or state in _NOBODY_SAID or request.about.get("awaiting_description"):
        return []
    days = [day_at(str(event.get("last_described_at") or "")) for event in request.events]
    last = max((day for day in days if day), default=None)
    return [SourceMessage(OTHER, "", words, on=last, subject="How its site describes it")]


def _is_note(event: Mapping[str, Any]) -> bool:
    return bool(event["event_type"] == "comment" and event.get("snippet"))


def _noted(event: Mapping[str, Any]) -> SourceNote:
    return SourceNote(name=SOMEBODY, text=without_markup(str(event["snippet"])))


def _said(event: Mapping[str, Any], request: _Request) -> SourceMessage:
    writer, words = _EVENTS[str(event["event_type"])]
    snippet = without_markup(str(event.get("snippet") or ""))
    return SourceMessage(
        writer,
        request.asker if writer == ASKER else request.body,
        snippet,
        on=day_at(str(event["created_at"])),
        subject=f"{words}: {_ONLY_SOME if snippet else _NO_WORDS}",
    )
