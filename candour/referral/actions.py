"""What the desk does with referrals: approve, send, and send on. Nobody sends one alone."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from candour.assessment.deciding import confirm_decision, ledger_codes, open_sanitised
from candour.assessment.models import Decision, Report
from candour.assessment.notices import tell_all
from candour.assessment.rules import REFER, corruption_categories, new_reference
from candour.audit.actions import note
from candour.forces.models import Force
from candour.intake.models import ContactDetails
from candour.intake.rules import category_label
from candour.ledger.actions import Codes, record
from candour.seal.keys import Context, PublicKey
from candour.seal.sealing import seal_fields, seal_text
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.teams.actions import assessors
from candour.teams.models import TeamKey

from . import notices
from .cohorts import assessed_on, first_sent_on
from .danger import is_danger
from .models import PassedDetails, PassingOn, Referral, Sending, Transfer
from .reading import mark_of_move
from .rules import HELD, PASSING, REDIRECTING, WITH_FORCE

MOVING = (PASSING, REDIRECTING)


def _new_reference() -> str:
    return "R-" + new_reference().replace("-", "")


@transaction.atomic
def approve(decision: Decision, *, by: Member, keys: Keyring, on: dt.date | None = None) -> list[Referral]:
    """The second person's yes to a referral: one to each force, sealed to its unit, or held for its key."""
    if decision.kind != REFER:
        raise ValidationError("This decision sends the report to nobody. Confirm it instead.")
    day = on or timezone.localdate()
    confirm_decision(decision, by=by, on=day)
    referrals = [
        Referral.objects.create(
            reference=_new_reference(),
            report=decision.report,
            decision=decision,
            force=destination.force,
            approved_by=by,
            approved_on=day,
        )
        for destination in decision.destinations.select_related("force").order_by("force")
    ]
    for referral in referrals:
        _send_or_hold(referral, by=by, keys=keys, on=day)
    note("approved", member=by.pk, kind="report", row=decision.report_id)
    return referrals


def _codes(referral: Referral) -> Codes:
    codes = ledger_codes(referral.report)
    codes["force"] = referral.force_id
    return codes


def _record_sending_of(event: str, referral: Referral, on: dt.date) -> None:
    """Write that it was held or sent, in the cohort of the day on which the second person said yes."""
    began_on, report, codes = assessed_on(referral), referral.report.token, _codes(referral)
    record(event, on=on, began_on=began_on, token=referral.token, parent=report, **codes)


def unit_key(force: Force) -> TeamKey | None:
    """The newest confirmed key of a force's unit, or None: then its referrals are held."""
    return TeamKey.objects.filter(team__force=force, confirmed=True).order_by("-generation").first()


def unit_recipient(referral: Referral) -> PublicKey:
    """What goes to a referral's unit today is sealed to this: its newest confirmed key, not the one of the
    day of sending, which may have been taken back from somebody since."""
    return (unit_key(referral.force) or referral.sending.team_key).public


def fresh(referral: Referral) -> Referral:
    """The referral as it stands in the database, locked until the transaction ends."""
    # Two queries: one that joins and waits for a lock reads the rows it joins as they were before the wait.
    Referral.objects.select_for_update().only("pk").get(pk=referral.pk)
    return Referral.objects.with_steps().get(pk=referral.pk)


def _send_or_hold(referral: Referral, *, by: Member, keys: Keyring, on: dt.date) -> None:
    if not _send(referral, by=by, keys=keys, on=on):
        _record_sending_of("referral.held", referral, on)
        tell_all(referral.report, notices.HELD, on=on)


def _send(referral: Referral, *, by: Member, keys: Keyring, on: dt.date) -> bool:
    """Seal the referral to its force's unit; False if the unit has no key that may be used yet."""
    key = unit_key(referral.force)
    if key is None:
        return False
    contents = _contents(referral.report, by=by, keys=keys)
    sealed = seal_fields(contents, [key.public], Context("referral", referral.pk))
    Sending.objects.create(referral=referral, team_key=key, sealed=sealed, on=on)
    # Consent was for the force that the decision names. A transfer goes to another one.
    if referral.decision.pass_details and not Transfer.objects.filter(onward=referral).exists():
        _pass_details(referral, key, keys)
    _record_sending(referral, on)
    return True


def _record_sending(referral: Referral, on: dt.date) -> None:
    """A first sending is a referral (M07); a sending on is a transfer (M08) and never both."""
    transfer = Transfer.objects.select_related("passing_on__referral").filter(onward=referral).first()
    if transfer is None:
        _record_sending_of("referral.sent", referral, on)
        tell_all(referral.report, notices.SENT, on=on)
        return
    moved, first = _codes(transfer.passing_on.referral), first_sent_on(referral)
    moved["to_force"] = referral.force_id
    token, event = transfer.token, "referral.transferred"
    record(event, on=on, began_on=first, token=token, parent=referral.token, **moved)
    tell_all(referral.report, notices.PASSED, on=on)


def _contents(report: Report, *, by: Member, keys: Keyring) -> dict[str, object]:
    """What a force receives: the sanitised text and codes. Never an item's or the account's own words."""
    return {
        "text": open_sanitised(report, by=by, keys=keys),
        "category": category_label(report.category),
        "corruption_category": corruption_categories().get(report.corruption_category, ""),
        "marking": report.marking,
        "danger": is_danger(report),
        "grades": [
            f"{item.source}-{item.intelligence}-{item.handling}"
            + (f" {item.conditions}" if item.conditions else "")
            for item in report.items.all()
        ],
    }


def _pass_details(referral: Referral, key: TeamKey, keys: Keyring) -> None:
    """Rewrap the details of the reporters who consented; nobody here reads them on the way."""
    consenting = ContactDetails.objects.filter(consent=True, contact__fed__report=referral.report)
    for details in consenting:
        sealed = keys.pass_on(details.sealed, Context("contact details", details.pk), [key.public])
        PassedDetails.objects.create(referral=referral, sealed_as=details.pk, sealed=sealed)


@transaction.atomic
def send_held(referral: Referral, *, by: Member, keys: Keyring, on: dt.date | None = None) -> Referral:
    """Send what was held, now that the unit has a confirmed key. ValidationError if it still has none."""
    require_role(by, Role.SUPERVISOR)
    if fresh(referral).stage() != HELD:
        raise ValidationError("This referral has been sent already.")
    if not _send(referral, by=by, keys=keys, on=on or timezone.localdate()):
        raise ValidationError(f"{referral.force.name} still has no confirmed key. Ring the unit.")
    note("sent held", member=by.pk, kind="referral", row=referral.pk)
    return referral


def _as_read(passing: PassingOn, seen: str) -> PassingOn:
    """The proposed move as it stands. ValidationError if it is gone, or not the one that was read."""
    if fresh(passing.referral).stage() not in MOVING:
        raise ValidationError("This referral has been passed on already, or the move was taken back.")
    now = PassingOn.objects.select_related("referral__report", "to_force").get(pk=passing.pk)
    if mark_of_move(now) != seen:
        raise ValidationError("Another move was proposed after you opened this one. Read it first.")
    return now


@transaction.atomic
def send_on(
    passing: PassingOn, *, seen: str, by: Member, keys: Keyring, on: dt.date | None = None
) -> Referral:
    """A supervisor sends a referral on to another force: a transfer (M08), which adds nothing to M07.

    `seen` is the mark of the proposal that they read (`reading.mark_of_move`). ValidationError if another
    one stands by now. No contact details go along.
    """
    require_role(by, Role.SUPERVISOR)
    passing = _as_read(passing, seen)
    if passing.by_id == by.pk:
        raise PermissionDenied("You proposed this move. A second person must send it.")
    day, old = on or timezone.localdate(), passing.referral
    onward = Referral.objects.create(
        reference=_new_reference(),
        report=old.report,
        decision=old.decision,
        force=passing.to_force,
        token=old.token,
        approved_by=by,
        approved_on=day,
    )
    Transfer.objects.create(passing_on=passing, onward=onward, by=by, on=day)
    _send_or_hold(onward, by=by, keys=keys, on=day)
    note("sent on", member=by.pk, kind="referral", row=old.pk)
    return onward


@transaction.atomic
def keep_with_force(passing: PassingOn, *, seen: str, by: Member) -> None:
    """Take a proposed move back: the referral stays where it is, and another move may be proposed.

    For a supervisor, who tells the unit by telephone. ValidationError once it has been sent on, or if
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
    """The desk finds another force for what was sent back. ValidationError if it was not."""
    require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    if not hasattr(fresh(referral), "sent_back"):
        raise ValidationError("This referral has not been sent back.")
    day = on or timezone.localdate()
    return propose(referral, to_force=to_force, words=words, by=by, on=day, readers=[assessors()])


def propose(
    referral: Referral, *, to_force: Force, words: str, by: Member, on: dt.date, readers: list[PublicKey]
) -> PassingOn:
    """Write down a proposed move, sealed to `readers`. ValidationError with every objection to it."""
    objections = _objections_to_move(referral, to_force, words)
    if objections:
        raise ValidationError(objections)
    note("proposed passing on", member=by.pk, kind="referral", row=referral.pk)
    sealed = seal_text(words, readers, Context("reason", referral.pk))
    return PassingOn.objects.create(referral=referral, to_force=to_force, by=by, on=on, sealed=sealed)


def _objections_to_move(referral: Referral, to_force: Force, words: str) -> list[str]:
    if PassingOn.objects.filter(referral=referral).exists():
        return ["Passing this referral on has been proposed already."]
    found = [] if words.strip() else ["Write why it belongs to that force."]
    if to_force.pk == referral.force_id:
        return [*found, "Choose another force than the one that has it."]
    there = Referral.objects.filter(report=referral.report_id, force=to_force)
    if there.at_stage(HELD, *WITH_FORCE).exists():
        found.append(f"{to_force.name} has this report already. Choose another force.")
    return found
