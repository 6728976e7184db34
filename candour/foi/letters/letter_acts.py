"""What the desk does by letter, one row for each act: its words on the page, its form, and its action.

What is true of the letters themselves stands in requests/letter_kinds.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from candour.foi.models import InformationRequest, RequestLetter
from candour.foi.rules import QuestionOutcome
from candour.look.forms import PlainForm
from candour.store.clock import current_day

from . import answering, hand_over, reviewing
from .forms import (
    ClarificationForm,
    ClarifiedForm,
    CommissionerForm,
    CorrectionForm,
    ExtensionForm,
    HandOnForm,
    NothingForm,
    ReceivedReviewForm,
    ReviewForm,
    SearchForm,
)


def _nothing(request: InformationRequest) -> dict[str, Any]:
    return {}


def _received_today(request: InformationRequest) -> dict[str, Any]:
    return {"on": current_day()}


def _to_the_holder(request: InformationRequest) -> dict[str, Any]:
    held = request.questions.filter(decisions__outcome=QuestionOutcome.HELD_ELSEWHERE)
    holder = held.values_list("decisions__holder", "decisions__holder_address").first()
    return {"to_name": holder[0], "to_address": holder[1]} if holder else {}


@dataclass(frozen=True)
class LetterAct:
    """One thing that the desk does by letter, or notes beside letters: its page, and the action it calls.

    `about` says what follows. `action` is called with the request, `by` a member and what the form has; it
    gives the letter, where it writes one. `initial` is what the form opens with.
    """

    title: str
    button: str
    about: str
    form: type[PlainForm]
    action: Callable[..., RequestLetter | None]
    initial: Callable[[InformationRequest], dict[str, Any]] = _nothing


LETTER_ACTS: Mapping[str, LetterAct] = {
    "acknowledgement": LetterAct(
        "Acknowledge the request",
        "Send it",
        "It goes out at once.",
        NothingForm,
        answering.acknowledge,
    ),
    "clarification": LetterAct(
        "Ask what is meant",
        "Send it",
        "The clock stops, and starts from nought when the answer comes.",
        ClarificationForm,
        answering.ask_clarification,
    ),
    "clarified": LetterAct(
        "The asker said what is meant",
        "Note it",
        "The time starts again from nought.",
        ClarifiedForm,
        answering.clarified,
        _received_today,
    ),
    "lapsed": LetterAct(
        "Close it, because nothing was heard",
        "Close it",
        "Only after the time is over.",
        NothingForm,
        answering.lapse,
    ),
    "extension": LetterAct(
        "Take more time",
        "Send it",
        "It must be said before the last day, with the reason.",
        ExtensionForm,
        answering.extend,
    ),
    "search_order": LetterAct(
        "Have the force search",
        "Send it",
        "It goes to the force; the asker sees that you asked.",
        SearchForm,
        hand_over.search_order,
    ),
    "handed_on": LetterAct(
        "Hand it on",
        "Hand it on",
        "The holder gets the questions that they hold, and the asker is told.",
        HandOnForm,
        hand_over.hand_on,
        _to_the_holder,
    ),
    "response": LetterAct(
        "Draft the answer",
        "Draft it",
        "It is drawn from the decisions. You read it before it goes.",
        NothingForm,
        answering.draft_response,
    ),
    "received_review": LetterAct(
        "Somebody wants it looked at again",
        "Take it in",
        "They are told by when they hear from us.",
        ReceivedReviewForm,
        reviewing.request_review,
        _received_today,
    ),
    "review": LetterAct(
        "Answer the review",
        "Draft it",
        "Whoever decided or approved the answer cannot; a second person approves it.",
        ReviewForm,
        reviewing.answer_review,
    ),
    "correction": LetterAct(
        "Correct the answer",
        "Draft it",
        "A second person approves it, and the log shows both.",
        CorrectionForm,
        reviewing.draft_correction,
    ),
    "commissioner": LetterAct(
        "The Commissioner looks at it",
        "Note it",
        "The asker sees it on their page.",
        CommissionerForm,
        reviewing.open_ico,
    ),
    "notice": LetterAct(
        "The Commissioner decided",
        "Note it",
        "What it asks for is decided question by question.",
        CommissionerForm,
        reviewing.ico_decided,
    ),
}
