"""The sums that must come out, between measures that are each counted on their own."""

import datetime as dt

from candour.figures.counting.tally import Tally
from candour.figures.releasing.numbers import Sum

_CONTACTS = (
    "Contacts (M01) are those closed at intake (M03), those that a report was written from, and those still "
    "open."
)
_REPORTS = (
    "Reports assessed (M05) are those sent to no force (M06), those sent to at least one, and those that "
    "wait until a force can open them."
)


def equations(counted: Tally, since: dt.date, until: dt.date) -> list[Sum]:
    """Both sums, for the days from `since` to `until`; a fault in the ledger shows in them."""
    contacts = counted.parts("contacts", since, until)
    reports = counted.parts("reports", since, until)
    return [
        Sum(
            _CONTACTS,
            contacts[""],
            [
                ("Closed at intake", contacts["closed"]),
                ("A report was written from them", contacts["fed"]),
                ("Still open", contacts["open"]),
            ],
        ),
        Sum(
            _REPORTS,
            reports[""],
            [
                ("Sent to no force", reports["not_referred"]),
                ("Sent to at least one force", reports["referred"]),
                ("Waiting until a force can open them", reports["held"]),
            ],
        ),
    ]
