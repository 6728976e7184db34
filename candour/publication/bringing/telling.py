"""Bringing a file in and publishing it, told in lines for whoever runs the command."""

import uuid
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from candour.foi.models import InformationRequest
from candour.publication.log.publishing import publish
from candour.publication.models import LogEntry

from .actions import NOBODY, bring_in
from .reading import read


@transaction.atomic
def import_file(content: bytes, *, source_url: str = "", by: uuid.UUID = NOBODY) -> list[str]:
    """Bring in every request of a file and publish each in the log; the lines say what came of each.

    All or nothing. The same file again changes nothing. ValidationError in words for what cannot be read.
    """
    lines: list[str] = []
    requests = read(content)
    for brought in requests:
        # An address given is that of one request's page.
        outcome = bring_in(brought, by=by, source_url=source_url if len(requests) == 1 else "")
        lines += _told(outcome.request, was_there=outcome.was_there, by=by)
    return lines


def _told(request: InformationRequest, *, was_there: bool, by: uuid.UUID) -> Iterator[str]:
    yield f"{request.reference} {'is here already, as this file has it' if was_there else 'is brought in'}."
    if LogEntry.objects.filter(slug=request.slug).exists():
        yield "It is in the log already. Nothing was changed."
    else:
        publish(request, by=by)
    yield f"Its page: {settings.PUBLIC_ORIGIN}/foi/log/{request.slug}"
