"""The stages of a referral as questions to the database: the same answers as `Referral.stage`."""

import functools
import operator
from collections.abc import Mapping

from django.db.models import Q

from . import rules

_sent = Q(sending__isnull=False)
_not_moving = _sent & Q(passing_on__isnull=True)
_moving = _sent & Q(passing_on__isnull=False, passing_on__transfer__isnull=True)
_AT_STAGE: Mapping[str, Q] = {
    rules.HELD: Q(sending__isnull=True),
    rules.SENT: _not_moving & Q(sent_back__isnull=True, acknowledgement__isnull=True),
    rules.ACKNOWLEDGED: _not_moving & Q(sent_back__isnull=True, acknowledgement__isnull=False),
    rules.SENT_BACK: _not_moving & Q(sent_back__isnull=False),
    rules.REDIRECTING: _moving & Q(sent_back__isnull=False),
    rules.PASSING: _moving & Q(sent_back__isnull=True),
    rules.PASSED: _sent & Q(passing_on__transfer__isnull=False),
}


def standing_at(*stages: str) -> Q:
    """What is true of a referral at one of these stages. KeyError for a stage that is not in rules.py."""
    return functools.reduce(operator.or_, [_AT_STAGE[stage] for stage in stages])
