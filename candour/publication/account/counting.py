"""The requests of one month, as they stand on one day."""

import calendar
import datetime as dt
from collections.abc import Iterator

from candour.foi.clock import calendar as table
from candour.foi.clock.clock_view import RequestClock
from candour.foi.clock.counting import CountedTime, Holidays
from candour.foi.clock.laws import rules_of
from candour.foi.clock.reckoning import reckon_clock
from candour.foi.deciding.headlines import headline
from candour.foi.deciding.last_decisions import decided_questions, decisions_in, outcomes
from candour.foi.models import InformationRequest, QuestionDecision, RequestQuestion
from candour.foi.requests.steps import steps_taken
from candour.foi.rules import Channel, Footing, Stage, StepKind, StepTaken

from .headings import Counts, blank

_STANDING = {
    Stage.CLARIFYING: "waiting",
    Stage.LAPSED: "lapsed",
    Stage.WITHDRAWN: "withdrawn",
    Stage.HANDED_ON: "handed_on",
}
_FOUND = ("upheld", "part", "overturned")


def counts_of(month: dt.date, *, as_at: dt.date) -> Counts:
    """What came in the month that begins on this day, and how it stands at the end of `as_at`.

    Only what was let in here: not what was diverted, what still waits for a reader, or what was brought in
    from elsewhere.
    """
    counts, holidays = blank(), table.holidays()
    for request in _came_in(month):
        steps = [step for step in steps_taken(request) if step.on <= as_at]
        if StepKind.OPENED in (step.kind for step in steps):
            _count(counts, request, steps, holidays, as_at)
    return counts


def _came_in(month: dt.date) -> Iterator[InformationRequest]:
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    ours = InformationRequest.objects.exclude(channel=Channel.IMPORT)
    came = ours.filter(steps__kind=StepKind.RECEIVED, steps__on__range=(month, last))
    yield from came.prefetch_related("steps", "questions", "letters")


def _count(
    counts: Counts, request: InformationRequest, steps: list[StepTaken], holidays: Holidays, as_at: dt.date
) -> None:
    law, kinds = rules_of(request.law), [step.kind for step in steps]
    counts["came"]["came"] += 1
    counts["came"]["questions"] += request.questions.count()
    counts["standing"][_stands(_clock(request, steps, holidays, as_at))] += 1
    if StepKind.RESPONDED in kinds:
        answered = steps[: kinds.index(StepKind.RESPONDED) + 1]
        # By the last day that held when it was answered: a holiday that is added later moves it no more.
        holidays_then = table.holidays(known_on=answered[-1].on)
        clock = _clock(request, answered, holidays_then, as_at)
        counts["time"][_time(clock, law.count("answer", clock.since or as_at, holidays_then))] += 1
        _count_decisions(counts, request, as_at)
    if StepKind.REVIEW_REQUESTED in kinds:
        _count_review(counts, request, steps, holidays)
    if StepKind.ICO_OPENED in kinds:
        counts["commissioner"]["decided_questions" if StepKind.ICO_DECIDED in kinds else "open"] += 1


def _clock(
    request: InformationRequest, steps: list[StepTaken], holidays: Holidays, as_at: dt.date
) -> RequestClock:
    return reckon_clock(
        steps,
        rules_of(request.law),
        holidays,
        today=as_at,
        footing=Footing(request.footing),
        answer_by=request.answer_by,
        needs_confirming=request.needs_confirming,
    )


def _stands(clock: RequestClock) -> str:
    if clock.answered_on:
        return "answered"
    if clock.stage in _STANDING:
        return _STANDING[clock.stage]
    return "overdue" if clock.is_overdue else "open"


def _time(clock: RequestClock, usual: CountedTime | None) -> str:
    """Of a clock that stopped with the first answer; `usual` is its time without any added to it."""
    if clock.answered_late:
        return "late"
    added = usual is not None and clock.answered_on is not None and clock.answered_on > usual.due_on
    return "longer" if added else "in_time"


def _count_decisions(counts: Counts, request: InformationRequest, as_at: dt.date) -> None:
    pairs = _first_told(request, as_at)
    if not pairs:
        return
    counts["outcome"][headline(outcomes(pairs))] += 1
    for _, decision in pairs:
        counts["question"][decision.outcome] += 1
        for section in decision.sections:
            code = f"{request.law.upper()} {section}"
            counts["section"][code] = counts["section"].get(code, 0) + 1


def _first_told(
    request: InformationRequest, as_at: dt.date
) -> list[tuple[RequestQuestion, QuestionDecision]]:
    """What the first answer said; what a review changed is told under reviews."""
    sent = request.letters.filter(kind="response", sent_on__lte=as_at).order_by("sent_on").first()
    return decisions_in(sent) if sent else decided_questions(request)


def _count_review(
    counts: Counts, request: InformationRequest, steps: list[StepTaken], holidays: Holidays
) -> None:
    request_step = next(step for step in steps if step.kind == StepKind.REVIEW_REQUESTED)
    answered = next((step for step in steps if step.kind == StepKind.REVIEW_RESPONDED), None)
    if answered is None:
        counts["review"]["open"] += 1
        return
    finding = request.steps.get(kind=StepKind.REVIEW_RESPONDED).note
    if finding in _FOUND:
        counts["review"][finding] += 1
    due = rules_of(request.law).count("review", request_step.on, holidays)
    counts["review"]["in_time"] += due is not None and answered.on <= due.due_on
