"""A contact from which no report is written is closed with its reason, and opened again if more is told."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.codes.reasons import closing_reasons
from candour.ledger.actions import record, standing_entry
from candour.store.clock import current_day

from .models import Closing, Contact


@transaction.atomic
def close(contact: Contact, *, reason: str, by: uuid.UUID | None, on: dt.date | None = None) -> Closing:
    """Close a contact from which no report is written. ValidationError for an unknown reason."""
    if reason not in closing_reasons():
        raise ValidationError("Choose a reason from the list.")
    closing, is_new = Closing.objects.get_or_create(
        contact=contact, defaults={"reason": reason, "by": by, "on": on or current_day()}
    )
    if not is_new:
        raise ValidationError("This contact has been closed already.")
    record(
        "contact.closed",
        on=closing.on,
        began_on=contact.day,
        token=contact.token,
        channel=contact.channel,
        category=contact.category,
        force=contact.force_id or "",
        reason=reason,
    )
    return closing


@transaction.atomic
def reopen(contact: Contact, *, on: dt.date | None = None) -> None:
    """Take a closing back, because the reporter told us more. ValidationError if the contact is not closed.

    The ledger keeps both lines: the second puts the first right, so M03 no longer counts it.
    """
    closing = Closing.objects.filter(contact=contact).first()
    if closing is None:
        raise ValidationError("This contact is not closed.")
    closed = standing_entry("contact.closed", token=contact.token, on=closing.on)
    closing.delete()
    record(
        "contact.reopened",
        on=on or current_day(),
        began_on=contact.day,
        token=contact.token,
        channel=contact.channel,
        category=contact.category,
        force=contact.force_id or "",
        corrects=closed.pk if closed else None,
    )
