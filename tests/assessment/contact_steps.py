"""What the tests of this room share: contacts that came in, and reports on their way."""

import datetime as dt
from typing import Any

from candour.assessment import actions, deciding
from candour.assessment.models import Report
from candour.assessment.rules import CHECKLIST, Grade
from candour.intake.actions import IncomingContact, Received, receive_contact
from candour.intake.models import Contact
from candour.staff.models import Member
from tests.conftest import DAY

# Words that stand nowhere else: where they turn up, an account has leaked.
MARKER = "Quillfeather-Marker"
LETTER = "Postmark-Marker"


def received(**told: Any) -> Received:
    """A contact that came in, with the words of its mailbox."""
    day = told.pop("on", DAY)
    account = told.pop("account", {"who": f"Sergeant {MARKER}", "what": f"{MARKER} took money"})
    codes = {"channel": "web_form", "category": "money_favours", "force": "metropolitan"} | told
    return receive_contact(IncomingContact(account=account, **codes), on=day)


def contact(**told: Any) -> Contact:
    """A contact that came in."""
    made = received(**told).contact
    assert made is not None
    return made


def taken_up(by: Member, **told: Any) -> Contact:
    """A contact that this member holds."""
    made = contact(**told)
    actions.take_up(made, by=by, on=DAY)
    return made


def started(by: Member, **told: Any) -> Report:
    """A report that this member has started."""
    return actions.start_report(taken_up(by, **told), by=by, on=DAY)


def described(by: Member, **told: Any) -> Report:
    """A report with its kind and marking."""
    report = started(by, **told)
    actions.describe(
        report, category="money_favours", corruption_category="NCC02", marking="OFFICIAL-SENSITIVE", by=by
    )
    return report


def written(by: Member, *, on: dt.date = DAY, **told: Any) -> Report:
    """A report that is ready to be decided."""
    report = described(by, **told)
    actions.grade(report, text=f"{MARKER} looks up plates.", grade=Grade(), reason="", by=by)
    deciding.write_sanitised(report, text="A sergeant looks up plates.", ticked=CHECKLIST, by=by, on=on)
    return report
