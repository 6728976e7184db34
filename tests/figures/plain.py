"""The same counts, made line by line as a person with a pencil would: the judge of what is counted in SQL.

The SQL follows each thing by its token, this goes by the day on which each line says that its cohort began.
The two share nothing but the counting rules.
"""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from candour.figures.counting.counts import (
    DAYS_FOR_FEEDBACK,
    INVESTIGATED,
    KEPT,
    ONCE,
    PEOPLE,
    UNKNOWN,
    days_waited,
)
from candour.figures.measures import OUTSIDE_M01, STATED, Measure, measures, outcome_codes
from candour.figures.quarters import quarters
from candour.ledger.models import Entry

_NOBODY = uuid.UUID(int=0)


class Line(NamedTuple):
    """One standing line of the ledger. `became` is filled by the cohort of M07 alone."""

    event: str
    token: uuid.UUID
    parent: uuid.UUID
    happened_on: dt.date
    channel: str
    category: str
    force: str
    to_force: str
    reason: str
    kind: str
    language: str
    quantity: int
    became: str = ""


def by_hand(
    measure: str, by: str, since: dt.date, until: dt.date, as_at: dt.date = dt.date.max
) -> dict[str, int]:
    """What a measure counts in any days, both counted, of the ledger as at a day.

    By code; {"": n} where `by` is empty. By "month" and "quarter" too, which are no codes. By "days" the
    median and the 90th percentile. A stock is that of the last day. ValueError for a breakdown that the
    measure does not have.
    """
    rule = measures()[measure]
    if by not in ("", "month", "quarter", *rule.by):
        raise ValueError(f"{measure} is not counted by {by}.")
    if by == "quarter":
        return _by_quarter(by_hand(measure, "month", since, until, as_at), since, until)
    if by == "days":
        return _days_waited(since, until, as_at)
    if by == "became":
        return _broken_down(_with_fates(since, until, as_at), by, rule)
    return _broken_down(_RULES.get(measure, _usual(rule))(since, until, as_at), by, rule)


Days = tuple[dt.date, dt.date]
Counted = Callable[[dt.date, dt.date, dt.date], Iterable[Line]]


def _broken_down(found: Iterable[Line], by: str, rule: Measure) -> dict[str, int]:
    counts: Counter[str] = Counter({"": 0} if not by else {})
    for line in found:
        counts[_code(line, by)] += line.quantity if rule.unit in PEOPLE else 1
    return dict(sorted(counts.items()))


def _code(line: Line, by: str) -> str:
    if not by:
        return ""
    return f"{line.happened_on:%Y-%m}" if by == "month" else getattr(line, by) or UNKNOWN


def _by_quarter(months: Mapping[str, int], since: dt.date, until: dt.date) -> dict[str, int]:
    """Months put together into the quarters that begin with `since`, named by their first and last month."""
    found: Counter[str] = Counter()
    for quarter in quarters(since, until + dt.timedelta(days=100)):
        first, last = f"{quarter.since:%Y-%m}", f"{quarter.until:%Y-%m}"
        found[f"{first} to {last}"] += sum(n for month, n in months.items() if first <= month <= last)
    return {name: number for name, number in found.items() if number}


def _standing(as_at: dt.date, *events: str, cohort: Days | None = None) -> Iterator[Line]:
    """The lines of some events that had been written down by a day and not put right by then.

    With a cohort, those alone that are about things which began in its days.
    """
    later = Entry.objects.filter(corrects=OuterRef("pk"), recorded_on__lte=as_at)
    known = Entry.objects.filter(~Exists(later), event__in=events, recorded_on__lte=as_at)
    if cohort:
        known = known.filter(began_on__range=cohort)
    for row in known.values_list(*Line._fields[:-1]).iterator():
        yield Line(*row)._replace(token=row[1] or _NOBODY, parent=row[2] or _NOBODY)


def _usual(rule: Measure) -> Counted:
    def counted(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
        lines = _standing(as_at, rule.event)
        if rule.reasons:
            lines = (one for one in lines if one.reason in rule.reasons)
        found = _first(lines) if rule.code in ONCE else lines
        return (one for one in found if since <= one.happened_on <= until)

    return counted


def _first(lines: Iterable[Line]) -> Iterable[Line]:
    """Of the lines about each thing the first; on one day, the first in the alphabet, reason above all."""
    found: dict[uuid.UUID, Line] = {}
    for one in lines:
        if one.token not in found or _place(one) < _place(found[one.token]):
            found[one.token] = one
    return found.values()


def _place(one: Line) -> tuple[dt.date, tuple[str, ...]]:
    """The order in which `first.sql` takes lines about one thing."""
    codes = (one.reason, one.event, one.channel, one.category, one.force, one.to_force, one.reason, one.kind)
    return one.happened_on, (*codes, one.language, str(one.quantity))


def _contacts(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    for one in _standing(as_at, "contact.received"):
        if since <= one.happened_on <= until and one.channel not in OUTSIDE_M01:
            yield one


def _closed_contacts(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    reasons: dict[uuid.UUID, str] = {}
    for one in _standing(as_at, "contact.closed", cohort=(since, until)):
        reasons[one.token] = min(one.reason, reasons.get(one.token, one.reason))
    for one in _contacts(since, until, as_at):
        if one.token in reasons:
            yield one._replace(reason=reasons[one.token])


def _sent(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    return (one for one in _standing(as_at, "referral.sent") if since <= one.happened_on <= until)


def _moved_later(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    moved = {one.parent for one in _standing(as_at, "referral.transferred", cohort=(since, until))}
    return (one for one in _sent(since, until, as_at) if one.token in moved)


def _first_acknowledged(cohort: Days, as_at: dt.date) -> dict[uuid.UUID, dt.date]:
    days: dict[uuid.UUID, dt.date] = {}
    for one in _standing(as_at, "referral.acknowledged", cohort=cohort):
        days[one.token] = min(one.happened_on, days.get(one.token, one.happened_on))
    return days


def _acknowledged(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    days = _first_acknowledged((since, until), as_at)
    return (one for one in _sent(since, until, as_at) if one.token in days)


def _days_waited(since: dt.date, until: dt.date, as_at: dt.date) -> dict[str, int]:
    days = _first_acknowledged((since, until), as_at)
    sent = [one for one in _sent(since, until, as_at) if one.token in days]
    return days_waited(Counter((days[one.token] - one.happened_on).days for one in sent))


def _with_fates(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    """M07 once more, each referral with what had become of it."""
    stated: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    for one in _standing(as_at, STATED, cohort=(since, until)):
        stated[one.parent].add(one.reason)
    replies = _standing(as_at, "referral.acknowledged", "referral.sent_back", cohort=(since, until))
    answered = {one.token for one in replies}
    for one in _sent(since, until, as_at):
        yield one._replace(became=_fate(stated.get(one.token, set()), one.token in answered))


def _fate(stated: set[str], answered: bool) -> str:
    if stated & {*INVESTIGATED}:
        return "investigated"
    if stated & {*KEPT}:
        return "intelligence"
    if any(outcome_codes()[code].closing for code in stated):
        return "closed"
    return "acting" if stated or answered else "silent"


def _holding(until: dt.date, as_at: dt.date) -> Iterator[Line]:
    """Each referral that a force has at the end of a day, closed or not, with that force."""
    sent = {one.token: one for one in _sent(dt.date.min, until, as_at)}
    balance: Counter[tuple[uuid.UUID, str]] = Counter((one.token, one.force) for one in sent.values())
    arrived = {(one.token, one.force): one.happened_on for one in sent.values()}
    for one in _standing(as_at, "referral.transferred"):
        if one.happened_on <= until:
            balance[one.parent, one.force] -= 1
            there = (one.parent, one.to_force)
            balance[there] += 1
            arrived[there] = max(one.happened_on, arrived.get(there, one.happened_on))
    for one in _standing(as_at, "referral.sent_back"):
        here = (one.token, one.force)
        if here in arrived and arrived[here] <= one.happened_on <= until:
            balance[here] = 0
    for (token, force), number in balance.items():
        if number > 0 and token in sent:
            yield sent[token]._replace(force=force)


def _with_force(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    closing = {code.code for code in outcome_codes().values() if code.closing}
    told = [one for one in _standing(as_at, STATED) if one.happened_on <= until]
    closed = {one.parent for one in told if one.reason in closing}
    return (one for one in _holding(until, as_at) if one.token not in closed)


def _silent(since: dt.date, until: dt.date, as_at: dt.date) -> Iterator[Line]:
    answered = {one.parent for one in _standing(as_at, STATED) if one.happened_on <= until}
    long_ago = until - dt.timedelta(days=DAYS_FOR_FEEDBACK)
    for one in _holding(until, as_at):
        if one.happened_on <= long_ago and one.token not in answered:
            yield one


_RULES: dict[str, Counted] = {
    "M01": _contacts,
    "M03": _closed_contacts,
    "M08a": _moved_later,
    "M09": _acknowledged,
    "M10": _with_force,
    "M32": _silent,
}
