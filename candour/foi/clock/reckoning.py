"""Where a request's clock stands, from what happened to it. Values in, values out; nothing is stored."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from candour.foi.rules import Footing, Stage, StepKind, StepRefused, StepTaken, stage_after

from .clock_view import ClockKind, RequestClock
from .counting import CountedTime, Holidays, days_between, in_words, next_working
from .laws import LawsRules


@dataclass(frozen=True)
class _Life:
    """A request's steps, with the law, holidays and footing by which its clock is counted."""

    happened: Sequence[StepTaken]
    law: LawsRules
    holidays: Holidays
    footing: Footing
    answer_by: dt.date | None

    def last(self, *kinds: StepKind) -> StepTaken | None:
        """The last step of these kinds."""
        return next((step for step in reversed(self.happened) if step.kind in kinds), None)

    def first(self, kind: StepKind) -> StepTaken | None:
        """The first step of this kind."""
        return next((step for step in self.happened if step.kind == kind), None)

    def place_of(self, *kinds: StepKind) -> int:
        """The index of the last step of these kinds; -1 without one."""
        return max((at for at, step in enumerate(self.happened) if step.kind in kinds), default=-1)

    def count(self, rule_name: str, since: dt.date) -> CountedTime | None:
        """A time of this law, from that day."""
        return self.law.count(rule_name, since, self.holidays)

    def last_day(self, rule_name: str, since: dt.date | None) -> dt.date | None:
        """The last day of that time; None where the law gives no such time, or `since` is None."""
        counted = self.count(rule_name, since) if since else None
        return counted.due_on if counted else None


@dataclass(frozen=True)
class _Running:
    """A running clock, before it is compared with today."""

    runs: ClockKind
    since: dt.date
    due_on: dt.date
    working: list[str]
    at_most_on: dt.date | None = None
    lawful_on: dt.date | None = None


def reckon_clock(
    happened: Sequence[StepTaken],
    law: LawsRules,
    holidays: Holidays,
    *,
    today: dt.date,
    footing: Footing = Footing.VOLUNTARY,
    answer_by: dt.date | None = None,
    needs_confirming: bool = False,
) -> RequestClock:
    """The clock of a request with these steps, on that day.

    One without a day of receipt, such as a thread that was brought in without dates, has no clock.
    """
    life = _Life(happened, law, holidays, footing, answer_by)
    stage = _stage(happened, needs_confirming)
    if stage is None:
        return RequestClock(today)
    answer, running = _answer(life), _running(life, stage)
    shown = running or answer
    waits = stage == Stage.CLARIFYING
    answered = life.first(StepKind.RESPONDED)
    return RequestClock(
        today=today,
        stage=stage,
        runs=ClockKind.CLARIFICATION if waits else running.runs if running else ClockKind.NOTHING,
        since=shown.since,
        due_on=None if waits else shown.due_on,
        at_most_on=shown.at_most_on if running else None,
        left=days_between(today, running.due_on, law.own(holidays)) if running else None,
        working=_waiting(life) if waits else shown.working,
        answer_due_on=None if waits else answer.lawful_on,
        answered_on=answered.on if answered else None,
        lapses_on=life.last_day("clarification_lapses", _on(life.last(StepKind.CLARIFICATION_ASKED)))
        if waits
        else None,
        review_until=_review_until(life),
        complaint_until=_complaint_until(life),
    )


def _stage(happened: Sequence[StepTaken], needs_confirming: bool) -> Stage | None:
    try:
        return stage_after([step.kind for step in happened], needs_confirming=needs_confirming)
    except StepRefused:  # brought in from elsewhere, in an order of its own
        return None


def _on(step: StepTaken | None) -> dt.date | None:
    return step.on if step else None


def _running(life: _Life, stage: Stage) -> _Running | None:
    """The clock of something that is due from us at this stage."""
    if stage in (Stage.UNCONFIRMED, Stage.NEW, Stage.OPEN, Stage.CLEARANCE):
        return _answer(life)
    if stage == Stage.REVIEWING:
        return _review(life)
    if stage == Stage.AT_ICO:
        return _commissioner(life)
    return _complying(life) if stage == Stage.RESPONDED else None


def _answer(life: _Life) -> _Running:
    """The clock of the first answer. A clarification restarts it; an extension moves its last day."""
    received, clarified = life.happened[0], life.last(StepKind.CLARIFIED)
    start = clarified or received
    counted = life.count("answer", start.on)
    if counted is None:
        raise ValueError(f"{life.law.name} says no time for an answer.")
    lines, due = counted.working("What we asked for came" if clarified else "It came"), counted.due_on
    if clarified:
        again = f"The request came on {in_words(received.on)}, and the count started again later."
        lines = [again, *lines]
    extended = life.last(StepKind.EXTENDED)
    is_longer = life.place_of(StepKind.EXTENDED) > life.place_of(StepKind.RECEIVED, StepKind.CLARIFIED)
    if is_longer and extended and extended.until:
        due = next_working(extended.until, life.law.own(life.holidays))
        lines.append(f"On {in_words(extended.on)} we took more time, until {in_words(due)}.")
    lawful, at_most = due, life.last_day("answer_at_most", start.on)
    # The force's day is a wish, and no law: it ends when the count starts again, or more time was taken.
    if life.answer_by and not is_longer and start.on < life.answer_by < due:
        due = life.answer_by
        lines.append(f"The force asks for it earlier: by {in_words(due)}.")
    return _Running(ClockKind.ANSWER, start.on, due, lines, at_most, lawful)


def _review(life: _Life) -> _Running | None:
    requested = life.last(StepKind.REVIEW_REQUESTED)
    counted = life.count("review", requested.on) if requested else None
    if requested is None or counted is None:
        return None
    lines, at_most = (
        counted.working("The review was asked for"),
        life.last_day("review_at_most", requested.on),
    )
    if at_most and at_most > counted.due_on:
        lines.append(f"A hard one may take until {in_words(at_most)}, and no longer.")
    return _Running(ClockKind.REVIEW, requested.on, counted.due_on, lines, at_most)


def _commissioner(life: _Life) -> _Running | None:
    """The day in the Commissioner's letter; where nobody wrote it down, the usual time from the letter."""
    opened = life.last(StepKind.ICO_OPENED)
    counted = life.count("commissioner_asks", opened.on) if opened else None
    if opened is None or counted is None:
        return None
    who = life.law.says("commissioner")
    if opened.until:
        sentence = f"{who[:1].upper()}{who[1:]} asks for our answer by {in_words(opened.until)}."
        return _Running(ClockKind.COMMISSIONER, opened.on, opened.until, [sentence])
    lines = ["The letter's own day is not written down.", *counted.working("The letter came")]
    return _Running(ClockKind.COMMISSIONER, opened.on, counted.due_on, lines)


def _complying(life: _Life) -> _Running | None:
    """The clock of a decision notice that sets a day, until a correction follows it."""
    last = life.last(StepKind.ICO_DECIDED, StepKind.CORRECTED, StepKind.REVIEW_REQUESTED)
    if last is None or last.kind != StepKind.ICO_DECIDED or last.until is None:
        return None
    lines = [f"The decision notice of {in_words(last.on)} is to be followed by {in_words(last.until)}."]
    return _Running(ClockKind.COMPLYING, last.on, last.until, lines)


def _waiting(life: _Life) -> list[str]:
    clarification = life.last(StepKind.CLARIFICATION_ASKED)
    lapses = life.last_day("clarification_lapses", _on(clarification))
    if clarification is None or lapses is None:
        return []
    return [
        f"On {in_words(clarification.on)} we asked what the request means. No clock runs while we wait.",
        "When the answer comes, the count starts again from nought.",
        f"If nothing comes by {in_words(lapses)}, we may close it.",
    ]


def _review_until(life: _Life) -> dt.date | None:
    """The last day to ask for a review of the answer or its correction; None once one was asked for."""
    last = life.last(StepKind.RESPONDED, StepKind.CORRECTED, StepKind.REVIEW_REQUESTED)
    if last is None or last.kind == StepKind.REVIEW_REQUESTED:
        return None
    return life.last_day("review_window", last.on)


def _complaint_until(life: _Life) -> dt.date | None:
    """The last day to complain to the Commissioner; None for a voluntary answer: it gives no such right."""
    if life.footing == Footing.VOLUNTARY or life.last(StepKind.ICO_OPENED):
        return None
    last = life.last(StepKind.RESPONDED, StepKind.REVIEW_RESPONDED, StepKind.CORRECTED)
    return life.last_day("complaint_window", _on(last))
