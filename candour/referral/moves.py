"""Moving a referral to another force: a move is proposed by the desk or by the unit, and a supervisor sends
it.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from candour.audit.actions import note
from candour.forces.models import Force
from candour.seal.keys import Context, PublicKey
from candour.seal.sealing import seal_text
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.store.clock import current_day
from candour.teams.actions import assessors

from .actions import lock_referral, new_referral_reference, send_or_hold
from .models import PassingOn, Referral, Transfer
from .rules import HELD, PASSING, REDIRECTING, WITH_FORCE
from .second_person import mark_of_move

MOVING = (PASSING, REDIRECTING)


def _as_read(passing: PassingOn, seen: str) -> PassingOn:
    """The proposed move, read again and locked.

    Raises ValidationError if it is gone, or another than `seen`.
    """
    if lock_referral(passing.referral).stage() not in MOVING:
        raise ValidationError("This referral has been passed on already, or the move was taken back.")
    now = PassingOn.objects.select_related("referral__report", "to_force").get(pk=passing.pk)
    if mark_of_move(now) != seen:
        raise ValidationError("Another move was proposed after you opened this one. Read it first.")
    return now


@transaction.atomic
def send_on(
    passing: PassingOn, *, seen: str, by: Member, keys: Keyring, on: dt.date | None = None
) -> Referral:
    """A supervisor sends a referral on to another force: a transfer (M08), which is not counted in M07.

    `seen` is the mark of the proposal that they read (`second_person.mark_of_move`). Raises ValidationError
    if another one stands by now. No contact details are passed on.
    """
    require_role(by, Role.SUPERVISOR)
    passing = _as_read(passing, seen)
    if passing.by_id == by.pk:
        raise PermissionDenied("You proposed this move. A second person must send it.")
    day, old = on or current_day(), passing.referral
    onward = Referral.objects.create(
        reference=new_referral_reference(),
        report=old.report,
        decision=old.decision,
        force=passing.to_force,
        token=old.token,
        approved_by=by,
        approved_on=day,
    )
    Transfer.objects.create(passing_on=passing, onward=onward, by=by, on=day)
    send_or_hold(onward, by=by, keys=keys, on=day)
    note("sent on", member=by.pk, kind="referral", row=old.pk)
    return onward


@transaction.atomic
def keep_with_force(passing: PassingOn, *, seen: str, by: Member) -> None:
    """Withdraw a proposed move: the referral stays with its force, and another move may be proposed.

    For a supervisor, who tells the unit by telephone. Raises ValidationError once it has been sent on, or if
    another move stands than the one with the mark `seen`.
    """
    require_role(by, Role.SUPERVISOR)
    passing = _as_read(passing, seen)
    note("took back move", member=by.pk, kind="referral", row=passing.referral_id)
    passing.delete()


@transaction.atomic
def propose_redirect(
    referral: Referral, *, to_force: Force, words: str, by: Member, on: dt.date | None = None
) -> PassingOn:
    """The desk proposes another force for a referral that was sent back. Raises ValidationError otherwise."""
    require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    if not hasattr(lock_referral(referral), "sent_back"):
        raise ValidationError("This referral has not been sent back.")
    day = on or current_day()
    return propose_move(referral, to_force=to_force, words=words, by=by, on=day, readers=[assessors()])


def propose_move(
    referral: Referral, *, to_force: Force, words: str, by: Member, on: dt.date, readers: list[PublicKey]
) -> PassingOn:
    """Store a proposed move, its reason sealed to `readers`. Raises ValidationError with every objection."""
    objections = _objections_to_move(referral, to_force, words)
    if objections:
        raise ValidationError(objections)
    note("proposed passing on", member=by.pk, kind="referral", row=referral.pk)
    sealed = seal_text(words, readers, Context("reason", referral.pk))
    return PassingOn.objects.create(referral=referral, to_force=to_force, by=by, on=on, sealed=sealed)


def _objections_to_move(referral: Referral, to_force: Force, words: str) -> list[str]:
    if PassingOn.objects.filter(referral=referral).exists():
        return ["Passing this referral on has been proposed already."]
    objections = [] if words.strip() else ["Write why it belongs to that force."]
    if to_force.pk == referral.force_id:
        return [*objections, "Choose another force than the one that has it."]
    there = Referral.objects.filter(report=referral.report_id, force=to_force)
    if there.at_stage(HELD, *WITH_FORCE).exists():
        objections.append(f"{to_force.name} has this report already. Choose another force.")
    return objections
