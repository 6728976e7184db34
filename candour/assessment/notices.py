"""The notices that a reporter reads in their mailbox when the report moves, as (stage, text), and how they
are left. No force is named: anybody else who finds the seven words could read it too.
"""

import datetime as dt

from candour.intake.models import Contact
from candour.mailbox.actions import leave_notice

from .models import Report

READING = ("Being read", "An assessor is reading what you told us.")
WRITING = (
    "Being written up",
    "An assessor is writing your report so that it does not say who you are.",
)
CLOSED = (
    "Closed",
    "We read what you told us. We could not make a report from it. "
    "You can write to us here if there is more to tell.",
)
KEPT = (
    "Kept",
    "We have written your report and are keeping it. We are not sending it to a force now. "
    "If you learn more, write to us here.",
)
NOT_ACTIONABLE = (
    "Not sent on",
    "We have looked at your report with care. We could not send it to a force. "
    "If you learn more, write to us here.",
)
ASKED = ("We have a question", "There is a question for you in your letters. You do not have to answer it.")


def tell(contact: Contact, notice: tuple[str, str], *, on: dt.date) -> None:
    """Leave a notice in the contact's mailbox, if it has one."""
    if contact.mailbox is not None:
        leave_notice(contact.mailbox, stage=notice[0], text=notice[1], on=on)


def tell_all(report: Report, notice: tuple[str, str], *, on: dt.date) -> None:
    """Leave a notice with everybody whose contact fed this report."""
    for contact in report.mailboxes():
        tell(contact, notice, on=on)
