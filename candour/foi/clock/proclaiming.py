"""A proclaimed holiday is added, or a mistaken one taken out: open requests are counted anew, with why."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import Holiday, InformationRequest, RequestStep
from candour.foi.requests.steps import post_line, take_step
from candour.foi.rules import Stage, StepKind
from candour.store.clock import current_day

from . import calendar
from .counting import NATIONS, Closed, Holidays, holiday_words, in_words, is_weekend
from .request_clock import clock_of


@transaction.atomic
def proclaim(
    *,
    day: dt.date,
    name: str,
    nations: Sequence[str],
    source: str,
    proclaimed_on: dt.date | None,
    by: uuid.UUID,
    on: dt.date | None = None,
) -> tuple[Holiday, list[RequestStep]]:
    """Add a holiday. Returns it, with the steps taken by every open request whose last day it moves.

    `nations` are codes of NATIONS. ValidationError for a day that changes nothing, or says too little.
    """
    if objected := objections(day, name, nations, source):
        raise ValidationError(objected)
    today, before = on or current_day(), calendar.holidays()
    having = " ".join(code for code in NATIONS if code in nations)
    holiday = Holiday.objects.create(
        day=day,
        name=name.strip(),
        nations=having,
        source=source.strip(),
        proclaimed_on=proclaimed_on,
        added_on=today,
        added_by=by,
    )
    audit("added holiday", member=by, kind="holiday", row=holiday.pk)
    closed = Closed(holiday.name, tuple(having.split()))
    why = f"{holiday_words(day, closed)}, is not a working day any more."
    return holiday, _count_anew(before, why=why, by=by, on=today)


@transaction.atomic
def take_out(holiday: Holiday, *, why: str, by: uuid.UUID, on: dt.date | None = None) -> list[RequestStep]:
    """Delete a mistaken holiday. Returns the steps, as `proclaim` does. ValidationError without a reason."""
    if not why.strip():
        raise ValidationError("Write why this day is no holiday.")
    today, before = on or current_day(), calendar.holidays()
    told_why = f"{in_words(holiday.day)} ({holiday.name}) is a working day after all. {why.strip()}"
    audit("took out holiday", member=by, kind="holiday", row=holiday.pk)
    holiday.delete()
    return _count_anew(before, why=told_why, by=by, on=today)


def objections(day: dt.date, name: str, nations: Sequence[str], source: str) -> list[str]:
    """Why this day cannot be added, in words; nothing if it can."""
    objected = []
    if is_weekend(day):
        objected.append(
            f"{in_words(day)} is no working day already, so it changes nothing. "
            "If the holiday is kept on a weekday instead, add that day."
        )
    if present := Holiday.objects.filter(day=day).first():
        objected.append(f"{in_words(day)} is there already: {present.name}. Nothing was added.")
    if not name.strip():
        objected.append("Write what the holiday is called.")
    if not nations or not set(nations) <= set(NATIONS):
        objected.append("Tick the parts of the United Kingdom that have it.")
    if not source.strip():
        objected.append("Write where it was proclaimed, such as the Gazette and its day.")
    return objected


def _count_anew(before: Holidays, *, why: str, by: uuid.UUID, on: dt.date) -> list[RequestStep]:
    after, steps = calendar.holidays(), []
    for request in InformationRequest.objects.prefetch_related("steps"):
        old = clock_of(request, on, holidays=before)
        new = clock_of(request, on, holidays=after)
        # One that is not confirmed waits for its second step, which the public door writes at that place.
        if old.stage == Stage.UNCONFIRMED or not old.is_running:
            continue
        if old.due_on and new.due_on and old.due_on != new.due_on:
            steps.append(_tell(request, old.due_on, new.due_on, why=why, by=by, on=on))
    return steps


def _tell(
    request: InformationRequest, old: dt.date, new: dt.date, *, why: str, by: uuid.UUID, on: dt.date
) -> RequestStep:
    words = f"The last day was {in_words(old)}. It is now {in_words(new)}. {why}"
    post_line(
        request, StepKind.RECALCULATED, f"The last day is now {in_words(new)}", on=on, body=words, due_on=new
    )
    return take_step(request, StepKind.RECALCULATED, by=by, on=on, until=new, note=words)
