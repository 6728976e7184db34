"""What a request's clock shows: what is due, when, how that was counted, and how much time is left."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from candour.foi.rules import Stage

# A week's work. The Act has no such word; it is when the desk's list begins to warn.
SOON = 5


class ClockKind(StrEnum):
    """Whose clock runs."""

    ANSWER = "answer"
    CLARIFICATION = "clarification"
    REVIEW = "review"
    COMMISSIONER = "commissioner"
    COMPLYING = "complying"
    NOTHING = "nothing"


_OURS = frozenset({ClockKind.ANSWER, ClockKind.REVIEW, ClockKind.COMMISSIONER, ClockKind.COMPLYING})


@dataclass(frozen=True)
class RequestClock:
    """One request's clock on one day.

    `due_on` is the last day of the clock that runs; where none runs any more, the day on which the answer was
    due; none while we wait for the asker. `working` says in sentences how it was counted. `left` is in
    working days, and below nought once the day is past. `at_most_on` is how long the time could be made.
    `answer_due_on` is the law's last day, also where a force asks for the answer earlier.
    """

    today: dt.date
    stage: Stage | None = None
    runs: ClockKind = ClockKind.NOTHING
    since: dt.date | None = None
    due_on: dt.date | None = None
    at_most_on: dt.date | None = None
    left: int | None = None
    working: list[str] = field(default_factory=list)
    answer_due_on: dt.date | None = None
    answered_on: dt.date | None = None
    lapses_on: dt.date | None = None
    review_until: dt.date | None = None
    complaint_until: dt.date | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is due from us."""
        return self.runs in _OURS

    @property
    def is_overdue(self) -> bool:
        """Whether the last day is past and we have not done it."""
        return self.is_running and self.due_on is not None and self.today > self.due_on

    @property
    def is_due_soon(self) -> bool:
        """Whether five working days or fewer are left."""
        return self.is_running and not self.is_overdue and self.left is not None and self.left <= SOON

    @property
    def answered_late(self) -> bool:
        """Whether the first answer went after its last day."""
        return bool(self.answered_on and self.answer_due_on and self.answered_on > self.answer_due_on)

    @property
    def has_lapsed(self) -> bool:
        """Whether we waited for the asker's words long enough to close it."""
        return self.lapses_on is not None and self.today > self.lapses_on

    @property
    def may_ask_review(self) -> bool:
        """Whether a review is still taken as a matter of course."""
        return self.review_until is not None and self.today <= self.review_until
