"""What a request may be and how it stands, and what is decided of it. Values in, values out."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Channel(StrEnum):
    """How a request came. Annotations and Welsh requests are as good as any other (FOIA s.8)."""

    WEB = "web"
    EMAIL = "email"
    POST = "post"
    IMPORT = "import"


class Law(StrEnum):
    """Under which law a request is answered; the laws' own rules are in data/laws.csv."""

    FOIA = "foia"
    FOISA = "foisa"
    EIR = "eir"


class Footing(StrEnum):
    """Who has to answer. A charity is not bound; what it holds for a force may be the force's (s.3(2)(b))."""

    OWN = "own"
    BEHALF = "behalf"
    VOLUNTARY = "voluntary"


class StepKind(StrEnum):
    """What can happen to a request, in the order of a usual life."""

    RECEIVED = "received"
    CONFIRMED = "confirmed"
    OPENED = "opened"
    DIVERTED = "diverted"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFIED = "clarified"
    LAPSED = "lapsed"
    EXTENDED = "extended"
    RECALCULATED = "recalculated"
    SENT_FOR_CLEARANCE = "sent_for_clearance"
    SENT_BACK = "sent_back"
    RESPONDED = "responded"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    HANDED_ON = "handed_on"
    REVIEW_REQUESTED = "review_requested"
    REVIEW_RESPONDED = "review_responded"
    ICO_OPENED = "ico_opened"
    ICO_DECIDED = "ico_decided"


class Stage(StrEnum):
    """Where a request is. Read from its steps, never stored."""

    UNCONFIRMED = "unconfirmed"
    NEW = "new"
    OPEN = "open"
    CLARIFYING = "clarifying"
    CLEARANCE = "clearance"
    RESPONDED = "responded"
    REVIEWING = "reviewing"
    AT_ICO = "at_ico"
    DIVERTED = "diverted"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    HANDED_ON = "handed_on"


_UNDER_WAY = frozenset({Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE})
_ANSWERED = frozenset({Stage.RESPONDED})
# From which stages a step may be taken, and where it leads; None leaves the request where it is.
MOVES: dict[StepKind, tuple[frozenset[Stage | None], Stage | None]] = {
    StepKind.RECEIVED: (frozenset({None}), Stage.NEW),
    StepKind.CONFIRMED: (frozenset({Stage.UNCONFIRMED}), Stage.NEW),
    StepKind.OPENED: (frozenset({Stage.NEW, Stage.UNCONFIRMED}), Stage.OPEN),
    StepKind.DIVERTED: (frozenset({Stage.NEW, Stage.UNCONFIRMED, *_UNDER_WAY}), Stage.DIVERTED),
    StepKind.CLARIFICATION_ASKED: (frozenset({Stage.OPEN}), Stage.CLARIFYING),
    StepKind.CLARIFIED: (frozenset({Stage.CLARIFYING, Stage.LAPSED}), Stage.OPEN),
    StepKind.LAPSED: (frozenset({Stage.CLARIFYING}), Stage.LAPSED),
    StepKind.EXTENDED: (frozenset({Stage.OPEN, Stage.CLEARANCE}), None),
    StepKind.RECALCULATED: (frozenset({*Stage}), None),
    StepKind.SENT_FOR_CLEARANCE: (frozenset({Stage.OPEN}), Stage.CLEARANCE),
    StepKind.SENT_BACK: (frozenset({Stage.CLEARANCE}), Stage.OPEN),
    StepKind.RESPONDED: (frozenset({Stage.OPEN, Stage.CLEARANCE}), Stage.RESPONDED),
    StepKind.PUBLISHED: (frozenset({*_ANSWERED, Stage.REVIEWING, Stage.AT_ICO, Stage.HANDED_ON}), None),
    StepKind.CORRECTED: (frozenset({*_ANSWERED, Stage.REVIEWING, Stage.AT_ICO}), None),
    StepKind.WITHDRAWN: (frozenset({Stage.NEW, *_UNDER_WAY}), Stage.WITHDRAWN),
    StepKind.HANDED_ON: (frozenset({*_UNDER_WAY}), Stage.HANDED_ON),
    StepKind.REVIEW_REQUESTED: (_ANSWERED, Stage.REVIEWING),
    StepKind.REVIEW_RESPONDED: (frozenset({Stage.REVIEWING}), Stage.RESPONDED),
    StepKind.ICO_OPENED: (_ANSWERED, Stage.AT_ICO),
    StepKind.ICO_DECIDED: (frozenset({Stage.AT_ICO}), Stage.RESPONDED),
}


class StepTaken(NamedTuple):
    """One step: what happened to a request, on which UK day; `until` where the step sets a day."""

    kind: StepKind
    on: dt.date
    until: dt.date | None = None


class StepRefused(ValueError):
    """A step that a request cannot take from where it is; says so in words."""


def stage_after(steps: Iterable[StepKind], *, needs_confirming: bool = False) -> Stage | None:
    """Where a request is after these steps, from first to last; None before the first.

    `needs_confirming`: it came by a way on which the address is not proved, so it waits for that first.
    StepRefused if a step could not be taken from where the request then was.
    """
    stage: Stage | None = None
    for kind in steps:
        stage = next_stage(stage, kind)
        if kind == StepKind.RECEIVED and needs_confirming:
            stage = Stage.UNCONFIRMED
    return stage


def next_stage(stage: Stage | None, kind: StepKind) -> Stage | None:
    """Where this step leads from that stage. StepRefused if it cannot be taken there."""
    may_from, leads_to = MOVES[kind]
    if stage not in may_from:
        raise StepRefused(f"A request that is {_in_words(stage)} cannot be {kind.value.replace('_', ' ')}.")
    return stage if leads_to is None else leads_to


def _in_words(stage: Stage | None) -> str:
    return stage.value.replace("_", " ") if stage else "not received yet"


class QuestionOutcome(StrEnum):
    """What is decided of one question. deciding/outcomes.py has a row for each."""

    DISCLOSED_FULL = "disclosed_full"
    DISCLOSED_PART = "disclosed_part"
    NOT_HELD = "not_held"
    HELD_ELSEWHERE = "held_elsewhere"
    S21_ACCESSIBLE = "s21_accessible"
    S22_FUTURE = "s22_future"
    EXEMPT = "exempt"
    NCND = "ncnd"
    S12_COST = "s12_cost"
    S14_VEXATIOUS = "s14_vexatious"
    S14_REPEATED = "s14_repeated"


class Headline(StrEnum):
    """What the decisions on all questions add up to. Derived; nobody types it."""

    FULL = "full"
    PART = "part"
    NOT_HELD = "not_held"
    REFUSED = "refused"
    NCND = "ncnd"
