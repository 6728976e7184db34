"""An outcome that was recorded by mistake is withdrawn: it stays visible, and counts no more."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.assessment.notices import tell_all
from candour.audit.actions import note
from candour.referral.actions import unit_recipient
from candour.referral.models import Referral
from candour.referral.replies import require_with_force
from candour.seal.keys import Context
from candour.seal.sealing import seal_text
from candour.staff.models import Member
from candour.store.clock import current_day
from candour.teams.actions import assessors

from .entries import take_out
from .models import Outcome, Withdrawal
from .rules import words_of_mistake


def require_standing(outcome: Outcome) -> None:
    """ValidationError if the outcome has been corrected or withdrawn."""
    if Outcome.objects.filter(corrects=outcome).exists():
        raise ValidationError("This outcome has been corrected already. Correct the newer one.")
    if Withdrawal.objects.filter(outcome=outcome).exists():
        raise ValidationError("This outcome has been withdrawn already. Record a new one if there is one.")


@transaction.atomic
def withdraw_outcome(wrong: Outcome, *, words: str, by: Member, on: dt.date | None = None) -> Withdrawal:
    """Say that an outcome was recorded by mistake, and what the mistake was.

    A reporter who was told of it, or of one that it corrects, is told of the mistake. ValidationError if
    the outcome does not stand, the referral has left the force, or `words` is empty.
    """
    require_with_force(wrong.referral, by)
    require_standing(wrong)
    if not words.strip():
        raise ValidationError("Write what the mistake was, so that the line can follow it.")
    day, referral = on or current_day(), wrong.referral
    readers = [assessors(), unit_recipient(referral)]
    sealed = seal_text(words, readers, Context("reason", wrong.pk))
    withdrawal = Withdrawal.objects.create(outcome=wrong, by=by, on=day, sealed=sealed)
    for line in filter(None, (wrong.entry, wrong.person_entry)):
        take_out(line, on=day)
    if _was_told(wrong):
        tell_all(referral.report, words_of_mistake(_still_told(referral)), on=day)
    note("withdrew outcome", member=by.pk, kind="referral", row=referral.pk)
    return withdrawal


def _was_told(wrong: Outcome) -> bool:
    """Whether a notice went to a reporter of this outcome, or of one that it corrects."""
    outcome: Outcome | None = wrong
    while outcome is not None:
        if outcome.tell_reporter:
            return True
        outcome = outcome.corrects
    return False


def _still_told(referral: Referral) -> str:
    """The code of the last standing outcome of which a notice went to reporters; empty if there is none."""
    standing = (
        referral.outcomes.standing().filter(tell_reporter=True).order_by("-recorded_on", "-happened_on")
    )
    return standing.values_list("code", flat=True).first() or ""
