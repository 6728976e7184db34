"""A small line with releases: two forces, a year of referrals, and two people at the figures desk."""

import datetime as dt
import uuid

from candour.figures import actions
from candour.figures.models import Announcement, Draft, Publication
from candour.figures.quarters import Span
from candour.figures.releasing import announcing
from candour.figures.releasing.numbers import ANNUAL, QUARTERLY, Document, from_bytes
from candour.ledger import actions as ledger

from .ledgers import contact, referral, report

FIRST = dt.date(2024, 11, 29)
QUARTER = Span(FIRST, dt.date(2025, 2, 28))
SECOND_QUARTER = Span(dt.date(2025, 3, 1), dt.date(2025, 5, 31))
YEAR = Span(FIRST, dt.date(2025, 11, 30))
OFFICER, SECOND = uuid.UUID(int=1), uuid.UUID(int=2)
DAY_OF_RELEASE = dt.date(2025, 4, 24)
DAY_OF_YEAR = dt.date(2026, 1, 22)


def a_year(*, big: int = 60, small: int = 3) -> None:
    """Referrals spread over the line's first year: many to one force, few to another."""
    if not ledger.is_begun():
        ledger.begin(rehearsal=False)
    for index in range(big + small):
        on = FIRST + dt.timedelta(days=index * 360 // (big + small))
        came = contact(on, channel="phone" if index % 3 else "web_form", category="money_favours")
        written = report(on, of=came)
        referral(on, of=written, force="kent" if index % (big // small) == 1 else "metropolitan")


def announced(kind: str = QUARTERLY, span: Span = QUARTER, on: dt.date = DAY_OF_RELEASE) -> Announcement:
    """A release in the calendar, announced six weeks ahead."""
    return announcing.announce(
        kind, span, title=f"{kind} to {span.until}", on=on, by=OFFICER, first=FIRST,
        today=on - dt.timedelta(weeks=6),
    )  # fmt: skip


def drafted(kind: str = QUARTERLY, span: Span = QUARTER, on: dt.date = DAY_OF_RELEASE) -> Draft:
    """A draft, compiled by the officer a week before its day, with a note that explains every jump."""
    return actions.compile_draft(
        announced(kind, span, on), by=OFFICER, as_at=span.until + dt.timedelta(days=20),
        note="Everything here is invented.", today=on - dt.timedelta(days=7),
    )  # fmt: skip


def published(kind: str = QUARTERLY, span: Span = QUARTER, on: dt.date = DAY_OF_RELEASE) -> Publication:
    """A release, let out by the second person on the day before its day."""
    return publish(drafted(kind, span, on))


def publish(draft: Draft) -> Publication:
    """Let a draft out, the day before it goes public."""
    day = document(draft).goes_public - dt.timedelta(days=1)
    return actions.publish_release(draft, by=SECOND, now=day)


def published_year() -> Publication:
    """The first year's release."""
    return published(ANNUAL, YEAR, DAY_OF_YEAR)


def document(draft: Draft) -> Document:
    """What a draft would publish."""
    return from_bytes(bytes(draft.content))
