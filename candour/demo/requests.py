"""The rehearsal's requests for information: some answered and in the log, some at each stage of the desk.

Everybody who asks is invented. Figures are cited from the rehearsal's own releases, never typed.
"""

import datetime as dt
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from candour.demo.cast import Cast
from candour.demo.days import END
from candour.foi.deciding.actions import decide
from candour.foi.deciding.citing import answering_number
from candour.foi.letters import answering
from candour.foi.models import InformationRequest, RequestQuestion
from candour.foi.requests.actions import open_request
from candour.foi.requests.receiving import Asker, receive_request
from candour.foi.rules import Channel, Footing, Law, QuestionOutcome
from candour.forces.models import Force
from candour.publication.account.publishing import publish_account
from candour.publication.log.publishing import publish
from candour.store.clock import current_day

_day = dt.date.fromisoformat
# An answer goes into the log a week after it went to its asker, or today.
_UNTIL_PUBLISHED = dt.timedelta(days=7)
# The desk's own account of the months in which these were asked.
_COUNTED_ON = END + dt.timedelta(days=1)


def ask_all(cast: Cast) -> None:
    """Requests of the past, answered and published; and some that wait at the desk today."""
    for past in json.loads(files("candour.demo").joinpath("data/requests.json").read_text()):
        _answered(past, cast)
    publish_account(by=cast.ours["finn"].pk, on=_COUNTED_ON)
    _waiting(cast)
    _for_a_force(cast)
    _for_a_second_person(cast)


def _asker(name: str) -> Asker:
    return Asker(name=name, email=f"{name.replace(' ', '.').lower()}@example.org")


def _ago(days: int) -> dt.date:
    return current_day() - dt.timedelta(days=days)


def _open(questions: Sequence[str], name: str, cast: Cast, *, on: dt.date, **more: Any) -> InformationRequest:
    finn = cast.ours["finn"].pk
    received, _ = receive_request(questions=questions, asker=_asker(name), channel=Channel.WEB, on=on)
    opened = open_request(
        received, by=finn, on=on, **({"footing": Footing.VOLUNTARY, "law": Law.FOIA} | more)
    )
    answering.acknowledge(opened, by=finn, on=on)
    return opened


def _answered(past: dict[str, Any], cast: Cast) -> None:
    officer, second, on = cast.ours["finn"].pk, cast.ours["rhona"].pk, _day(past["answered"])
    request = _open(
        [question["text"] for question in past["questions"]],
        past["asker"],
        cast,
        on=_day(past["received"]),
        title=past["title"],
        topic=past["topic"],
    )
    for question, answer in zip(request.questions.all(), past["questions"], strict=True):
        _decide(question, answer, cast, on=on)
    letter = answering.draft_response(request, by=officer, on=on)
    if letter.needs_second:
        answering.approve_letter(letter, by=second)
    answering.send_letter(letter, by=officer, on=on)
    publish(request, by=officer, on=min(on + _UNTIL_PUBLISHED, current_day()))


def _decide(question: RequestQuestion, answer: dict[str, Any], cast: Cast, *, on: dt.date) -> None:
    cited = [
        answering_number(measure, _day(since), _day(until), by=by, code=code)
        for measure, since, until, by, code in answer.get("cites", [])
    ]
    decide(
        question,
        outcome=QuestionOutcome(answer["outcome"]),
        by=cast.ours["finn"].pk,
        on=on,
        citations=[pair for pair in cited if pair],
        **answer["fields"],
    )


def _waiting(cast: Cast) -> None:
    """One that nobody has read yet, one that is due soon, and one whose asker was asked what is meant."""
    receive_request(
        questions=["How many people told the line something in Welsh last year?"],
        asker=_asker("Gwenllian Holiwr"),
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
    _decide(
        request.questions.get(),
        {"outcome": "ncnd", "fields": {"sections": ["40(2)"], "why": why}},
        cast,
        on=_ago(2),
    )
    answering.draft_response(request, by=cast.ours["finn"].pk, on=_ago(2))
