"""What can be done by letter at the desk: for each, its words, its form, and the action it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from candour.foi.models import InformationRequest, Letter
from candour.look.forms import PlainForm

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

Act = Callable[[InformationRequest, dict[str, Any], UUID], Letter | None]


@dataclass(frozen=True)
class Doing:
    """One thing that can be done by letter: its heading, its button, its form, and the action it calls.

    `about` says what follows; `is_sent` is whether it goes out at once, or waits as a draft.
    """

    title: str
    button: str
    about: str
    form: type[PlainForm]
    act: Act
    is_sent: bool = True


def _clarified(request: InformationRequest, said: dict[str, Any], by: UUID) -> None:
    answering.clarified(request, by=by, **said)


def _lapse(request: InformationRequest, said: dict[str, Any], by: UUID) -> None:
    answering.lapse(request, by=by)


def _commissioner(request: InformationRequest, said: dict[str, Any], by: UUID) -> None:
    reviewing.open_ico(request, by=by, **said)


def _notice(request: InformationRequest, said: dict[str, Any], by: UUID) -> None:
    reviewing.ico_decided(request, by=by, **said)


DOINGS: Mapping[str, Doing] = {
    "acknowledgement": Doing(
        "Acknowledge the request",
        "Send it",
        "It goes out at once.",
        NothingForm,
        lambda request, said, by: answering.acknowledge(request, by=by),
    ),
    "clarification": Doing(
        "Ask what is meant",
        "Send it",
        "The clock stops, and starts from nought when the answer comes.",
        ClarificationForm,
        lambda request, said, by: answering.ask_clarification(request, by=by, **said),
    ),
    "clarified": Doing(
        "The asker said what is meant",
        "Note it",
        "The time starts again from nought.",
        ClarifiedForm,
        _clarified,
    ),
    "lapsed": Doing(
        "Close it, because nothing was heard", "Close it", "Only after the time is over.", NothingForm, _lapse
    ),
    "extension": Doing(
        "Take more time",
        "Send it",
        "It must be said before the last day, with the reason.",
        ExtensionForm,
        lambda request, said, by: answering.extend(request, by=by, **said),
    ),
    "search_order": Doing(
        "Have the force search",
        "Send it",
        "It goes to the force; the asker sees that you asked.",
        SearchForm,
        lambda request, said, by: hand_over.search_order(request, by=by, **said),
    ),
    "handed_on": Doing(
        "Hand it on",
        "Hand it on",
        "The holder gets the questions that they hold, and the asker is told.",
        HandOnForm,
        lambda request, said, by: hand_over.hand_on(request, by=by, **said),
    ),
    "response": Doing(
        "Draft the answer",
        "Draft it",
        "It is drawn from the decisions. You read it before it goes.",
        NothingForm,
        lambda request, said, by: answering.draft_response(request, by=by),
        is_sent=False,
    ),
    "received_review": Doing(
        "Somebody wants it looked at again",
        "Take it in",
        "They are told by when they hear from us.",
        ReceivedReviewForm,
        lambda request, said, by: reviewing.request_review(request, by=by, **said),
    ),
    "review": Doing(
        "Answer the review",
        "Draft it",
        "Whoever decided or approved the answer cannot; a second person approves it.",
        ReviewForm,
        lambda request, said, by: reviewing.answer_review(request, by=by, **said),
        is_sent=False,
    ),
    "correction": Doing(
        "Correct the answer",
        "Draft it",
        "A second person approves it, and the log shows both.",
        CorrectionForm,
        lambda request, said, by: reviewing.draft_correction(request, by=by, **said),
        is_sent=False,
    ),
    "commissioner": Doing(
        "The Commissioner looks at it",
        "Note it",
        "The asker sees it on their page.",
        CommissionerForm,
        _commissioner,
    ),
    "notice": Doing(
        "The Commissioner decided",
        "Note it",
        "What it asks for is decided question by question.",
        CommissionerForm,
        _notice,
    ),
}


def first_of(request: InformationRequest, kind: str) -> dict[str, Any]:
    """What a form opens with."""
    if kind == "handed_on":
        held = request.questions.filter(decisions__outcome="held_elsewhere")
        found = held.values_list("decisions__holder", "decisions__holder_address").first()
        return {"to_name": found[0], "to_address": found[1]} if found else {}
    return {"on": timezone.localdate()} if kind in ("clarified", "received_review") else {}
