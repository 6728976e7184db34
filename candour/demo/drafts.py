"""Which contacts become reports, and on which days each report is started, decided and sent."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from candour.demo.days import BURST, END, contact_days, working_days_after
from candour.demo.matters import category_assessed, category_reported
from candour.demo.sizes import Sizes, Window

KEPT_OR_NOT = {
    "not_actionable": ("no_force", "no_conduct", "duplicate"),
    "keep": ("single_source", "awaiting_reporter"),
}
# The last days on which a contact can still be referred, or a referral moved, inside the period.
LAST_REFERRED = END - timedelta(days=8)
LAST_MOVED = END - timedelta(days=14)


@dataclass
class Arrival:
    """A contact on its day, and the drafts that it feeds."""

    day: date
    channel: str
    feeds: list["ReportDraft"] = field(default_factory=list)
    untouched: bool = False
    danger: bool = False
    category: str = ""

    @property
    def is_free(self) -> bool:
        """True while the contact neither feeds a report nor waits for somebody to take it up."""
        return not self.feeds and not self.untouched


@dataclass(eq=False)
class ReportDraft:
    """A report of the plan while it is being made: its contacts, its days, and the force it is about."""

    fed_by: list[Arrival]
    started_on: date
    category: str
    corruption_category: str
    decision: str = ""
    reason: str = ""
    decided_on: date | None = None
    sent_on: date | None = None
    force_about: str = ""


def arrivals(rng: random.Random, sizes: Sizes) -> list[Arrival]:
    """Every contact of the plan in the order of its days, with its channel."""
    days = [
        day
        for window in sizes.windows
        for day in contact_days(rng, window.first, window.last, total=window.contacts, scale=sizes.scale)
    ]
    phoned = set(rng.sample(range(len(days)), min(sizes.by_phone, len(days))))
    return [Arrival(day, "phone" if n in phoned else "web_form") for n, day in enumerate(days)]


def leave_untouched(rng: random.Random, contacts: list[Arrival], count: int) -> None:
    """Mark the contacts nobody has taken up by the last day: among the latest, but not quite all of those."""
    latest = list(enumerate(contacts))[-2 * count :] if count else []
    latest.sort(key=lambda placed: placed[0] + rng.random() * 18, reverse=True)
    for _, contact in latest[:count]:
        contact.untouched = True


def picked(rng: random.Random, contacts: list[Arrival], count: int) -> list[Arrival]:
    """That many free contacts: a form is likelier to be a report than a call, a burst day's less likely."""

    def luck(contact: Arrival) -> float:
        weight = (1.5 if contact.channel == "web_form" else 1.0) * (0.4 if contact.day in BURST else 1.0)
        return float(rng.random() ** (1 / weight))

    free = [(luck(contact), n) for n, contact in enumerate(contacts) if contact.is_free]
    return [contacts[n] for _, n in sorted(free, reverse=True)[:count]]


def _started(rng: random.Random, contact: Arrival) -> date:
    if contact.danger:
        return contact.day
    backlog = 2 if contact.day in BURST else 0
    return min(working_days_after(contact.day, rng.choice((0, 0, 1, 1, 1, 2, 2, 3)) + backlog), END)


def _begun(rng: random.Random, contact: Arrival) -> ReportDraft:
    if not contact.feeds:
        contact.danger = rng.random() < 0.05
        contact.category = category_reported(rng)
    reported = category_reported(rng) if contact.feeds else contact.category
    draft = ReportDraft([contact], _started(rng, contact), *category_assessed(rng, reported))
    contact.feeds.append(draft)
    return draft


def _decided(rng: random.Random, draft: ReportDraft, decision: str) -> ReportDraft:
    wait = 0 if draft.fed_by[0].danger else rng.choice((0, 1, 1, 2, 2, 3, 4, 6))
    draft.decision = decision
    draft.decided_on = min(working_days_after(draft.started_on, wait), END)
    if decision == "refer":
        draft.sent_on = min(working_days_after(draft.decided_on, rng.choice((0, 0, 1, 1, 2))), END)
    else:
        draft.reason = rng.choice(KEPT_OR_NOT[decision])
    return draft


def referred(rng: random.Random, contacts: list[Arrival], sizes: Sizes) -> list[ReportDraft]:
    """The reports that are referred: as many in each window as it says, a few of them two to a contact."""
    every = sum(window.referred for window in sizes.windows)
    drafts: list[ReportDraft] = []
    for window in sizes.windows:
        twice = round(sizes.doubled * window.referred / every) if every else 0
        within = _within(contacts, window)
        first = [_begun(rng, contact) for contact in picked(rng, within, window.referred - twice)]
        again = [_begun(rng, draft.fed_by[0]) for draft in rng.sample(first, min(twice, len(first)))]
        drafts += [_decided(rng, draft, "refer") for draft in (*first, *again)]
    return drafts


def _within(contacts: list[Arrival], window: Window) -> list[Arrival]:
    last = min(window.last, LAST_REFERRED)
    return [contact for contact in contacts if window.first <= contact.day <= last]


def not_referred(rng: random.Random, contacts: list[Arrival], count: int) -> list[ReportDraft]:
    """Reports that were assessed and go nowhere: kept, or not actionable, each with its reason."""
    early = [contact for contact in contacts if contact.day <= LAST_REFERRED]
    decisions = rng.choices(("not_actionable", "keep"), (38, 24), k=count)
    chosen = [_begun(rng, contact) for contact in picked(rng, early, count)]
    return [_decided(rng, draft, decision) for draft, decision in zip(chosen, decisions, strict=False)]


def still_open(rng: random.Random, contacts: list[Arrival], count: int) -> list[ReportDraft]:
    """Reports begun and not decided by the last day: from its last weeks, and one or two older."""
    free = [contact for contact in contacts if contact.is_free and contact.day < END - timedelta(days=2)]
    return [_begun(rng, contact) for contact in picked(rng, free[-6 * count :], count)]


def join_second_contacts(
    rng: random.Random, contacts: list[Arrival], drafts: list[ReportDraft], count: int
) -> None:
    """Give some reports a second contact, which came after the first and before the decision."""
    for draft in rng.sample(drafts, len(drafts)):
        if count == 0:
            return
        about = [contact for contact in contacts if contact.is_free and _comes_between(contact, draft)]
        if about:
            second = rng.choice(about)
            second.category = draft.fed_by[0].category
            second.feeds.append(draft)
            draft.fed_by.append(second)
            count -= 1


def _comes_between(contact: Arrival, draft: ReportDraft) -> bool:
    return draft.decided_on is not None and draft.fed_by[0].day <= contact.day <= draft.decided_on
