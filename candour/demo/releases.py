"""The rehearsal's releases: each compiled by the figures officer and released by a supervisor."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from candour.demo.cast import Cast
from candour.figures import actions, adhoc
from candour.figures.models import Draft
from candour.figures.quarters import Span, quarters
from candour.figures.releasing import announcing
from candour.figures.releasing.numbers import ANNUAL, QUARTERLY, Asked
from candour.figures.releasing.plan import in_words
from candour.store.clock import current_day

FIRST = dt.date(2022, 11, 29)
_day = dt.date.fromisoformat
# A release comes out on the last Thursday but one, or so, of the second month after its quarter. The last of
# the history is out at once, so that a rehearsal begins with its fifteen months published.
_WEEKS_AFTER = 8
NOTE = (
    "This is a rehearsal. The totals of contacts, calls, forms, referrals and transfers were published in "
    "March 2024; how they fall on months, forces and kinds is invented. The line was new in its first "
    "quarter, and in the news in January 2023, when most people got in touch."
)


@dataclass(frozen=True)
class PlannedRelease:
    """One release of the rehearsal: its days, and the day it went public."""

    kind: str
    span: Span
    as_at: dt.date
    on: dt.date


PLANNED = (
    PlannedRelease(QUARTERLY, Span(FIRST, _day("2023-02-28")), _day("2023-03-31"), _day("2023-04-27")),
    PlannedRelease(
        QUARTERLY, Span(_day("2023-03-01"), _day("2023-05-31")), _day("2023-06-30"), _day("2023-07-27")
    ),
    PlannedRelease(
        QUARTERLY, Span(_day("2023-06-01"), _day("2023-08-31")), _day("2023-09-30"), _day("2023-10-26")
    ),
    PlannedRelease(ANNUAL, Span(FIRST, _day("2023-11-30")), _day("2023-12-31"), _day("2024-01-25")),
    PlannedRelease(
        QUARTERLY, Span(_day("2023-12-01"), _day("2024-02-29")), _day("2024-02-29"), _day("2024-03-01")
    ),
)
QUESTION = "How many of the contacts of the line's first year came by telephone, in each quarter?"


def release_all(cast: Cast) -> None:
    """Announce, compile and release everything of the rehearsal, and announce what comes next."""
    officer, second = cast.ours["olu"].pk, cast.ours["rhona"].pk
    for planned in PLANNED:
        _release(planned, officer=officer, second=second)
    _answer(officer=officer, second=second)
    _announce_next(officer)


def _title(kind: str, span: Span) -> str:
    return f"{'The year' if kind == ANNUAL else 'The quarter'} {in_words(span)}"


def _release(planned: PlannedRelease, *, officer: uuid.UUID, second: uuid.UUID) -> None:
    announced = announcing.announce(
        planned.kind,
        planned.span,
        title=_title(planned.kind, planned.span),
        on=planned.on,
        by=officer,
        first=FIRST,
        today=planned.on - dt.timedelta(days=42),
    )
    compiled_on = max(planned.on - dt.timedelta(days=7), planned.as_at + dt.timedelta(days=1))
    drafted = actions.compile_draft(announced, by=officer, as_at=planned.as_at, note=NOTE, today=compiled_on)
    _publish(drafted, second, planned.on)


def _publish(drafted: Draft, second: uuid.UUID, on: dt.date) -> None:
    actions.publish_release(drafted, by=second, now=announcing.half_past_nine(on) - dt.timedelta(minutes=30))


def _answer(*, officer: uuid.UUID, second: uuid.UUID) -> None:
    question = Asked(
        QUESTION, "M01", FIRST, dt.date(2023, 11, 30), by="channel", code="phone", split="quarter"
    )
    on = dt.date(2024, 2, 29)
    drafted = adhoc.answer(question, on=on, by=officer, today=on - dt.timedelta(days=3))
    _publish(drafted, second, on)


def _announce_next(officer: uuid.UUID) -> None:
    """The quarter that today is in, for release eight weeks after its end, on a Thursday."""
    today = current_day()
    span = quarters(FIRST, today + dt.timedelta(days=95))[-1]
    on = span.until + dt.timedelta(weeks=_WEEKS_AFTER)
    on += dt.timedelta(days=(3 - on.weekday()) % 7)
    try:
        announcing.announce(
            QUARTERLY, span, title=_title(QUARTERLY, span), on=on, by=officer, first=FIRST, today=today
        )
    except ValidationError:
        return  # too near to be announced today
