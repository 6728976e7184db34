"""Writing entries into the ledger, and the mark of a database: a rehearsal, or the real line."""

import datetime as dt
import hashlib
import hmac
import uuid
from typing import TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from candour.store import clock

from .models import Entry, Installation, Unit
from .rules import objections_to_codes

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
    """The codes that several entries about one matter share: keyword arguments of `record`."""

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
    """Write one entry and return it. `on` is the day it happened, `began_on` the day its cohort began.

    Raises ValidationError for an event, or a code, that is on no list.
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
    if refused := objections_to_codes(event, codes):
        raise ValidationError(refused)


def standing_entry(event: str, *, token: uuid.UUID, on: dt.date) -> Entry | None:
    """The newest entry of this event, token and day that no later entry corrects; None if there is none.

    The day makes the query fast: days have an index. One of tokens would slow down every writing.
    """
    lines = Entry.objects.filter(event=event, token=token, happened_on=on).order_by("-recorded_on")
    corrected = set(
        Entry.objects.filter(corrects__in=[line.pk for line in lines]).values_list("corrects", flat=True)
    )
    return next((line for line in lines if line.pk not in corrected), None)


def investigation_token(*, force: str, reference: str) -> uuid.UUID:
    """A token derived from a force and its reference of an investigation: 16 bytes of HMAC-SHA256.

    Two referrals to one investigation so count once (M14). Without the key nobody can test a guessed
    reference against the ledger. Case and white space of the reference do not matter.
    """
    message = f"{force}\x00{''.join(reference.split()).casefold()}".encode()
    return uuid.UUID(bytes=hmac.new(settings.LEDGER_KEY.encode(), message, hashlib.sha256).digest()[:16])


_mark: dict[str, Installation] = {}


def _installation() -> Installation | None:
    """The mark, or None. Cached once the database is marked, since the mark never changes."""
    if "installation" not in _mark:
        installation = Installation.objects.first()
        if installation is None:
            return None
        _mark["installation"] = installation
    return _mark["installation"]


def is_rehearsal() -> bool:
    """Whether this database is a rehearsal's."""
    installation = _installation()
    return installation is not None and installation.rehearsal


def days_behind() -> int:
    """How many days the day that is shown lies behind the real one: 0 but in a rehearsal with a history."""
    installation = _installation()
    if installation is None or installation.shown_as is None:
        return 0
    return (installation.begun_on - installation.shown_as).days


clock.set_source(days_behind)


def is_begun() -> bool:
    """Whether this database is marked, as a rehearsal or as the real line."""
    return Installation.objects.exists()


def begin(*, rehearsal: bool, shown_as: dt.date | None = None) -> Installation:
    """Mark an empty database for good. Raises ValidationError if it is marked already.

    `shown_as` is for a rehearsal with a history: the day that goes for today.
    """
    if is_begun():
        raise ValidationError("This database has been begun already. Choose an empty one.")
    if shown_as and not rehearsal:
        raise ValidationError("Only a rehearsal may go by another day than the real one.")
    _mark.clear()
    today = timezone.localdate()
    return Installation.objects.create(rehearsal=rehearsal, begun_on=today, shown_as=shown_as)
