"""The rehearsal's requests for information: some answered and in the log, some at each stage of the desk.

Everybody who asks is invented. Figures are cited from the rehearsal's own releases, never typed.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from candour.demo.cast import Cast
from candour.demo.days import END
from candour.demo.past_requests import answer_all, asker
from candour.foi.deciding.actions import decide
from candour.foi.letters import answering
from candour.foi.models import InformationRequest
from candour.foi.requests.actions import open_request
from candour.foi.requests.receiving import receive_request
from candour.foi.rules import Channel, Footing, Law, QuestionOutcome
from candour.forces.models import Force
from candour.publication.account.publishing import publish_account
from candour.store.clock import current_day

# The desk's own account of the months in which these were asked.
_COUNTED_ON = END + dt.timedelta(days=1)


def ask_all(cast: Cast) -> None:
    """Requests of the past, answered and published; and some that wait at the desk today."""
    answer_all(cast)
    publish_account(by=cast.ours["finn"].pk, on=_COUNTED_ON)
    _waiting(cast)
    _for_a_force(cast)
    _for_a_second_person(cast)


def _ago(days: int) -> dt.date:
    return current_day() - dt.timedelta(days=days)


def _open(questions: Sequence[str], name: str, cast: Cast, *, on: dt.date, **more: Any) -> InformationRequest:
    finn = cast.ours["finn"].pk
    received, _ = receive_request(questions=questions, asker=asker(name), channel=Channel.WEB, on=on)
    opened = open_request(
        received, by=finn, on=on, **({"footing": Footing.VOLUNTARY, "law": Law.FOIA} | more)
    )
    answering.acknowledge(opened, by=finn, on=on)
    return opened


def _waiting(cast: Cast) -> None:
    """One that nobody has read yet, one that is due soon, and one whose asker was asked what is meant."""
    receive_request(
        questions=["How many people told the line something in Welsh last year?"],
        asker=asker("Gwenllian Holiwr"),
        channel=Channel.WEB,
        on=_ago(1),
    )
    _open(
        ["How many reports did the line send to forces in its first year?"],
        "Corin Numberwise",
        cast,
        on=_ago(25),
        title="Reports sent to forces in the first year",
        topic="referrals",
    )
    unclear = _open(["Everything about training."], "Vague Wanderley", cast, on=_ago(9), title="Training")
    answering.ask_clarification(
        unclear,
        by=cast.ours["finn"].pk,
        on=_ago(6),
        ask="Do you mean the training of call handlers, or of assessors? Of which years?",
    )


def _for_a_force(cast: Cast) -> None:
    _open(
        ["What does the line hold for Kent Police about how calls are passed on?"],
        "Rowan Shire",
        cast,
        on=_ago(5),
        title="How calls are passed on to Kent Police",
        topic="working",
        footing=Footing.BEHALF,
        force=Force.objects.get(pk="kent"),
        answer_by=_ago(-6),
    )


def _for_a_second_person(cast: Cast) -> None:
    """A refusal that somebody else must read first."""
    request = _open(
        ["Who wrote the report of 3 March?"], "Nosy Parkerton", cast, on=_ago(12), title="Who wrote a report"
    )
    why = "To say whether we hold this would itself tell something about a person."
    decide(
        request.questions.get(),
        outcome=QuestionOutcome.NCND,
        sections=["40(2)"],
        why=why,
        by=cast.ours["finn"].pk,
        on=_ago(2),
    )
    answering.draft_response(request, by=cast.ours["finn"].pk, on=_ago(2))
