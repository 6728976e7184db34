"""The desk's first pages: what waits, and one request from its triage to its answer."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.foi.asking.forms import LANGUAGES, WAYS
from candour.foi.clock.laws import law_names
from candour.foi.clock.request_clock import clock_of
from candour.foi.deciding.actions import MAY_DECIDE
from candour.foi.deciding.last_decisions import last_decisions
from candour.foi.deciding.outcomes import outcome_words
from candour.foi.deciding.same_asker import of_the_same_asker
from candour.foi.models import InformationRequest
from candour.foi.requests.actions import withdraw
from candour.foi.requests.lists import topics
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.requests.similar import Offer, offers
from candour.foi.requests.thread import thread_of
from candour.foi.rules import QuestionOutcome, Stage, StepKind
from candour.foi.triage.forms import DivertForm
from candour.look.forms import FORM_REFUSED

from .connecting import connect
from .forms import CONNECTIONS, ConnectForm, TakenBackForm
from .next_steps import next_steps
from .searching_requests import rows_found
from .taking_in import take_in_heard
from .waiting_list import done, row_of, waiting

STEP_WORDS: dict[str, str] = {
    StepKind.RECEIVED: "we received it",
    StepKind.CONFIRMED: "its asker confirmed the address",
    StepKind.OPENED: "let in",
    StepKind.CLARIFICATION_ASKED: "we asked what is meant",
    StepKind.CLARIFIED: "the asker answered",
    StepKind.LAPSED: "it lapsed",
    StepKind.EXTENDED: "more time was taken",
    StepKind.RECALCULATED: "the last day was counted anew",
    StepKind.RESPONDED: "we answered",
    StepKind.WITHDRAWN: "its asker took it back",
    StepKind.ICO_OPENED: "the Commissioner looks at it",
    StepKind.ICO_DECIDED: "the Commissioner decided",
}
BEFORE_ITS_ANSWER = frozenset(
    {Stage.NEW, Stage.UNCONFIRMED, Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE, Stage.REVIEWING}
)


@officers_only
@require_safe
def requests(request: MemberRequest, *, notes_waiting: Callable[[], int]) -> HttpResponse:
    """What waits for whom; with ?done, what nothing waits for any more; with ?q=, what has these words.

    `notes_waiting` counts the readers' notes to be read; the door hands it in.
    """
    take_in_heard()
    if "done" in request.GET:
        return render(request, "foi/desk/done.html", {"rows": done(member=request.user.pk)})
    if "q" in request.GET:
        return _found(request, request.GET["q"].replace("\0", "").strip()[:300])
    return render(
        request, "foi/desk/requests.html", {"waiting": waiting(member=request.user.pk, notes=notes_waiting())}
    )


def _found(request: MemberRequest, words: str) -> HttpResponse:
    rows, number = rows_found(words, member=request.user.pk)
    found = {"words": words, "several": len(words.split()) > 1, "rows": rows, "number": number}
    return render(request, "foi/desk/found.html", found)


@officers_only
@require_safe
def one_request(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """One request: what is asked and said on the left; where it stands and what can be done on the right."""
    take_in_heard()
    return _page(request, _asked(pk))


def _asked(pk: uuid.UUID) -> InformationRequest:
    return get_object_or_404(InformationRequest.objects.select_related("force"), pk=pk)


def _page(
    request: MemberRequest, foi_request: InformationRequest, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """A request's page. `forms` are refused forms to show again, by their names in the template."""
    clock = clock_of(foi_request)
    context = {
        "asked": foi_request,
        "row": row_of(foi_request, clock, request.user.pk),
        "clock": clock,
        "law": law_names().get(foi_request.law, foi_request.law),
        "topic": topics().get(foi_request.topic, ""),
        "language": LANGUAGES.get(foi_request.language, foi_request.language),
        "questions": [_question(*pair) for pair in last_decisions(foi_request)],
        "may_decide": clock.stage in MAY_DECIDE,
        "thread": thread_of(foi_request),
        "files": foi_request.attachments.filter(message=None),
        "letters": foi_request.letters.all(),
        "next": next_steps(foi_request, clock),
        "may_withdraw": clock.stage in (Stage.NEW, Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE),
        "is_new": clock.stage in (Stage.NEW, Stage.UNCONFIRMED),
        "may_divert": clock.stage in (Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE),
        "divert": DivertForm(),
        "steps": [
            (step, STEP_WORDS.get(step.kind, step.kind.replace("_", " "))) for step in foi_request.steps.all()
        ],
        **_around(foi_request),
        "similar": _answered_already(foi_request, clock.stage),
        "connect": ConnectForm(),
        "withdraw": TakenBackForm(),
    } | forms
    return render(request, "foi/desk/request.html", context, status=status)


def _question(question: Any, decision: Any) -> dict[str, Any]:
    words = outcome_words(QuestionOutcome(decision.outcome)) if decision else ""
    return {"question": question, "decision": decision, "outcome": words[:1].upper() + words[1:]}


def _around(foi_request: InformationRequest) -> dict[str, Any]:
    """Who asks, what else they asked, and which requests belong to this one."""
    asker = getattr(foi_request, "requester", None)
    both = [
        (CONNECTIONS[connection.kind], connection.other)
        for connection in foi_request.connections.select_related("other")
    ]
    back = [
        (f"{CONNECTIONS[connection.kind].lower()}: from", connection.request)
        for connection in foi_request.connected_from.select_related("request")
    ]
    return {
        "asker": asker,
        "way": WAYS.get(asker.answer_to, "") if asker else "",
        "same_asker": of_the_same_asker(foi_request),
        "connections": [*both, *back],
    }


def _answered_already(foi_request: InformationRequest, stage: Stage | None) -> list[Offer]:
    """What the public can read already on the same matter; looked up only until the request is answered."""
    if stage not in BEFORE_ITS_ANSWER:
        return []
    return offers(" ".join([foi_request.title, *(question.text for question in foi_request.questions.all())]))


@officers_only
@require_POST
def connect_to(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that this request repeats, follows up, updates or replaces another."""
    foi_request, form = _asked(pk), ConnectForm(request.POST)
    if form.is_valid():
        try:
            connect(foi_request, form.cleaned_data["other"], form.cleaned_data["kind"], by=request.user.pk)
        except ValidationError as refused:
            form.add_error("other", refused)
        else:
            return redirect("foi_request", pk)
    return _page(request, foi_request, connect=form, status=FORM_REFUSED)


@officers_only
@require_POST
def take_back(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that the asker took their request back."""
    foi_request, form = _asked(pk), TakenBackForm(request.POST)
    if form.is_valid():
        try:
            withdraw(foi_request, by=request.user.pk, note=form.cleaned_data["note"])
        except ValidationError as refused:
            form.add_error("note", refused)
        else:
            messages.success(request, "Taken back. Nothing more is due.")
            return redirect("foi_request", pk)
    return _page(request, foi_request, withdraw=form, status=FORM_REFUSED)
