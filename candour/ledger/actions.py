"""What is written into the ledger, and the mark that tells rehearsal from the real line."""

import datetime as dt
import hashlib
import hmac
import uuid
from typing import TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from .models import Entry, Installation, Unit
from .rules import objections

# Every event that a room may write, with the unit it counts. docs/figures.md explains each.
EVENTS: dict[str, Unit | None] = {
    "contact.received": Unit.CONTACT,
    "contact.closed": Unit.CONTACT,
    "contact.reopened": Unit.CONTACT,
    "letter.received": Unit.FOLLOW_UP,
    "report.started": Unit.REPORT,
    "report.joined": Unit.REPORT,
    "report.completed": Unit.REPORT,
    "report.assessed": Unit.REPORT,
    "report.not_referred": Unit.REPORT,
    "referral.held": Unit.REFERRAL,
    "referral.sent": Unit.REFERRAL,
    "referral.acknowledged": Unit.REFERRAL,
    "referral.sent_back": Unit.REFERRAL,
    "referral.transferred": Unit.TRANSFER,
    "question.asked": Unit.QUESTION,
    "question.released": Unit.QUESTION,
    "question.answered": Unit.QUESTION,
    "outcome.recorded": None,  # the unit is the outcome's own (codes/data/outcomes.csv)
    "outcome.withdrawn": None,  # the same
    "person.arrested": Unit.PERSON,
    # The workforce room, which is empty yet, will write these (M40 to M43).
    "workforce.checked": Unit.PERSON,
    "workforce.matched": Unit.MATCH,
    "workforce.confirmed": Unit.PERSON,
    "workforce.referred": Unit.PERSON,
}


class Codes(TypedDict, total=False):
    """The plain codes that several lines about one matter share."""

    force: str
    to_force: str
    channel: str
    category: str


def record(
    event: str,
    *,
    on: dt.date,
    token: uuid.UUID | None = None,
    parent: uuid.UUID | None = None,
    unit: str | None = None,
    force: str = "",
    to_force: str = "",
    channel: str = "",
    category: str = "",
    reason: str = "",
    kind: str = "",
    language: str = "",
    quantity: int = 1,
    corrects: uuid.UUID | None = None,
    recorded_on: dt.date | None = None,
    began_on: dt.date | None = None,
) -> Entry:
    """Write one line and return it. `on` is the day it happened, `began_on` the day its cohort began.

    ValidationError for an event, or a code, that is on no list.
    """
    codes = {"channel": channel, "category": category, "reason": reason, "kind": kind, "language": language}
    _require_known(event, codes)
    return Entry.objects.create(
        happened_on=on,
        recorded_on=recorded_on or on,
        began_on=began_on,
        event=event,
        unit=EVENTS[event] or unit or "",
        token=token,
        parent=parent,
        force=force,
        to_force=to_force,
        quantity=quantity,
        corrects=corrects,
        **codes,
    )


def _require_known(event: str, codes: dict[str, str]) -> None:
    if event not in EVENTS:
        raise ValidationError(f"The ledger knows no event {event!r}. Add it to EVENTS and docs/figures.md.")
    if refused := objections(event, codes):
        raise ValidationError(refused)


def standing_entry(event: str, *, token: uuid.UUID, on: dt.date) -> Entry | None:
    """The newest line of this event, token and day that no later line has put right; None if none stands.

    The day keeps it quick: there is an index of days, and none of tokens, which every line would pay for.
    """
    lines = Entry.objects.filter(event=event, token=token, happened_on=on).order_by("-recorded_on")
    corrected = set(
        Entry.objects.filter(corrects__in=[line.pk for line in lines]).values_list("corrects", flat=True)
    )
    return next((line for line in lines if line.pk not in corrected), None)


def investigation_token(*, force: str, reference: str) -> uuid.UUID:
    """The same token for the same force and reference, so that two referrals to one investigation
    count once (M14), and nobody without the key can test a guessed reference against the ledger."""
    told = f"{force}\x00{''.join(reference.split()).casefold()}".encode()
    return uuid.UUID(bytes=hmac.new(settings.LEDGER_KEY.encode(), told, hashlib.sha256).digest()[:16])


_mark: dict[str, bool] = {}


def is_rehearsal() -> bool:
    """Whether this database bears the rehearsal's mark. Remembered once known, since it never changes."""
    if "rehearsal" not in _mark:
        installation = Installation.objects.first()
        if installation is None:
            return False
        _mark["rehearsal"] = installation.rehearsal
    return _mark["rehearsal"]


def is_begun() -> bool:
    """Whether this database has been begun at all, as rehearsal or as the real line."""
    return Installation.objects.exists()


def begin(*, rehearsal: bool) -> Installation:
    """Mark an empty database, once and for good. ValidationError if it is marked already."""
    if is_begun():
        raise ValidationError("This database has been begun already. Choose an empty one.")
    _mark.clear()
    return Installation.objects.create(rehearsal=rehearsal, begun_on=timezone.localdate())
