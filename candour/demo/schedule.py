"""The plan of the line's first fifteen months, made from one seed; it adds up to the published figures.

What was published (published_figures.csv) is met exactly: 1,988 calls and 890 forms from
29 November 2022 to 29 February 2024, 867 referrals, every one sent first to the Metropolitan Police Service,
139 of them about another force and moved there, 94 of these sent by 29 November 2023. The rest is invented.
"""

import random
from dataclasses import replace
from datetime import date

from candour.demo.days import END, working_days_after
from candour.demo.drafts import (
    LAST_MOVED,
    Arrival,
    ReportDraft,
    arrivals,
    join_second_contacts,
    leave_untouched,
    not_referred,
    referred,
    still_open,
)
from candour.demo.fates import ForceUnits, one_of, question_put
from candour.demo.matters import (
    MET,
    category_of_closed,
    category_reported,
    force_named,
    force_of_closed,
    forces_elsewhere,
    language_of,
)
from candour.demo.planned import (
    Plan,
    PlannedContact,
    PlannedOutcome,
    PlannedQuestion,
    PlannedReferral,
    PlannedReport,
    PlannedTransfer,
)
from candour.demo.sizes import FULL, YEAR_ONE_ENDS, Sizes, cut_to

__all__ = [
    "Plan",
    "PlannedContact",
    "PlannedOutcome",
    "PlannedQuestion",
    "PlannedReferral",
    "PlannedReport",
    "PlannedTransfer",
    "plan",
    "small_plan",
]

CLOSED_CALLS = {"abandoned": 31, "no_information": 22, "other_service": 23, "signposted": 24}
CLOSED_FORMS = {"no_information": 37, "other_service": 22, "signposted": 41}


def plan(seed: int = 1129) -> Plan:
    """The whole plan: 2,878 contacts and what became of each, the same for the same seed."""
    return _made(random.Random(seed), FULL)


def small_plan(seed: int, contacts: int) -> Plan:
    """A plan of the same shape with that many contacts (at most 2,878), for tests and slow machines."""
    return _made(random.Random(seed), cut_to(contacts))


def _made(rng: random.Random, sizes: Sizes) -> Plan:
    came = arrivals(rng, sizes)
    leave_untouched(rng, came, sizes.untouched)
    sent = referred(rng, came, sizes)
    stopped = not_referred(rng, came, sizes.not_referred)
    waiting = still_open(rng, came, sizes.still_open)
    join_second_contacts(rng, came, sent, sizes.joined)
    _settle_forces(rng, sent, [*stopped, *waiting], sizes)
    drafts = sorted([*sent, *stopped, *waiting], key=lambda draft: draft.started_on)
    units = ForceUnits()
    reports = [_report(rng, draft, units) for draft in drafts]
    places = {id(draft): index for index, draft in enumerate(drafts)}
    contacts = [_contact(rng, arrival, places) for arrival in came]
    spoken = [
        replace(contact, language=language_of(index, contact.channel))
        for index, contact in enumerate(contacts)
    ]
    return Plan(spoken, reports)


def _settle_forces(
    rng: random.Random, sent: list[ReportDraft], others: list[ReportDraft], sizes: Sizes
) -> None:
    for draft in sent:
        draft.force_about = MET
    by_then = [draft for draft in sent if draft.sent_on and draft.sent_on <= YEAR_ONE_ENDS]
    later = [draft for draft in sent if draft.sent_on and YEAR_ONE_ENDS < draft.sent_on <= LAST_MOVED]
    moved = rng.sample(by_then, min(sizes.moved_in_year_one, len(by_then)))
    moved += rng.sample(later, min(sizes.moved_later, len(later)))
    for draft, slug in zip(moved, forces_elsewhere(rng, len(moved)), strict=True):
        draft.force_about = slug
    for draft in others:
        draft.force_about = "" if draft.reason == "no_force" else MET


def _report(rng: random.Random, draft: ReportDraft, units: ForceUnits) -> PlannedReport:
    return PlannedReport(
        started_on=draft.started_on,
        category=draft.category,
        corruption_category=draft.corruption_category,
        force_about=draft.force_about,
        decision=draft.decision,
        reason=draft.reason,
        decided_on=draft.decided_on,
        referral=_referral(rng, draft, draft.sent_on, units) if draft.sent_on else None,
    )


def _referral(rng: random.Random, draft: ReportDraft, sent: date, units: ForceUnits) -> PlannedReferral:
    if draft.force_about != MET:
        return _moved(rng, draft.force_about, sent, units)
    acknowledged = _acknowledged(rng, sent)
    if acknowledged is None:
        return PlannedReferral(sent)
    if rng.random() < 0.015:
        back = working_days_after(acknowledged, rng.randint(1, 8))
        return PlannedReferral(sent, acknowledged, sent_back_on=back if back <= END else None)
    question, outcomes = _work(rng, acknowledged, units, MET)
    return PlannedReferral(sent, acknowledged, question=question, outcomes=outcomes)


def _acknowledged(rng: random.Random, sent: date) -> date | None:
    wait = one_of(rng, {0: 12, 1: 30, 2: 20, 3: 12, 4: 8, 6: 7, 9: 5, 15: 2, 400: 4})
    day = working_days_after(sent, wait)
    return day if day <= END else None


def _moved(rng: random.Random, slug: str, sent: date, units: ForceUnits) -> PlannedReferral:
    """A referral about another force: the Met acknowledges it and proposes the move within a fortnight."""
    acknowledged = working_days_after(sent, rng.choice((0, 1, 1, 2)))
    proposed = working_days_after(acknowledged, rng.choice((0, 1, 1, 2, 3, 4)))
    transfer = PlannedTransfer(slug, proposed, working_days_after(proposed, rng.choice((0, 0, 1, 1, 2))))
    again = _acknowledged(rng, transfer.sent_on)
    if again is None:
        return PlannedReferral(sent, acknowledged, transfer)
    question, outcomes = _work(rng, again, units, slug)
    return PlannedReferral(sent, acknowledged, transfer, again, question=question, outcomes=outcomes)


def _work(
    rng: random.Random, since: date, units: ForceUnits, slug: str
) -> tuple[PlannedQuestion | None, list[PlannedOutcome]]:
    question = question_put(rng, since) if rng.random() < 0.1 else None
    heard = max((day for day in question or () if day is not None), default=since)
    return question, units[slug].outcomes(rng, heard)


def _contact(rng: random.Random, came: Arrival, places: dict[int, int]) -> PlannedContact:
    if came.feeds:
        return _fed(rng, came, tuple(places[id(draft)] for draft in came.feeds))
    if came.untouched:
        return PlannedContact(
            came.day,
            came.channel,
            category_reported(rng),
            force_named(rng, MET),
            confidential=rng.random() < 0.1,
        )
    return _closed(rng, came)


def _fed(rng: random.Random, came: Arrival, reports: tuple[int, ...]) -> PlannedContact:
    return PlannedContact(
        day=came.day,
        channel=came.channel,
        category=came.category,
        force=force_named(rng, came.feeds[0].force_about),
        report=reports[0],
        reports=reports,
        confidential=rng.random() < (0.18 if came.channel == "web_form" else 0.07),
        danger=came.danger,
    )


def _closed(rng: random.Random, came: Arrival) -> PlannedContact:
    called = came.channel == "phone"
    later = working_days_after(came.day, rng.choice((0, 1, 1, 2, 3)))
    return PlannedContact(
        day=came.day,
        channel=came.channel,
        category=category_of_closed(rng, came.channel),
        force=force_of_closed(rng, came.channel),
        closed_as=one_of(rng, CLOSED_CALLS if called else CLOSED_FORMS),
        closed_on=came.day if called else min(later, END),
    )
