"""What would help somebody who asks (FOIA s.16): proposed from what exists, for an officer to keep."""

import datetime as dt

from django.conf import settings

from candour.figures.releasing import register
from candour.figures.releasing.register import TO_COME, Announced
from candour.figures.showing.marks import in_day
from candour.foi.requests.sections import limit_of
from candour.foi.requests.similar import PAST_ANSWER, SCHEME, offers
from candour.foi.rules import Law, QuestionOutcome
from candour.store.clock import current_day

from .citing import CitedNumber
from .outcomes import SUPPLIED
from .rules import ProposedDecision

MOST = 6
# Stands for a holder who is not named yet.
WHOEVER = "whoever holds it"
_OFFER_WORDS = {
    PAST_ANSWER: "We answered a question near to yours before",
    SCHEME: "Our publication scheme has something near to it",
}


def coming_releases(today: dt.date | None = None) -> list[Announced]:
    """The announced releases that are still to come, the soonest first: what s.22 may point to."""
    since = today or current_day()
    return [release for release in register.calendar() if release.state == TO_COME and release.on >= since]


def advice_for(
    outcome: QuestionOutcome,
    *,
    law: Law,
    question: str = "",
    proposal: ProposedDecision | None = None,
    figures: list[CitedNumber] | None = None,
) -> list[str]:
    """Sentences that might help the asker, the most relevant first; an officer picks.

    `figures` are published numbers near the question; `proposal` is what is filled in so far. With the
    `question`, what we answered before and what the publication scheme has are looked for too.
    """
    so_far = proposal or ProposedDecision(outcome)
    # Where a figure is the answer, it is cited, and need not be told twice.
    close_figures = [] if outcome in SUPPLIED | {QuestionOutcome.S21_ACCESSIBLE} else figures or []
    advice = [*_of_outcome(outcome, so_far, law), *_of_answers(question), *_of_figures(close_figures)]
    if outcome != QuestionOutcome.S22_FUTURE:
        advice += _of_calendar()
    return advice[:MOST]


def _of_outcome(outcome: QuestionOutcome, proposal: ProposedDecision, law: Law) -> list[str]:
    match outcome:
        case QuestionOutcome.HELD_ELSEWHERE:
            return [_ask_the_holder(proposal)]
        case QuestionOutcome.S12_COST:
            return [narrower(proposal, law)]
        case QuestionOutcome.S22_FUTURE:
            return [
                f"“{coming.title}” is to be published on {in_day(coming.on)}."
                for coming in coming_releases()[:2]
            ]
        case _:
            return []


def _ask_the_holder(proposal: ProposedDecision) -> str:
    where = f", {proposal.holder_address}" if proposal.holder_address else ""
    holder = proposal.holder or WHOEVER
    return f"You can ask {holder}{where}. If you agree, we send your question on for you."


def narrower(proposal: ProposedDecision, law: Law) -> str:
    """How a question could be narrowed: by leaving out what takes longest, where that is enough."""
    limit = limit_of(law)
    if limit is None or not proposal.estimate:
        return "Ask for a shorter time or for fewer kinds of record, and it may come within the limit."
    activity, hours = max(proposal.estimate, key=lambda line: line[1])
    left = sum(taken for _, taken in proposal.estimate) - hours
    enough = "comes within" if left <= limit.hours else "comes nearer to"
    return (
        f"What takes longest is {activity}: {hours:g} hours. A question without that {enough} the limit of "
        f"{limit.hours:g} hours. You can also ask for a shorter time."
    )


def _of_answers(question: str) -> list[str]:
    answers = [offer for offer in offers(question) if offer.kind in _OFFER_WORDS] if question.strip() else []
    return [
        f"{_OFFER_WORDS[answer.kind]}: “{answer.title}”. {settings.PUBLIC_ORIGIN}{answer.url}"
        for answer in answers[:2]
    ]


def _of_figures(figures: list[CitedNumber]) -> list[str]:
    return [
        f"We publish this figure, which is near to what you ask: {figure.sentence} {figure.url}"
        for figure in figures[:3]
    ]


def _of_calendar() -> list[str]:
    soon = coming_releases()[:1]
    return [f"Our next figures come out on {in_day(release.on)}: “{release.title}”." for release in soon]
