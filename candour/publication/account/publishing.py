"""Publishing the account: every finished month whose counts are new, each as a further version."""

import calendar
import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.foi.models import RequestStep
from candour.foi.rules import Channel, StepKind
from candour.publication.models import MonthlyAccount
from candour.store.clock import current_day

from .counting import counts_of
from .headings import Counts
from .register import newest


@dataclass(frozen=True)
class ChangedMonth:
    """A month whose counts are not those last published; `before` is None where none are."""

    month: dt.date
    before: MonthlyAccount | None
    counts: Counts


def changed(as_at: dt.date) -> list[ChangedMonth]:
    """The finished months that have something to publish, from first to last."""
    published = {account.month: account for account in newest()}
    months = []
    for month in _finished(as_at):
        counts, before = counts_of(month, as_at=as_at), published.get(month)
        if before is None or before.content != counts:
            months.append(ChangedMonth(month, before, counts))
    return months


@transaction.atomic
def publish_account(*, by: uuid.UUID | None, on: dt.date | None = None) -> list[MonthlyAccount]:
    """Publish what has changed, as at that day. ValidationError if nothing has."""
    day = on or current_day()
    waiting = changed(day)
    if not waiting:
        raise ValidationError("Nothing has changed since the account was last published.")
    accounts = [_published(month, by=by, on=day) for month in waiting]
    for account in accounts:
        audit("published account", member=by, kind="account", row=account.pk)
    return accounts


def _published(month: ChangedMonth, *, by: uuid.UUID | None, on: dt.date) -> MonthlyAccount:
    return MonthlyAccount.objects.create(
        month=month.month,
        version=month.before.version + 1 if month.before else 1,
        as_at=on,
        content=month.counts,
        published_on=on,
        by=by,
    )


def _finished(as_at: dt.date) -> Iterator[dt.date]:
    """The first days of the months from the first request to the last month that is over."""
    received = RequestStep.objects.filter(kind=StepKind.RECEIVED).exclude(request__channel=Channel.IMPORT)
    first = received.order_by("on").values_list("on", flat=True).first()
    month = first.replace(day=1) if first else as_at
    while (following := _next(month)) <= as_at:
        yield month
        month = following


def _next(month: dt.date) -> dt.date:
    return month + dt.timedelta(days=calendar.monthrange(month.year, month.month)[1])
