"""Ledgers for tests: made up event by event, as the rooms would write them."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from candour.figures.measures import outcome_codes
from candour.ledger.actions import record
from candour.ledger.models import Entry


@dataclass(frozen=True)
class Period:
    """The days a number is about, both ends counted, and the day as at which the ledger is read."""

    since: dt.date
    until: dt.date
    as_at: dt.date = dt.date.max


FIRST = dt.date(2023, 1, 20)
DAYS = 80
WHOLE = Period(FIRST, FIRST + dt.timedelta(days=3 * DAYS))


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is rolled back: the ledger itself forgets nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def forget_what_was_recorded_after(last: dt.date) -> None:
    """Only in a test, and only until the rollback: the triggers that refuse it are lifted."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER ledger_entry_no_delete")
    Entry.objects.filter(recorded_on__gt=last).delete()


def began(event: str, token: uuid.UUID) -> dt.date | None:
    """The day on which a thing began, as every later line about it says."""
    return Entry.objects.filter(event=event, token=token).values_list("happened_on", flat=True).first()


def contact(
    on: dt.date, *, channel: str = "phone", category: str = "", force: str = "", language: str = "en"
) -> uuid.UUID:
    token = uuid.uuid4()
    record(
        "contact.received", on=on, began_on=on, token=token, channel=channel, category=category, force=force,
        language=language,
    )  # fmt: skip
    return token


def closed(on: dt.date, *, contact: uuid.UUID, reason: str = "abandoned", channel: str = "phone") -> Entry:
    return record(
        "contact.closed", on=on, began_on=began("contact.received", contact), token=contact, channel=channel,
        reason=reason,
    )  # fmt: skip


def report(
    on: dt.date, *, of: uuid.UUID, kind: str = "refer", channel: str = "phone", reason: str = ""
) -> uuid.UUID:
    token = uuid.uuid4()
    came = began("contact.received", of)
    record("report.started", on=on, began_on=came, token=token, parent=of, channel=channel)
    record("report.completed", on=on, token=token, channel=channel)
    record("report.assessed", on=on, began_on=on, token=token, channel=channel, reason=kind)
    if kind != "refer":
        record("report.not_referred", on=on, began_on=on, token=token, channel=channel, reason=reason)
    return token


def held(on: dt.date, *, of: uuid.UUID, force: str = "kent") -> None:
    assessed = began("report.assessed", of)
    record("referral.held", on=on, began_on=assessed, token=uuid.uuid4(), parent=of, force=force)


def referral(on: dt.date, *, of: uuid.UUID, force: str = "metropolitan", category: str = "") -> uuid.UUID:
    token = uuid.uuid4()
    assessed = began("report.assessed", of)
    record(
        "referral.sent", on=on, began_on=assessed, token=token, parent=of, force=force, category=category
    )  # fmt: skip
    return token


def acknowledged(on: dt.date, *, referral: uuid.UUID, force: str = "metropolitan") -> None:
    sent = began("referral.sent", referral)
    record("referral.acknowledged", on=on, began_on=sent, token=referral, force=force)


def sent_back(on: dt.date, *, referral: uuid.UUID, force: str = "metropolitan") -> None:
    sent = began("referral.sent", referral)
    record("referral.sent_back", on=on, began_on=sent, token=referral, force=force)


def moved(on: dt.date, *, referral: uuid.UUID, force: str, to_force: str) -> None:
    record(
        "referral.transferred", on=on, began_on=began("referral.sent", referral), token=uuid.uuid4(),
        parent=referral, force=force, to_force=to_force,
    )  # fmt: skip


def said(
    on: dt.date,
    code: str,
    *,
    of: uuid.UUID,
    force: str = "metropolitan",
    token: uuid.UUID | None = None,
    kind: str = "",
    quantity: int = 1,
    corrects: uuid.UUID | None = None,
    recorded_on: dt.date | None = None,
) -> Entry:
    unit = outcome_codes()[code].unit
    return record(
        "outcome.recorded", on=on, recorded_on=recorded_on, began_on=began("referral.sent", of), unit=unit,
        token=token or (of if unit == "referral" else uuid.uuid4()), parent=of, force=force, reason=code,
        kind=kind, quantity=quantity, corrects=corrects,
    )  # fmt: skip


def withdrawn(on: dt.date, wrong: Entry) -> None:
    record(
        "outcome.withdrawn", on=wrong.happened_on, recorded_on=on, began_on=wrong.began_on, unit=wrong.unit,
        token=wrong.token, parent=wrong.parent, force=wrong.force, reason=wrong.reason, corrects=wrong.pk,
    )  # fmt: skip
