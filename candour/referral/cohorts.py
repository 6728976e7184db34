"""The days by which the figures group referrals into cohorts; the ledger's entries carry them."""

import datetime as dt

from candour.assessment.models import Confirmation

from .models import Referral, Sending


def assessed_on(referral: Referral) -> dt.date:
    """The day on which the decision was confirmed: the cohort of the report, in which its referrals count."""
    return Confirmation.objects.get(decision=referral.decision_id).on


def first_sent_on(referral: Referral) -> dt.date:
    """The day on which it was first sent to any force. Raises Sending.DoesNotExist if it never was."""
    # By the report too, which has an index.
    every = Sending.objects.filter(referral__report=referral.report_id, referral__token=referral.token)
    first: dt.date = every.values_list("on", flat=True).earliest("on")
    return first
