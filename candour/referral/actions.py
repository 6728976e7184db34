"""The desk's actions on referrals: approve, send, hold, and send what was held. Each takes two people."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.assessment.deciding import confirm_decision, ledger_codes, open_sanitised
from candour.assessment.models import Decision, Report
from candour.assessment.notices import tell_all
from candour.assessment.rules import REFER, new_reference
from candour.audit.actions import note
from candour.codes.categories import category_label, corruption_category_label
from candour.forces.models import Force
from candour.intake.models import ContactDetails
from candour.ledger.actions import Codes, record
from candour.seal.keys import Context, PublicKey
from candour.seal.sealing import seal_fields
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.store.clock import current_day
from candour.teams.models import TeamKey

from . import notices
from .cohorts import assessed_on, first_sent_on
from .danger import is_danger
from .models import PassedDetails, Referral, Sending, Transfer
from .rules import HELD


def new_referral_reference() -> str:
    """A random reference such as R-9V38K58."""
    return "R-" + new_reference().replace("-", "")


@transaction.atomic
def approve(decision: Decision, *, by: Member, keys: Keyring, on: dt.date | None = None) -> list[Referral]:
    """The second person approves a decision to refer: a referral to each force is sent, or held without a
    key.

    Raises ValidationError for another kind of decision, and as `confirm_decision`.
    """
    if decision.kind != REFER:
        raise ValidationError("This decision sends the report to nobody. Confirm it instead.")
    day = on or current_day()
    confirm_decision(decision, by=by, on=day)
    referrals = [
        Referral.objects.create(
            reference=new_referral_reference(),
            report=decision.report,
            decision=decision,
            force=destination.force,
            approved_by=by,
            approved_on=day,
        )
        for destination in decision.destinations.select_related("force").order_by("force")
    ]
    for referral in referrals:
        send_or_hold(referral, by=by, keys=keys, on=day)
    note("approved", member=by.pk, kind="report", row=decision.report_id)
    return referrals


def _codes(referral: Referral) -> Codes:
    codes = ledger_codes(referral.report)
    codes["force"] = referral.force_id
    return codes


def _record_sending_of(event: str, referral: Referral, on: dt.date) -> None:
    """Record a holding or sending, in the cohort of the day on which the decision was confirmed."""
    began_on, report, codes = assessed_on(referral), referral.report.token, _codes(referral)
    record(event, on=on, began_on=began_on, token=referral.token, parent=report, **codes)


def unit_key(force: Force) -> TeamKey | None:
    """The newest confirmed key of a force's unit, or None. Without one its referrals are held."""
    return TeamKey.objects.filter(team__force=force, confirmed=True).order_by("-generation").first()


def unit_recipient(referral: Referral) -> PublicKey:
    """The key to seal to for a referral's unit now: its newest confirmed key. The key of the day of sending
    may have been taken back from somebody since.
    """
    return (unit_key(referral.force) or referral.sending.team_key).public


def lock_referral(referral: Referral) -> Referral:
    """The referral, read again from the database and locked until the transaction ends."""
    # Two queries: one that joins and waits for a lock reads the rows it joins as they were before the wait.
    Referral.objects.select_for_update().only("pk").get(pk=referral.pk)
    return Referral.objects.with_steps().get(pk=referral.pk)


def send_or_hold(referral: Referral, *, by: Member, keys: Keyring, on: dt.date) -> None:
    """Send the referral to its unit, or record that it is held if the unit has no key."""
    if not _send(referral, by=by, keys=keys, on=on):
        _record_sending_of("referral.held", referral, on)
        tell_all(referral.report, notices.HELD, on=on)


def _send(referral: Referral, *, by: Member, keys: Keyring, on: dt.date) -> bool:
    """Seal and send the referral to its force's unit.

    False, and nothing is done, if the unit has no key yet.
    """
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
    """Record a first sending as a referral (M07), and a sending on as a transfer (M08) only."""
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
    """What a force receives: the sanitised text and codes, never the text of an item or of an account."""
    return {
        "text": open_sanitised(report, by=by, keys=keys),
        "category": category_label(report.category),
        "corruption_category": corruption_category_label(report.corruption_category),
        "marking": report.marking,
        "danger": is_danger(report),
        "grades": [
            f"{item.source}-{item.intelligence}-{item.handling}"
            + (f" {item.conditions}" if item.conditions else "")
            for item in report.items.all()
        ],
    }


def _pass_details(referral: Referral, key: TeamKey, keys: Keyring) -> None:
    """Rewrap the contact details of the reporters who consented; they are not decrypted."""
    consenting = ContactDetails.objects.filter(consent=True, contact__fed__report=referral.report)
    for details in consenting:
        sealed = keys.pass_on(details.sealed, Context("contact details", details.pk), [key.public])
        PassedDetails.objects.create(referral=referral, sealed_as=details.pk, sealed=sealed)


@transaction.atomic
def send_held(referral: Referral, *, by: Member, keys: Keyring, on: dt.date | None = None) -> Referral:
    """Send a held referral. Raises ValidationError if the unit still has no confirmed key."""
    require_role(by, Role.SUPERVISOR)
    if lock_referral(referral).stage() != HELD:
        raise ValidationError("This referral has been sent already.")
    if not _send(referral, by=by, keys=keys, on=on or current_day()):
        raise ValidationError(f"{referral.force.name} still has no confirmed key. Ring the unit.")
    note("sent held", member=by.pk, kind="referral", row=referral.pk)
    return referral
