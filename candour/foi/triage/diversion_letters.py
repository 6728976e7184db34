"""The letter to somebody whose message was no request: where to go, and none of their words."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from candour.foi.requests.letter_parts import tidy

# The same for every kind: it stands in an inbox that others may look into.
SUBJECT = "Your message to us"
UNANSWERED = "spam"
# Where the page of their code says something else than a mail does.
ON_PAGE = {"report": "report_on_page"}


@dataclass(frozen=True)
class DiversionLetter:
    """A short letter: its subject and body."""

    subject: str
    body: str


def diversion_letter(kind: str, *, on_page: bool = False) -> DiversionLetter | None:
    """The letter for that kind of diversion, as a mail or as the page of their code has it.

    None for spam, which is not answered.
    """
    if kind == UNANSWERED:
        return None
    context = {
        "origin": settings.PUBLIC_ORIGIN,
        "phone": settings.LINE_PHONE,
        "contact": settings.FOI_ADDRESS or settings.OPERATOR_CONTACT,
    }
    name = ON_PAGE.get(kind, kind) if on_page else kind
    return DiversionLetter(SUBJECT, tidy(render_to_string(f"foi/diverted/{name}.txt", context)))
