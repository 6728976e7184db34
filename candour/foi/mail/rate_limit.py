"""A daily limit on mails to addresses that anybody can type in, so that they cannot flood an inbox."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from candour.foi.models import InformationRequest, Outgoing
from candour.foi.rules import StepKind
from candour.store.clock import current_day

SUBJECT = "Is this your address?"
# In one UK day, for all that ask together. A desk that truly gets more asks the rest the next day.
MOST_A_DAY = 200


@dataclass
class RateLimit:
    """The addresses that were asked today and have not confirmed, and how many more may be asked."""

    left: int = MOST_A_DAY
    unanswered: set[str] = field(default_factory=set)

    def may_ask(self, address: str) -> bool:
        """Whether this address may be asked now; if so, it is counted. Else it waits for another day.

        That is so where it leaves a mail of today unanswered, or MOST_A_DAY were asked.
        """
        inbox = inbox_of(address)
        if self.left <= 0 or inbox in self.unanswered:
            return False
        self.left -= 1
        self.unanswered.add(inbox)
        return True


class AskedToday(NamedTuple):
    """How many addresses were asked on a day, and those of them that have not confirmed."""

    number: int
    unanswered: list[str]


class AddressChecks(NamedTuple):
    """Another room that asks addresses whether they are right, under the same limit."""

    asked_on: Callable[[dt.date], AskedToday]
    queue: Callable[[RateLimit], int]


def inbox_of(address: str) -> str:
    """Where mail to an address ends up: capitals, and what stands after a plus, lead to no other inbox."""
    local, _, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def limit_today(others: Sequence[AddressChecks] = (), *, today: dt.date | None = None) -> RateLimit:
    """What may still be asked on this UK day, after the askers and the `others` that were asked so far."""
    day = today or current_day()
    counts = [_askers_on(day), *(other.asked_on(day) for other in others)]
    unanswered = {inbox_of(address) for count in counts for address in count.unanswered}
    return RateLimit(MOST_A_DAY - sum(count.number for count in counts), unanswered)


def _askers_on(day: dt.date) -> AskedToday:
    sent = Outgoing.objects.filter(subject=SUBJECT, is_automatic=True, queued_at__date=day)
    confirmed = InformationRequest.objects.filter(steps__kind=StepKind.CONFIRMED)
    return AskedToday(sent.count(), list(sent.exclude(request__in=confirmed).values_list("to", flat=True)))
