"""Writes the ledger's lines of an outcome: its own, and one for people arrested for the first time."""

import datetime as dt
import uuid

from candour.codes.outcomes import outcomes
from candour.ledger.actions import investigation_token, record
from candour.ledger.models import Entry
from candour.referral.cohorts import first_sent_on

from .models import Outcome


def record_stated(outcome: Outcome, *, reference: str) -> Entry:
    """Write the outcome's line. One that corrects takes the place of the line that it puts right."""
    referral, unit = outcome.referral, outcomes()[outcome.code].unit
    token = uuid.uuid4()
    if unit == "investigation":
        token = investigation_token(force=referral.force_id, reference=reference)
    elif unit == "referral":
        token = referral.token
    return record(
        "outcome.recorded",
        on=outcome.happened_on,
        recorded_on=outcome.recorded_on,
        began_on=first_sent_on(referral),
        unit=unit,
        token=token,
        parent=referral.token,
        force=referral.force_id,
        category=referral.report.category,
        reason=outcome.code,
        kind=outcome.kind,
        quantity=outcome.quantity,
        corrects=outcome.corrects.entry if outcome.corrects else None,
    )


def record_people(outcome: Outcome) -> Entry | None:
    """Write the line of people arrested for the first time (M20p); None if there are none.

    What it corrects had such a line, or not: it is put right with the arrest, or taken out.
    """
    corrected_line = outcome.corrects.person_entry if outcome.corrects else None
    if not outcome.first_arrests:
        if corrected_line:
            take_out(corrected_line, on=outcome.recorded_on)
        return None
    referral = outcome.referral
    return record(
        "person.arrested",
        on=outcome.happened_on,
        recorded_on=outcome.recorded_on,
        began_on=first_sent_on(referral),
        token=uuid.uuid4(),
        parent=referral.token,
        force=referral.force_id,
        category=referral.report.category,
        quantity=outcome.first_arrests,
        corrects=corrected_line,
    )


def take_out(line: uuid.UUID, *, on: dt.date) -> Entry:
    """Write that a line was recorded by mistake, so that neither of the two is counted."""
    entry = Entry.objects.get(pk=line)
    return record(
        "outcome.withdrawn",
        on=on,
        began_on=entry.began_on,
        unit=entry.unit,
        token=entry.token,
        parent=entry.parent,
        force=entry.force,
        category=entry.category,
        reason=entry.reason,
        kind=entry.kind,
        quantity=entry.quantity,
        corrects=entry.pk,
    )
