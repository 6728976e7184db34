"""The words of each letter, from a template with a version. What a letter says is drawn from rows, not typed.

The body names nobody: the salutation is put before it when it is mailed or printed for its asker.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from candour.foi.clock.laws import rules_of
from candour.foi.models import InformationRequest, Requester
from candour.foi.requests.letter_kinds import LETTER_KINDS
from candour.foi.requests.letter_parts import quoted, tidy
from candour.foi.rules import Channel, Footing, Law

from .wording import Duty


@dataclass(frozen=True)
class Composed:
    """A letter's words: its template's name with the version, its subject and its body."""

    template: str
    subject: str
    body: str


def duty_of(request: InformationRequest) -> Duty:
    """Law and footing of a request, with the name of the force it is answered for."""
    force = request.force.name if request.force else ""
    return Duty(Law(request.law), Footing(request.footing), force)


def compose(kind: str, request: InformationRequest, *, template: str = "", **values: Any) -> Composed:
    """A letter of that kind about a request; `values` are what its template needs besides.

    `template` is the version that it is written by: the newest, unless another is named.
    """
    about = LETTER_KINDS[kind]
    name = template or about.template
    context = {
        "request": request,
        "questions": [(question.number, quoted(question.text)) for question in request.questions.all()],
        "duty": duty_of(request),
        "law": rules_of(request.law),
        "line": settings.LINE_NAME,
        "contact": contact(),
        "follow": "" if about.to_others else follow_page(request),
        **values,
    }
    body = tidy(render_to_string(f"foi/letters/{name}.txt", context))
    return Composed(name, f"{about.subject}: {request.reference}", body)


def contact() -> str:
    """Who to write to, and where: the desk's own address, else the charity's."""
    return settings.FOI_ADDRESS or settings.OPERATOR_CONTACT or settings.PUBLIC_ORIGIN


def follow_page(request: InformationRequest) -> str:
    """Where an asker who has nothing but a code writes to us; empty for those who can write elsewhere.

    Where this line has no address at all, everybody who asked on the site has a code.
    """
    by_code = Requester.objects.filter(request=request, answer_to="code").exists()
    has_address = bool(settings.FOI_ADDRESS or settings.OPERATOR_CONTACT)
    has_code = request.channel == Channel.WEB
    return f"{settings.PUBLIC_ORIGIN}/foi/follow" if by_code or (has_code and not has_address) else ""
