"""Ledgers for tests: made up event by event, and counted again by hand with nothing but Python."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from hypothesis import strategies as st

from candour.figures.counts import Period
from candour.ledger.actions import record
from candour.ledger.models import Entry

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


def contact(on: dt.date, *, channel: str = "phone", category: str = "", force: str = "") -> uuid.UUID:
    token = uuid.uuid4()
    record("contact.received", on=on, token=token, channel=channel, category=category, force=force)
    return token


def report(
    on: dt.date, *, of: uuid.UUID, kind: str = "refer", channel: str = "phone", reason: str = ""
) -> uuid.UUID:
    token = uuid.uuid4()
    record("report.started", on=on, token=token, parent=of, channel=channel)
    record("report.completed", on=on, token=token, channel=channel)
    record("report.assessed", on=on, token=token, channel=channel, reason=kind)
    if kind != "refer":
        record("report.not_referred", on=on, token=token, channel=channel, reason=reason)
    return token


def referral(on: dt.date, *, of: uuid.UUID, force: str = "metropolitan") -> uuid.UUID:
    token = uuid.uuid4()
    record("referral.sent", on=on, token=token, parent=of, force=force)
    return token


def moved(on: dt.date, *, referral: uuid.UUID, force: str, to_force: str) -> None:
    record("referral.transferred", on=on, token=uuid.uuid4(), parent=referral, force=force, to_force=to_force)


def said(
    on: dt.date,
    code: str,
    *,
    of: uuid.UUID,
    force: str = "metropolitan",
    token: uuid.UUID | None = None,
    corrects: uuid.UUID | None = None,
    recorded_on: dt.date | None = None,
) -> Entry:
    return record(
        "outcome.recorded", on=on, recorded_on=recorded_on, unit="referral", token=token or of, parent=of,
        force=force, reason=code, corrects=corrects,
    )  # fmt: skip


@dataclass
class Life:
    """What happens to one contact, as hypothesis draws it."""

    on: int
    channel: str
    force: str
    fate: str
    later: list[int]
    outcomes: list[tuple[str, bool]] = field(default_factory=list)


lives = st.builds(
    Life,
    on=st.integers(0, DAYS),
    channel=st.sampled_from(["phone", "web_form", "post", "historic_review"]),
    force=st.sampled_from(["", "kent", "metropolitan"]),
    fate=st.sampled_from(["open", "closed", "kept", "held", "sent", "moved", "back", "twice", "both"]),
    later=st.lists(st.integers(0, 30), min_size=5, max_size=5),
    outcomes=st.lists(
        st.tuples(
            st.sampled_from(["nfa_known", "nfa_left", "investigation_opened", "arrest"]), st.booleans()
        ),
        max_size=3,
    ),
)


def live(life: Life) -> None:
    """Write one life into the ledger, in the order in which the rooms would."""
    came = contact(day(life.on), channel=life.channel, force=life.force)
    decided = day(life.on + life.later[0])
    if life.fate == "closed":
        record(
            "contact.closed",
            on=decided,
            token=came,
            channel=life.channel,
            force=life.force,
            reason="abandoned",
        )
    if life.fate in ("open", "closed"):
        return
    kept = life.fate == "kept"
    written = report(
        decided, of=came, channel=life.channel, kind="keep" if kept else "refer", reason="duplicate"
    )
    if life.fate == "twice":
        other = contact(day(life.on), channel=life.channel)
        record("report.joined", on=decided, token=written, parent=other, channel=life.channel)
    if life.fate == "held":
        record("referral.held", on=decided, token=uuid.uuid4(), parent=written, force="kent")
    if life.fate in ("sent", "moved", "back", "twice", "both"):
        _refer(life, written, decided)


def _refer(life: Life, written: uuid.UUID, on: dt.date) -> None:
    sent = referral(on, of=written)
    if life.fate == "both":
        referral(on, of=written, force="kent")
    heard = on + dt.timedelta(days=life.later[1])
    record("referral.acknowledged", on=heard, token=sent, parent=written, force="metropolitan")
    if life.fate == "moved":
        moved(heard, referral=sent, force="metropolitan", to_force="kent")
    if life.fate == "back":
        record("referral.sent_back", on=heard, token=sent, parent=written, force="metropolitan")
    for code, is_wrong in life.outcomes:
        token = uuid.uuid5(uuid.NAMESPACE_OID, "one case") if code == "investigation_opened" else None
        first = said(heard, code, of=sent, token=token)
        if is_wrong:
            late = heard + dt.timedelta(days=life.later[2])
            said(heard, "nfa_duplicate", of=sent, corrects=first.pk, recorded_on=late)


def standing(as_at: dt.date = dt.date.max) -> list[Entry]:
    """What stood on a day, found by hand."""
    known = [entry for entry in Entry.objects.all() if entry.recorded_on <= as_at]
    wrong = {entry.corrects for entry in known}
    return [entry for entry in known if entry.pk not in wrong]


def by_hand(code: str, period: Period) -> int:
    """A measure's total, counted again without a database and without the code it checks."""
    entries = standing(period.as_at)
    return _BY_HAND[code](entries, lambda entry: period.since <= entry.happened_on <= period.until)


def _of(entries, event):
    return [entry for entry in entries if entry.event == event]


def _count(event):
    return lambda entries, inside: sum(map(inside, _of(entries, event)))


def _contacts(entries, inside):
    outside = ("historic_review", "workforce_check")
    return [
        entry for entry in _of(entries, "contact.received") if inside(entry) and entry.channel not in outside
    ]


def _closed(entries, inside):
    closed = {entry.token for entry in _of(entries, "contact.closed")}
    return sum(entry.token in closed for entry in _contacts(entries, inside))


def _later_moved(entries, inside):
    moves = {entry.parent for entry in _of(entries, "referral.transferred")}
    return sum(inside(entry) and entry.token in moves for entry in _of(entries, "referral.sent"))


def _acknowledged(entries, inside):
    heard = {entry.token for entry in _of(entries, "referral.acknowledged")}
    return sum(inside(entry) and entry.token in heard for entry in _of(entries, "referral.sent"))


def _first(wanted):
    def counted(entries, inside):
        firsts: dict[uuid.UUID, dt.date] = {}
        found = [entry for entry in _of(entries, "outcome.recorded") if entry.reason.startswith(wanted)]
        for entry in sorted(found, key=lambda entry: entry.happened_on, reverse=True):
            firsts[entry.token] = entry
        return sum(map(inside, firsts.values()))

    return counted


_BY_HAND = {
    "M01": lambda entries, inside: len(_contacts(entries, inside)),
    "M03": _closed,
    "M04": _count("report.completed"),
    "M05": _count("report.assessed"),
    "M06": _count("report.not_referred"),
    "M07": _count("referral.sent"),
    "M08": _count("referral.transferred"),
    "M08a": _later_moved,
    "M09": _acknowledged,
    "M14": _first("investigation_opened"),
    "M31": _first("nfa_"),
}
