"""A unit's actions on a referral: read, acknowledge, send back, propose another force."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from candour.assessment.notices import tell_all
from candour.audit.actions import note
from candour.forces.models import Force
from candour.ledger.actions import record
from candour.seal.keys import Context
from candour.seal.sealing import seal_text
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.store.clock import current_day
from candour.teams.actions import assessors

from . import notices
from .actions import lock_referral, unit_recipient
from .cohorts import first_sent_on
from .models import Acknowledgement, PassingOn, Referral, SentBack
from .moves import propose_move


def require_unit(referral: Referral, by: Member) -> None:
    """Raises PermissionDenied unless the member belongs to the unit of the referral's force."""
    require_role(by, Role.FORCE_MEMBER)
    if by.force_id != referral.force_id:
        raise PermissionDenied("This referral is not your force's.")


def require_with_force(referral: Referral, by: Member) -> None:
    """Raises as `require_unit`, and ValidationError once the referral has left the force."""
    require_unit(referral, by)
    if not lock_referral(referral).is_with_force():
        raise ValidationError("This referral is no longer with your force. Ring the line if that is wrong.")


def _record(event: str, referral: Referral, day: dt.date) -> None:
    report = referral.report
    record(
        event,
        on=day,
        began_on=first_sent_on(referral),
        token=referral.token,
        parent=report.token,
        force=referral.force_id,
        category=report.category,
    )


@dataclass(frozen=True, repr=False)
class OpenReferral:
    """What the force reads: the sanitised text with the report's codes and the grades of its items."""

    text: str
    category: str
    corruption_category: str
    marking: str
    grades: list[str]
    danger: bool


@transaction.atomic
def open_referral(referral: Referral, *, by: Member, keys: Keyring) -> OpenReferral:
    """The sanitised report, opened with the unit's key. Audited; WrongKey with another unit's key."""
    require_unit(referral, by)
    fields = keys.open_fields(referral.sending.sealed, Context("referral", referral.pk))
    note("opened", member=by.pk, kind="referral", row=referral.pk)
    grades = fields["grades"]
    return OpenReferral(
        text=str(fields["text"]),
        category=str(fields["category"]),
        corruption_category=str(fields["corruption_category"]),
        marking=str(fields["marking"]),
        grades=[str(grade) for grade in grades] if isinstance(grades, list) else [],
        danger=bool(fields.get("danger", False)),  # what was sealed before it went along has none
    )


@transaction.atomic
def open_details(referral: Referral, *, by: Member, keys: Keyring) -> list[str]:
    """The contact details of reporters who agreed to give them to the force. Audited by itself.

    ValidationError once the referral has left the force: then it has no need to know them.
    """
    require_with_force(referral, by)
    opened = [
        keys.open_fields(passed.sealed, Context("contact details", passed.sealed_as))["details"]
        for passed in referral.details.all()
    ]
    note("opened details", member=by.pk, kind="referral", row=referral.pk)
    return [str(details) for details in opened]


@transaction.atomic
def acknowledge(referral: Referral, *, by: Member, on: dt.date | None = None) -> Acknowledgement:
    """Confirm receipt (M09). ValidationError if it has been confirmed already."""
    require_with_force(referral, by)
    day = on or current_day()
    row, new = Acknowledgement.objects.get_or_create(referral=referral, defaults={"by": by, "on": day})
    if not new:
        raise ValidationError("This referral has been acknowledged already.")
    _record("referral.acknowledged", referral, day)
    tell_all(referral.report, notices.ACKNOWLEDGED, on=day)
    note("acknowledged", member=by.pk, kind="referral", row=referral.pk)
    return row


@transaction.atomic
def send_back(referral: Referral, *, words: str, by: Member, on: dt.date | None = None) -> SentBack:
    """Say that the matter is not this force's, and why. The desk finds the right one."""
    require_with_force(referral, by)
    if PassingOn.objects.filter(referral=referral).exists():
        raise ValidationError("You have proposed passing this on. The line is seeing to it.")
    if not words.strip():
        raise ValidationError("Write why it is not yours, so that the line can find the right force.")
    day = on or current_day()
    sealed = seal_text(words, [assessors()], Context("note", referral.pk))
    row = SentBack.objects.create(referral=referral, by=by, on=day, sealed=sealed)
    _record("referral.sent_back", referral, day)
    tell_all(referral.report, notices.FINDING_FORCE, on=day)
    note("sent back", member=by.pk, kind="referral", row=referral.pk)
    return row


@transaction.atomic
def propose_transfer(
    referral: Referral, *, to_force: Force, words: str, by: Member, on: dt.date | None = None
) -> PassingOn:
    """Propose passing the referral on to another force; a supervisor of the line sends it."""
    require_with_force(referral, by)
    day, readers = on or current_day(), [assessors(), unit_recipient(referral)]
    return propose_move(referral, to_force=to_force, words=words, by=by, on=day, readers=readers)
