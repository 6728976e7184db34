"""A mail of ours is left in the database, where it waits for the mail command to send it."""

import secrets
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from candour.foi.models import Attachment, InformationRequest, Outgoing, RequestLetter
from candour.post.addresses import our_domain
from candour.post.headers import clean

from .letter_kinds import LETTER_KINDS

# Stands in a Message-ID until the desk's own address is set.
NO_DOMAIN = "not-set.invalid"


def queue(
    request: InformationRequest | None,
    *,
    to: str,
    subject: str,
    body: str,
    letter: RequestLetter | None = None,
    files: Sequence[Attachment] = (),
    is_automatic: bool = False,
) -> Outgoing:
    """Let a mail wait for the mail command; gives its row. No server is asked.

    The letter's PDF and the files go with it. ValidationError for an address that is none, or a file that is
    stopped (`Attachment.is_stopped`).
    """
    validate_email(to)
    held = [file.name for file in files if file.is_stopped]
    if held:
        raise ValidationError(f"{held[0]} may not go out yet. Decide on that file first.")
    outgoing = Outgoing(
        request=request,
        letter=letter,
        to=to,
        subject=clean(subject)[:200],
        body=body,
        files=[str(file.pk) for file in files],
        queued_at=timezone.now(),
        try_at=timezone.now(),
        is_automatic=is_automatic or (letter is not None and LETTER_KINDS[letter.kind].is_automatic),
    )
    outgoing.message_id = f"<{outgoing.pk.hex}.{secrets.token_hex(8)}@{_domain()}>"
    outgoing.save()
    return outgoing


def _domain() -> str:
    try:
        return our_domain()
    except ValidationError:
        return NO_DOMAIN
