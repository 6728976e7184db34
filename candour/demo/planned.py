"""The parts of the plan: what happens on which day, without the words of any account."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class PlannedTransfer(NamedTuple):
    """A referral moved to another force: the first force proposes it, a supervisor sends it."""

    to_force: str
    proposed_on: date
    sent_on: date


class PlannedQuestion(NamedTuple):
    """A force's question to the reporter, and the days of its answer, which are None until they come."""

    asked_on: date
    released_on: date
    answered_on: date | None
    answer_sent_on: date | None


@dataclass(frozen=True)
class PlannedOutcome:
    """What the force says came of it. Where `corrects`, it puts right the outcome just before it.

    `kind` is that of an investigation. `first_arrests` is None where nothing is said of it.
    """

    code: str
    on: date
    reference: str = ""
    quantity: int = 1
    tell: bool = False
    corrects: bool = False
    reason: str = ""
    kind: str = ""
    first_arrests: int | None = None


@dataclass(frozen=True)
class PlannedReferral:
    """One sending of one report. It goes first to the Metropolitan Police Service, always."""

    sent_on: date
    acknowledged_on: date | None = None
    transfer: PlannedTransfer | None = None
    acknowledged_again_on: date | None = None
    sent_back_on: date | None = None
    question: PlannedQuestion | None = None
    outcomes: list[PlannedOutcome] = field(default_factory=list)


@dataclass(frozen=True)
class PlannedReport:
    """One matter, written up by an assessor; `decision` is empty while it is still open."""

    started_on: date
    category: str
    corruption_category: str
    force_about: str
    decision: str = ""
    reason: str = ""
    decided_on: date | None = None
    referral: PlannedReferral | None = None


@dataclass(frozen=True)
class PlannedContact:
    """One call or form.

    It was closed (`closed_as`), or it feeds reports (their places in Plan.reports, the first of them in
    `report`), or nobody has taken it up yet. `force` is empty where the person did not know or did not say.
    """

    day: date
    channel: str
    category: str
    force: str
    closed_as: str = ""
    closed_on: date | None = None
    report: int | None = None
    reports: tuple[int, ...] = ()
    confidential: bool = False
    danger: bool = False
    language: str = "en"


@dataclass(frozen=True)
class Plan:
    """The whole rehearsal, contacts and reports each in the order of their days."""

    contacts: list[PlannedContact]
    reports: list[PlannedReport]
