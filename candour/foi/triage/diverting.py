"""What somebody is told whose message was no request: where to go, and none of their words."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from candour.foi.letters.parts import tidy

# The same for every kind: it stands in an inbox that others may look into.
SUBJECT = "Your message to us"
UNANSWERED = "spam"


@dataclass(frozen=True)
class Told:
    """A short letter: its subject and body."""

    subject: str
    body: str


def what_is_told(kind: str) -> Told | None:
    """The letter for that kind of diversion; None for spam, which is not answered."""
    if kind == UNANSWERED:
        return None
    context = {
        "origin": settings.PUBLIC_ORIGIN,
        "phone": settings.LINE_PHONE,
        "contact": settings.FOI_ADDRESS or settings.OPERATOR_CONTACT,
    }
    return Told(SUBJECT, tidy(render_to_string(f"foi/diverted/{kind}.txt", context)))
