"""What already answers a question, before it is asked or decided.

The search of the public log belongs to a room above this one; the setting SIMILAR_ANSWERS names it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

PAST_ANSWER, FIGURE, SCHEME = "Past answer", "Published figure", "Publication scheme"


@dataclass(frozen=True)
class Offer:
    """One thing to read before asking. `kind` is in words; `summary` is plain text."""

    kind: str
    title: str
    url: str
    summary: str


Search = Callable[[str, int], list[Offer]]


@cache
def _search() -> Search:
    search: Search = import_string(settings.SIMILAR_ANSWERS)
    return search


def offers(text: str, limit: int = 5) -> list[Offer]:
    """What may answer a text, at most `limit` of them, the likeliest first. Empty if nothing is near."""
    return _search()(text, limit)
