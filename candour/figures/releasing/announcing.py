"""Writes the calendar: announces the day of a release, and moves it with a reason."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from candour.audit.actions import note as audit
from candour.figures.models import Announcement, Publication
from candour.figures.quarters import Span
from candour.figures.releasing.plan import fits
from candour.store.clock import current_day

LONDON = ZoneInfo("Europe/London")
# The standard time of the Code of Practice for Statistics, at which everybody gets a release at once.
STANDARD_TIME = dt.time(9, 30)
# The Code asks for the exact day at least four weeks ahead (practice T3).
DAYS_AHEAD = 28


def half_past_nine(day: dt.date) -> dt.datetime:
    """9.30 in the morning of a day, London time."""
    return dt.datetime.combine(day, STANDARD_TIME, LONDON)


@transaction.atomic
def announce(
    kind: str,
    span: Span,
    *,
    title: str,
    on: dt.date,
    by: uuid.UUID,
    first: dt.date,
    today: dt.date | None = None,
) -> Announcement:
    """Put a quarterly or annual release into the calendar. `first` is the line's first day.

    ValidationError unless the days are one of the line's quarters or years, they are over before `on`, and
    `on` is a weekday four weeks ahead or more.
    """
    today = today or current_day()
    if not fits(kind, first, span):
        raise ValidationError(
            "Those days are not one of the line's quarters or years. Choose one of the list."
        )
    if span.until >= on:
        raise ValidationError("The days are not over by then. Choose a later day of release.")
    require_day(on, today + dt.timedelta(days=DAYS_AHEAD), "four weeks from today or later")
    announcement = Announcement.objects.create(
        number=next_number(),
        kind=kind,
        title=title,
        since=span.since,
        until=span.until,
        on=on,
        announced_on=today,
        by=by,
    )
    audit("announced release", member=by, kind="release", row=announcement.pk)
    return announcement


def require_day(on: dt.date, earliest: dt.date, words: str) -> None:
    """ValidationError unless `on` is a weekday from `earliest` on; `words` describe `earliest` to people."""
    if on < earliest or on.weekday() > 4:
        raise ValidationError(f"Choose a day from Monday to Friday, {words}.")


def next_number() -> int:
    """The number of the next release or answer to be announced."""
    return (Announcement.objects.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def move_day(
    announced: Announcement, *, on: dt.date, reason: str, by: uuid.UUID, today: dt.date | None = None
) -> Announcement:
    """Announce another day for a release, with the reason; the old day stays in the calendar, struck out.

    ValidationError without a reason, or once the release has been published.
    """
    today = today or current_day()
    if not reason.strip():
        raise ValidationError("Say why the day is moved. The calendar shows the reason.")
    if Publication.objects.filter(number=announced.number).exists():
        raise ValidationError("This release has been published already. Its day cannot be moved.")
    if Announcement.objects.filter(replaces=announced).exists():
        raise ValidationError("This day has been moved already. Open the newer one.")
    ahead = today + dt.timedelta(days=DAYS_AHEAD)
    # Never sooner than was announced, unless there are four weeks again.
    require_day(on, min(announced.on + dt.timedelta(days=1), ahead), "later than the day it was to be")
    require_day(on, today + dt.timedelta(days=1), "tomorrow or later")
    announcement = Announcement.objects.create(
        number=announced.number,
        kind=announced.kind,
        title=announced.title,
        since=announced.since,
        until=announced.until,
        on=on,
        announced_on=today,
        replaces=announced,
        reason=reason.strip(),
        by=by,
    )
    audit("moved release", member=by, kind="release", row=announcement.pk)
    return announcement
