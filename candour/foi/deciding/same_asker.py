"""The other requests of the same asker: the cost of those that came close together is added up."""

import datetime as dt

from django.db.models import QuerySet

from candour.foi.clock.calendar import holidays
from candour.foi.clock.counting import days_between
from candour.foi.models import InformationRequest
from candour.foi.rules import Channel, StepKind

# The cost of one person's requests is added up where they come within sixty consecutive working days, the
# first and the last included (Freedom of Information and Data Protection (Appropriate Limit and Fees)
# Regulations 2004, reg. 5(2)(b)).
ADDED_UP = 60


def received_on(request: InformationRequest) -> dt.date:
    """The UK day on which it came."""
    return request.steps.get(kind=StepKind.RECEIVED).on


def of_the_same_asker(request: InformationRequest) -> list[tuple[InformationRequest, bool]]:
    """Their other requests, the newest first, and whether each came within sixty working days of this one."""
    asker = getattr(request, "requester", None)
    # Of one that was brought in nobody knows the day, nor more of its asker than a name.
    if asker is None or request.channel == Channel.IMPORT:
        return []
    closed = holidays()
    day = received_on(request)
    return [
        (other, abs(days_between(day, received_on(other), closed)) < ADDED_UP) for other in _others(request)
    ]


def _others(request: InformationRequest) -> QuerySet[InformationRequest]:
    """Requests with the same e-mail address; where there is none, those with the same name and no address."""
    asker = request.requester
    same = (
        InformationRequest.objects.filter(requester__email__iexact=asker.email)
        if asker.email
        else InformationRequest.objects.filter(requester__name__iexact=asker.name, requester__email="")
    )
    return same.exclude(pk=request.pk).filter(steps__kind=StepKind.RECEIVED).order_by("-steps__on")
