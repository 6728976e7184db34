"""Opening folded lines for everybody, and folding them again."""

import uuid

from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import Fold


@transaction.atomic
def open_fold(fold: Fold, *, by: uuid.UUID) -> None:
    """Let folded lines stand open on the page's next version. The text itself was never touched."""
    fold.opened_by = by
    fold.save(update_fields=["opened_by"])
    audit("opened fold", member=by, kind="message", row=fold.message_id)


@transaction.atomic
def close_fold(fold: Fold, *, by: uuid.UUID) -> None:
    """Let the lines be folded again, as they were proposed."""
    fold.opened_by = None
    fold.save(update_fields=["opened_by"])
    audit("closed fold", member=by, kind="message", row=fold.message_id)
