"""Which codes stand in the ledger and on no list: no measure and no table can know of them."""

import datetime as dt

from candour.ledger.models import Entry
from candour.ledger.rules import CODED, is_known


def unknown_codes(as_at: dt.date) -> list[str]:
    """Such codes among the lines written by the end of a day, as "reason 'x' of contact.closed", in order."""
    return [
        f"{column} {code!r} of {event}"
        for column in CODED
        for event, code in sorted(_codes(column, as_at))
        if not is_known(event, column, code)
    ]


def _codes(column: str, as_at: dt.date) -> set[tuple[str, str]]:
    lines = Entry.objects.filter(recorded_on__lte=as_at).exclude(**{column: ""})
    return set(lines.order_by().values_list("event", column).distinct())
