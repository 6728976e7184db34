"""How many addresses that anybody typed are written to: else our mails would be a weapon against an inbox."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from candour.foi.annotations.annotating import ASKED, CONFIRMED
from candour.foi.models import AnnotationOffer, InformationRequest, OfferStep, Outgoing
from candour.foi.rules import Kind

SUBJECT = "Is this your address?"
# In one UK day, for requests and notes together. A desk that truly gets more asks the rest the next day.
MOST_A_DAY = 200


@dataclass
class Sparing:
    """Who was asked today and has not confirmed, and how many more may be asked."""

    left: int = MOST_A_DAY
    unanswered: set[str] = field(default_factory=set)

    def may_ask(self, address: str) -> bool:
        """Whether this address is asked now, and is noted as asked; else it waits for another day.

        That is so where it leaves a mail of today unanswered, or MOST_A_DAY were asked.
        """
        inbox = inbox_of(address)
        if self.left <= 0 or inbox in self.unanswered:
            return False
        self.left -= 1
        self.unanswered.add(inbox)
        return True


def inbox_of(address: str) -> str:
    """Where mail to an address ends up: capitals, and what stands after a plus, lead to no other inbox."""
    local, _, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def asked_today(today: dt.date | None = None) -> Sparing:
    """What was asked on this UK day so far, of askers and of writers of notes."""
    day = today or timezone.localdate()
    sent = Outgoing.objects.filter(subject=SUBJECT, is_automatic=True, queued_at__date=day)
    asked = OfferStep.objects.filter(kind=ASKED, on=day)
    proved = InformationRequest.objects.filter(steps__kind=Kind.CONFIRMED)
    confirmed = OfferStep.objects.filter(kind=CONFIRMED).values("offer")
    offers = AnnotationOffer.objects.filter(pk__in=asked.values("offer")).exclude(pk__in=confirmed)
    waits = [
        *sent.exclude(request__in=proved).values_list("to", flat=True),
        *offers.values_list("email", flat=True),
    ]
    return Sparing(MOST_A_DAY - sent.count() - asked.count(), {inbox_of(one) for one in waits})
