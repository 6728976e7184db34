"""The days by which the figures follow a referral, wherever it is now: its lines in the ledger carry them."""

import datetime as dt

from candour.assessment.models import Confirmation

from .models import Referral, Sending


def assessed_on(referral: Referral) -> dt.date:
    """The day of the second person's yes, by which a report's referrals are counted with the report."""
    return Confirmation.objects.get(decision=referral.decision_id).on


def first_sent_on(referral: Referral) -> dt.date:
    """The day it was first sent to any force. Sending.DoesNotExist if it never was."""
    # By the report too, which has an index.
    every = Sending.objects.filter(referral__report=referral.report_id, referral__token=referral.token)
    first: dt.date = every.values_list("on", flat=True).earliest("on")
    return first
