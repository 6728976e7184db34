"""Words that a member keeps out of a page of the log, such as a private fact that an asker told us."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import InformationRequest
from candour.papers.masking.phrases import split_phrases

SHORTEST, MOST = 2, 200


@transaction.atomic
def leave_out(request: InformationRequest, lines: str, *, by: uuid.UUID) -> None:
    """Keep these words, one phrase a line, out of every text of the request's page from its next version on.

    They replace those kept before. ValidationError for a phrase of one letter, or for more than 200.
    """
    phrases = split_phrases(lines.replace("\x00", ""))
    if any(len(phrase) < SHORTEST for phrase in phrases):
        raise ValidationError("One line has a single letter. Write whole words to leave out.")
    if len(phrases) > MOST:
        raise ValidationError(f"Leave out {MOST} lines at most. Fold the part, or take the file out.")
    request.left_out = "\n".join(phrases)
    request.save(update_fields=["left_out"])
    audit("left words out of log page", member=by, kind="request", row=request.pk)
