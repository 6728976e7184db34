"""What was said on one day in the order in which it was said, so that no answer stands above its question."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from candour.foi.models import InformationRequest, Message, Posted, RequestLetter
from candour.foi.rules import Channel, StepKind

# After these letters of ours, mail of the same day is more likely an answer to them than written before.
_ASKS_OR_GREETS = (StepKind.OPENED, StepKind.CLARIFICATION_ASKED)


class Spot(NamedTuple):
    """Where something stands among what its asker finds with their code; `after` sets mail behind a line."""

    place: int = 0
    after: bool = False


class Places:
    """The places of one request's messages and letters within their days.

    Whatever is posted has a place of its own. Mail has none and bears no hour: it stands behind what we asked
    or acknowledged on its day, and before whatever else we sent.
    """

    def __init__(self, request: InformationRequest) -> None:
        self.posted = list(Posted.objects.filter(follow_hash=request.follow_hash))
        self.came_by_mail = request.channel == Channel.EMAIL

    def of_letter(self, letter: RequestLetter) -> Spot:
        """The place of a letter that was sent; behind everything where it went to somebody else."""
        return self._of(letter.sent_on, letter.body) or Spot(len(self.posted) + 1)

    def of_message(self, message: Message, thread: Sequence[Message]) -> Spot:
        """The place of a message of this thread. The mail that is the request itself comes first."""
        if self.came_by_mail and message == thread[0]:
            return Spot()
        spot = self._of(message.received_on, message.text)
        return spot or Spot(max(self._before_mail(message.received_on), default=0), after=True)

    def _of(self, on: dt.date | None, words: str) -> Spot | None:
        same = (line for line in self.posted if words.strip() and (line.on, line.body) == (on, words))
        return next((Spot(line.place) for line in same), None)

    def _before_mail(self, on: dt.date | None) -> list[int]:
        return [line.place for line in self.posted if line.on == on and line.kind in _ASKS_OR_GREETS]
