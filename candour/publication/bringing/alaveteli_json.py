"""Reading Alaveteli's JSON of one request (`/request/<slug>.json`), or of a feed's events.

Its fields are those of `json_for_api` in app/models/info_request.rb and info_request_event.rb of
mysociety/alaveteli. It has days and who wrote, but no message's words: a feed has some of each, as HTML with
what was searched for marked in it (app/controllers/track_controller.rb, highlight_and_excerpt).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from .brought import ASKER, BODY, OTHER, SOMEBODY, Brought, Noted, Said, day_at, without_markup

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
    said += _outcome(one)
    title = str(one.about["title"])
    return Brought(
        title=title, questions=(title,), said=tuple(said), body=one.body, asker=one.asker,
        law=_LAWS.get(str(one.about.get("law_used") or "foi"), ""),
        noted=tuple(_noted(event) for event in events if _is_note(event)),
    )  # fmt: skip


def _outcome(one: _Request) -> list[Said]:
    """How the request is described there, by its asker or another reader: the source does not say by whom."""
    words, state = str(one.about.get("display_status") or ""), str(one.about.get("described_state") or "")
    if not words or state in _NOBODY_SAID or one.about.get("awaiting_description"):
        return []
    days = [day_at(str(event.get("last_described_at") or "")) for event in one.events]
    last = max((day for day in days if day), default=None)
    return [Said(OTHER, "", words, on=last, subject="How its site describes it")]


def _is_note(event: Mapping[str, Any]) -> bool:
    return bool(event["event_type"] == "comment" and event.get("snippet"))


def _noted(event: Mapping[str, Any]) -> Noted:
    return Noted(name=SOMEBODY, text=without_markup(str(event["snippet"])))


def _said(event: Mapping[str, Any], one: _Request) -> Said:
    writer, words = _EVENTS[str(event["event_type"])]
    snippet = without_markup(str(event.get("snippet") or ""))
    return Said(
        writer, one.asker if writer == ASKER else one.body, snippet, on=day_at(str(event["created_at"])),
        subject=f"{words}: {_ONLY_SOME if snippet else _NO_WORDS}",
    )  # fmt: skip
