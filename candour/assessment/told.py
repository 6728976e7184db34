"""How an account is set out beside the report: which answer comes first, and its codes in words."""

from collections.abc import Mapping
from typing import NamedTuple

_QUESTIONS: Mapping[str, str] = {
    "what": "What happened",
    "who": "Who",
    "role": "Officer, staff member or volunteer",
    "when": "When",
    "where": "Where",
    "duty": "On or off duty",
    "place": "In person or online",
    "how_known": "How do they know",
    "how_known_words": "How do they know, in words",
    "danger": "Danger now",
}
_CODES: Mapping[str, Mapping[str, str]] = {
    "role": {"officer": "Officer", "staff": "Staff member", "volunteer": "Volunteer", "unknown": "Not known"},
    "duty": {"on": "On duty", "off": "Off duty", "both": "Both", "unknown": "Not known"},
    "place": {"in_person": "In person", "online": "Online", "both": "Both"},
    "how_known": {
        "saw": "Saw or heard it",
        "told": "Was told by someone who did",
        "heard": "Heard it said",
        "records": "From records",
    },
}


class Answer(NamedTuple):
    """One answer of an account, under the question that it answers."""

    question: str
    words: str


def set_out(account: Mapping[str, str]) -> list[Answer]:
    """The answers that were given, what happened first; an answer this list does not know comes last."""
    order = [
        *(name for name in _QUESTIONS if name in account),
        *(name for name in account if name not in _QUESTIONS),
    ]
    return [Answer(_question(name), in_words(name, account[name])) for name in order if account[name].strip()]


def _question(name: str) -> str:
    return _QUESTIONS.get(name, name.replace("_", " ").capitalize())


def in_words(name: str, value: str) -> str:
    """A coded answer in words; any other as it stands."""
    return _CODES.get(name, {}).get(value, value)
