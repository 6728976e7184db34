"""Lives of contacts, as hypothesis draws them, and how each is written into the ledger."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from candour.figures.measures import outcome_codes
from candour.ledger.actions import record

from .ledgers import (
    DAYS,
    acknowledged,
    closed,
    contact,
    day,
    held,
    moved,
    referral,
    report,
    said,
    sent_back,
    withdrawn,
)  # fmt: skip


@dataclass
class Outcome:
    """What a force says; `mended` is how it put that right: not at all, with another, or by withdrawal."""

    code: str
    after: int
    quantity: int
    kind: str
    mended: str


@dataclass
class Life:
    """What happens to one contact, as hypothesis draws it."""

    on: int
    channel: str
    force: str
    category: str
    language: str
    fate: str
    later: list[int]
    outcomes: list[Outcome]


_CHANNELS = ("phone", "web_form", "post", "historic_review")
_FORCES = ("", "kent", "metropolitan")
_CATEGORIES = ("", "discrimination", "partner_abuse")
_LANGUAGES = ("en", "cy", "other")
_FATES = (
    "open", "letter", "closed", "reopened", "kept", "held", "sent", "moved", "round", "back", "twice", "both",
    "asked", "silent",
)  # fmt: skip
_KINDS = ("criminal", "misconduct", "both")
_MENDED = ("", "", "corrected", "withdrawn")

_outcomes = st.builds(
    Outcome,
    code=st.sampled_from(sorted(outcome_codes())),
    after=st.integers(0, 60),
    quantity=st.integers(1, 3),
    kind=st.sampled_from(_KINDS),
    mended=st.sampled_from(_MENDED),
)

lives = st.builds(
    Life,
    on=st.integers(0, DAYS),
    channel=st.sampled_from(_CHANNELS),
    force=st.sampled_from(_FORCES),
    category=st.sampled_from(_CATEGORIES),
    language=st.sampled_from(_LANGUAGES),
    fate=st.sampled_from(_FATES),
    later=st.lists(st.integers(0, 30), min_size=5, max_size=5),
    outcomes=st.lists(_outcomes, max_size=3),
)


def many(number: int, dice: random.Random) -> Iterator[Life]:
    """So many lives of every sort, by dice: a few examples of a few lives each would miss what is rare."""
    for _ in range(number):
        outcomes = [
            Outcome(
                dice.choice(sorted(outcome_codes())), dice.randint(0, 60), dice.randint(1, 3),
                dice.choice(_KINDS), dice.choice(_MENDED),
            )
            for _ in range(dice.randint(0, 3))
        ]  # fmt: skip
        yield Life(
            dice.randint(0, DAYS), dice.choice(_CHANNELS), dice.choice(_FORCES), dice.choice(_CATEGORIES),
            dice.choice(_LANGUAGES), dice.choice(_FATES), [dice.randint(0, 30) for _ in range(5)], outcomes,
        )  # fmt: skip


def live(life: Life) -> None:
    """Write one life into the ledger, in the order in which the rooms would."""
    came = contact(
        day(life.on), channel=life.channel, force=life.force, category=life.category, language=life.language
    )
    decided = day(life.on + life.later[0])
    if life.fate == "letter":
        record("letter.received", on=decided, channel="web_mailbox")
    if life.fate in ("closed", "reopened"):
        shut = closed(decided, contact=came, channel=life.channel)
        if life.fate == "reopened":
            again = decided + dt.timedelta(days=life.later[1])
            record("contact.reopened", on=again, began_on=day(life.on), token=came, corrects=shut.pk)
    if life.fate in ("open", "letter", "closed", "reopened"):
        return
    kept = life.fate == "kept"
    written = report(
        decided, of=came, channel=life.channel, kind="keep" if kept else "refer", reason="duplicate"
    )
    if life.fate == "twice":
        other = contact(day(life.on), channel=life.channel)
        record("report.joined", on=decided, began_on=day(life.on), token=written, parent=other)
    if life.fate == "held":
        held(decided, of=written)
    elif not kept:
        _refer(life, written, decided)


def _refer(life: Life, written: uuid.UUID, on: dt.date) -> None:
    sent = referral(on, of=written, category=life.category)
    if life.fate == "both":
        referral(on, of=written, force="kent")
    if life.fate == "silent":
        return
    heard = on + dt.timedelta(days=life.later[1])
    acknowledged(heard, referral=sent)
    if life.fate in ("moved", "round"):
        moved(heard, referral=sent, force="metropolitan", to_force="kent")
        acknowledged(heard + dt.timedelta(days=life.later[2]), referral=sent, force="kent")
    if life.fate == "round":
        again = heard + dt.timedelta(days=life.later[3])
        moved(again, referral=sent, force="kent", to_force="metropolitan")
    if life.fate == "back":
        sent_back(heard, referral=sent)
    if life.fate == "asked":
        record("question.released", on=heard, began_on=on, token=uuid.uuid4(), parent=sent, force="kent")
    for outcome in life.outcomes:
        _say(outcome, heard + dt.timedelta(days=outcome.after), sent, late=life.later[4])


def _say(outcome: Outcome, on: dt.date, sent: uuid.UUID, *, late: int) -> None:
    is_case = outcome_codes()[outcome.code].unit == "investigation"
    # Any two referrals may lead to one investigation.
    token = uuid.uuid5(uuid.NAMESPACE_OID, outcome.kind) if is_case else None
    first = said(
        on,
        outcome.code,
        of=sent,
        token=token,
        kind=outcome.kind if is_case else "",
        quantity=outcome.quantity,
    )
    if outcome.code == "arrest":
        record("person.arrested", on=on, token=uuid.uuid4(), parent=sent, quantity=outcome.quantity)
    mended = on + dt.timedelta(days=late)
    if outcome.mended == "corrected":
        said(on, "nfa_duplicate", of=sent, corrects=first.pk, recorded_on=mended)
    if outcome.mended == "withdrawn":
        withdrawn(mended, first)
