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
from candour.foi.deciding.last_decisions import standing
from candour.foi.deciding.rules import outcome_words
from candour.foi.deciding.same_asker import of_the_same_asker
from candour.foi.models import InformationRequest
from candour.foi.requests.actions import withdraw
from candour.foi.requests.lists import topics
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.requests.similar import Offer, offers
from candour.foi.requests.thread import thread_of
from candour.foi.rules import Kind, Outcome, Stage
from candour.foi.triage.forms import DivertForm
from candour.look.forms import FORM_REFUSED

from .connecting import connect
from .forms import CONNECTIONS, ConnectForm, WithdrawForm
from .next_steps import next_steps
from .taking_in import take_in_heard
from .waiting_list import done, row_of, waiting

STEP_WORDS: dict[str, str] = {
    Kind.RECEIVED: "we received it",
    Kind.CONFIRMED: "its asker confirmed the address",
    Kind.OPENED: "let in",
    Kind.CLARIFICATION_ASKED: "we asked what is meant",
    Kind.CLARIFIED: "the asker answered",
    Kind.LAPSED: "it lapsed",
    Kind.EXTENDED: "more time was taken",
    Kind.RECALCULATED: "the last day was counted anew",
    Kind.RESPONDED: "we answered",
    Kind.WITHDRAWN: "its asker took it back",
    Kind.ICO_OPENED: "the Commissioner looks at it",
    Kind.ICO_DECIDED: "the Commissioner decided",
}
BEFORE_ITS_ANSWER = frozenset(
    {Stage.NEW, Stage.UNCONFIRMED, Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE, Stage.REVIEWING}
)


@officers_only
@require_safe
def requests(request: MemberRequest, *, notes_waiting: Callable[[], int]) -> HttpResponse:
    """What waits for whom; with ?done, what nothing waits for any more.

    `notes_waiting` counts the readers' notes to be read; the door hands it in.
    """
    take_in_heard()
    if "done" in request.GET:
        return render(request, "foi/desk/done.html", {"rows": done(member=request.user.pk)})
    return render(
        request, "foi/desk/requests.html", {"waiting": waiting(member=request.user.pk, notes=notes_waiting())}
    )


@officers_only
@require_safe
def one_request(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """One request: what is asked and said on the left; where it stands and what can be done on the right."""
    take_in_heard()
    return _page(request, _asked(pk))


def _asked(pk: uuid.UUID) -> InformationRequest:
    return get_object_or_404(InformationRequest.objects.select_related("force"), pk=pk)


def _page(
    request: MemberRequest, asked: InformationRequest, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """A request's page; `forms` are those that came back with something to put right."""
    clock = clock_of(asked)
    context = {
        "asked": asked,
        "row": row_of(asked, clock, request.user.pk),
        "clock": clock,
        "law": law_names().get(asked.law, asked.law),
        "topic": topics().get(asked.topic, ""),
        "language": LANGUAGES.get(asked.language, asked.language),
        "questions": [_question(*pair) for pair in standing(asked)],
        "may_decide": clock.stage in MAY_DECIDE,
        "thread": thread_of(asked),
        "files": asked.attachments.filter(message=None),
        "letters": asked.letters.all(),
        "next": next_steps(asked, clock),
        "may_withdraw": clock.stage in (Stage.NEW, Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE),
        "is_new": clock.stage in (Stage.NEW, Stage.UNCONFIRMED),
        "may_divert": clock.stage in (Stage.OPEN, Stage.CLARIFYING, Stage.CLEARANCE),
        "divert": DivertForm(),
        "steps": [(one, STEP_WORDS.get(one.kind, one.kind.replace("_", " "))) for one in asked.steps.all()],
        **_around(asked),
        "similar": _answered_already(asked, clock.stage),
        "connect": ConnectForm(),
        "withdraw": WithdrawForm(),
    } | forms
    return render(request, "foi/desk/request.html", context, status=status)


def _question(question: Any, decision: Any) -> dict[str, Any]:
    words = outcome_words(Outcome(decision.outcome)) if decision else ""
    return {"question": question, "decision": decision, "outcome": words[:1].upper() + words[1:]}


def _around(asked: InformationRequest) -> dict[str, Any]:
    """Who asks, what else they asked, and which requests belong to this one."""
    asker = getattr(asked, "requester", None)
    both = [(CONNECTIONS[one.kind], one.other) for one in asked.connections.select_related("other")]
    back = [
        (f"{CONNECTIONS[one.kind].lower()}: from", one.request)
        for one in asked.connected_from.select_related("request")
    ]
    return {
        "asker": asker,
        "way": WAYS.get(asker.answer_to, "") if asker else "",
        "same_asker": of_the_same_asker(asked),
        "connections": [*both, *back],
    }


def _answered_already(asked: InformationRequest, stage: Stage | None) -> list[Offer]:
    """What the public can read already that is near to it; looked up while an answer is to be written."""
    if stage not in BEFORE_ITS_ANSWER:
        return []
    return offers(" ".join([asked.title, *(question.text for question in asked.questions.all())]))


@officers_only
@require_POST
def connect_to(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that this request repeats, follows up, updates or replaces another."""
    asked, form = _asked(pk), ConnectForm(request.POST)
    if form.is_valid():
        try:
            connect(asked, form.cleaned_data["other"], form.cleaned_data["kind"], by=request.user.pk)
        except ValidationError as refused:
            form.add_error("other", refused)
        else:
            return redirect("foi_request", pk)
    return _page(request, asked, connect=form, status=FORM_REFUSED)


@officers_only
@require_POST
def take_back(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that the asker took their request back."""
    asked, form = _asked(pk), WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw(asked, by=request.user.pk, note=form.cleaned_data["note"])
        except ValidationError as refused:
            form.add_error("note", refused)
        else:
            messages.success(request, "Taken back. Nothing more is due.")
            return redirect("foi_request", pk)
    return _page(request, asked, withdraw=form, status=FORM_REFUSED)
