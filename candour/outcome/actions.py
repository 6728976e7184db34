"""What is done with outcomes: recorded by a force, and corrected with the first left visible."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.assessment.notices import tell_all
from candour.audit.actions import note
from candour.codes.outcomes import outcomes
from candour.referral.actions import unit_recipient
from candour.referral.models import Referral
from candour.referral.replies import require_unit, require_with_force
from candour.seal.keys import Context
from candour.seal.sealing import seal_fields
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.store.clock import current_day
from candour.teams.actions import assessors

from .entries import record_people, record_stated
from .models import Outcome, Withdrawal
from .rules import kind_stated, objections, words_for_reporter
from .withdrawing import require_standing


@dataclass(frozen=True)
class Stated:
    """What a force states. `happened_on` is its own day; `quantity` counts people where any are counted.

    `kind` says what kind of investigation it is (rules.kinds_offered). `first_arrests` is how many of the
    arrests were a person's first because of this line; None for all of them.
    """

    code: str
    happened_on: dt.date
    reference: str = ""
    words: str = ""
    quantity: int = 1
    tell_reporter: bool = False
    kind: str = ""
    first_arrests: int | None = None


@transaction.atomic
def record_outcome(
    referral: Referral,
    stated: Stated,
    *,
    by: Member,
    on: dt.date | None = None,
    once: uuid.UUID | None = None,
) -> Outcome:
    """Record what the force says it did. ValidationError with every objection.

    `once` comes from the page and becomes the row's id: the same page sent again gives the first outcome.
    """
    require_with_force(referral, by)
    if earlier := _kept_before(referral, once):
        return earlier
    return _keep(referral, stated, by=by, today=on or current_day(), corrects=None, once=once)


@transaction.atomic
def correct_outcome(
    wrong: Outcome, stated: Stated, *, by: Member, on: dt.date | None = None, once: uuid.UUID | None = None
) -> Outcome:
    """Put an outcome right with a new one that names it. `once` as for `record_outcome`.

    ValidationError if it has been put right already, or the referral has left the force.
    """
    require_with_force(wrong.referral, by)
    if earlier := _kept_before(wrong.referral, once):
        return earlier
    require_standing(wrong)
    today = on or current_day()
    return _keep(wrong.referral, stated, by=by, today=today, corrects=wrong, once=once)


def _kept_before(referral: Referral, once: uuid.UUID | None) -> Outcome | None:
    """The outcome that was recorded from the same page before, or None. Needs the lock on the referral."""
    earlier = Outcome.objects.filter(pk=once).first() if once else None
    if earlier is not None and earlier.referral_id != referral.pk:
        raise ValidationError("Open this page again, then record the outcome.")
    return earlier


def _keep(
    referral: Referral,
    stated: Stated,
    *,
    by: Member,
    today: dt.date,
    corrects: Outcome | None,
    once: uuid.UUID | None,
) -> Outcome:
    _require_lawful(referral, stated, today)
    outcome = _as_stated(referral, stated)
    outcome.pk, outcome.by, outcome.recorded_on, outcome.corrects = once or uuid.uuid4(), by, today, corrects
    outcome.entry = record_stated(outcome, reference=stated.reference).pk
    people = record_people(outcome)
    outcome.person_entry = people.pk if people else None
    recipients = [assessors(), unit_recipient(referral)]
    fields = {"reference": stated.reference.strip(), "words": stated.words}
    outcome.sealed = seal_fields(fields, recipients, Context("outcome", outcome.pk))
    outcome.save(force_insert=True)
    if stated.tell_reporter:
        tell_all(referral.report, words_for_reporter(stated.code), on=today)
    note(
        "corrected outcome" if corrects else "recorded outcome",
        member=by.pk,
        kind="referral",
        row=referral.pk,
    )
    return outcome


def _require_lawful(referral: Referral, stated: Stated, today: dt.date) -> None:
    reasons = objections(
        stated.code,
        reference=stated.reference,
        happened_on=stated.happened_on,
        sent_on=referral.sending.on,
        today=today,
        quantity=stated.quantity,
        nation=referral.force.nation,
        kind_said=stated.kind,
        first_arrests=stated.first_arrests,
    )
    if reasons:
        raise ValidationError(reasons)


def _as_stated(referral: Referral, stated: Stated) -> Outcome:
    """An unsaved row with the plain columns."""
    first_arrests = stated.first_arrests
    if first_arrests is None and outcomes()[stated.code].unit == "arrest":
        first_arrests = stated.quantity
    return Outcome(
        referral=referral,
        code=stated.code,
        happened_on=stated.happened_on,
        quantity=stated.quantity,
        kind=kind_stated(stated.code, referral.force.nation, stated.kind),
        first_arrests=first_arrests,
        tell_reporter=stated.tell_reporter,
    )


@dataclass(frozen=True, repr=False)
class OpenOutcome:
    """An outcome with its sealed words opened; `mistake` is why it was withdrawn, empty if it was not."""

    outcome: Outcome
    reference: str
    words: str
    mistake: str = ""


@transaction.atomic
def open_outcomes(referral: Referral, *, by: Member, keys: Keyring) -> list[OpenOutcome]:
    """Every outcome of a referral, corrected and withdrawn ones too, oldest first, and a correction after
    what it corrects; for unit and desk. Audited."""
    if by.role == Role.FORCE_MEMBER:
        require_unit(referral, by)
    else:
        require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    stored = referral.outcomes.select_related("by", "corrects", "corrected_by", "withdrawal__by")
    opened = [_open(outcome, keys) for outcome in _in_order(list(stored))]
    if opened:
        note("opened outcomes", member=by.pk, kind="referral", row=referral.pk)
    return opened


def _open(outcome: Outcome, keys: Keyring) -> OpenOutcome:
    inside = keys.open_fields(outcome.sealed, Context("outcome", outcome.pk))
    withdrawal: Withdrawal | None = getattr(outcome, "withdrawal", None)
    mistake = keys.open_text(withdrawal.sealed, Context("reason", outcome.pk)) if withdrawal else ""
    return OpenOutcome(outcome, str(inside["reference"]), str(inside["words"]), mistake)


def _in_order(rows: list[Outcome]) -> list[Outcome]:
    """Sorted by the day it happened, the day it was recorded, and the number of corrections before it."""
    corrects = {row.pk: row.corrects_id for row in rows}

    def corrections(pk: uuid.UUID | None) -> int:
        corrected = corrects.get(pk) if pk else None
        return 1 + corrections(corrected) if corrected else 0

    return sorted(rows, key=lambda row: (row.happened_on, row.recorded_on, corrections(row.pk), row.pk))
