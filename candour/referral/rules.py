"""What is decided about a referral: how long a force has, and which step may follow which. No Django."""

import datetime as dt

# Service targets between force and line, by analogy with EU 2019/1937 arts 9 and 11 (DOMAIN.md 1.2).
DAYS_TO_ACKNOWLEDGE = 7
DAYS_TO_FEED_BACK = 90

HELD = "Held: the force has no key yet"
SENT = "Sent, not acknowledged"
ACKNOWLEDGED = "With the force"
SENT_BACK = "Sent back: not theirs"
PASSING = "Force proposes passing it on"
PASSED = "Passed on"


def chase(*, sent_on: dt.date, acknowledged: bool, fed_back: bool, today: dt.date) -> str:
    """What the force is late with on this day, in words; empty if nothing is. Calendar days."""
    if not acknowledged and today > sent_on + dt.timedelta(days=DAYS_TO_ACKNOWLEDGE):
        return f"Not acknowledged after {(today - sent_on).days} days"
    if not fed_back and today > sent_on + dt.timedelta(days=DAYS_TO_FEED_BACK):
        return f"No outcome after {(today - sent_on).days} days"
    return ""
