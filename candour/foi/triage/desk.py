"""Triage: let a request in on its footing, or send what is none where it belongs."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from candour.foi.asking.forms import MOST_QUESTIONS
from candour.foi.asking.question_boxes import count_boxes
from candour.foi.deciding.same_asker import of_the_same_asker, received_on
from candour.foi.models import InformationRequest
from candour.foi.requests.actions import DIVERSIONS, open_request
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.requests.similar import offers
from candour.foi.requests.steps import stage_of
from candour.foi.requests.thread import thread_of
from candour.foi.requests.wording import STAGES
from candour.foi.rules import Footing, Law, Stage
from candour.forces.models import Force
from candour.look.forms import FORM_REFUSED, form_status

from .diversion_letters import diversion_letter
from .forms import DIVERTED, DivertForm, TriageForm
from .triaging import BEFORE_TRIAGE, divert_and_tell, split_questions, subject_access_due


def _asked(pk: uuid.UUID) -> InformationRequest:
    return get_object_or_404(InformationRequest.objects.select_related("force"), pk=pk)


@officers_only
@require_http_methods(["GET", "POST"])
def triage(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What was asked beside what is settled about it; its questions can be split."""
    foi_request = _asked(pk)
    if stage_of(foi_request) not in BEFORE_TRIAGE:
        return redirect("foi_request", pk)
    if request.method != "POST":
        return _triage_page(request, foi_request, _first(foi_request))
    count = count_boxes(request.POST)
    if "add" in request.POST:
        typed = {name: str(value) for name, value in request.POST.items()}
        form = TriageForm(initial=typed, count=max(1, min(count + 1, MOST_QUESTIONS)))
        return _triage_page(request, foi_request, form)
    form = TriageForm(request.POST, count=max(1, count))
    if form.is_valid():
        try:
            _let_in(foi_request, form, by=request.user.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"Let in as {foi_request.reference}. Acknowledge it next.")
            return redirect("foi_request", pk)
    return _triage_page(request, foi_request, form)


def _first(foi_request: InformationRequest) -> TriageForm:
    """The form as it opens: the asker's own questions, answered voluntarily under the usual law."""
    texts = [question.text for question in foi_request.questions.all()]
    numbered = {f"question_{number}": text for number, text in enumerate(texts, start=1)}
    first = {
        "title": foi_request.title,
        "footing": Footing.VOLUNTARY,
        "topic": foi_request.topic,
        "law": foi_request.law,
    }
    return TriageForm(initial=first | numbered, count=len(texts))


@transaction.atomic
def _let_in(foi_request: InformationRequest, form: TriageForm, *, by: uuid.UUID) -> None:
    cleaned = form.cleaned_data
    split_questions(foi_request, form.question_texts(), by=by)
    open_request(
        foi_request,
        by=by,
        footing=Footing(cleaned["footing"]),
        law=Law(cleaned["law"]),
        force=Force.objects.get(slug=cleaned["force"]) if cleaned["force"] else None,
        answer_by=cleaned["answer_by"],
        topic=cleaned["topic"],
        title=cleaned["title"],
    )


def _triage_page(request: MemberRequest, foi_request: InformationRequest, form: TriageForm) -> HttpResponse:
    context = {
        "asked": foi_request,
        "form": form,
        "boxes": [form[name] for name in form.fields if name.startswith("question_")],
        "settled": [form[name] for name in form.fields if not name.startswith("question_")],
        "thread": thread_of(foi_request),
        "similar": offers(" ".join(question.text for question in foi_request.questions.all())),
        "same_asker": of_the_same_asker(foi_request),
        "received_on": received_on(foi_request),
        "stage": STAGES[stage_of(foi_request) or Stage.NEW],
        "divert": DivertForm(),
        "may_add": len(form.fields) < MOST_QUESTIONS + 6,
    }
    return render(request, "foi/desk/triage.html", context, status=form_status(form))


@officers_only
@require_http_methods(["GET", "POST"])
def divert(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What to do with what is no request; pressed, its writer is told and every word of it deleted."""
    foi_request, kind = _asked(pk), request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in DIVERSIONS:
        return redirect("foi_triage", pk)
    if request.method != "POST":
        return _divert_page(request, foi_request, kind)
    try:
        divert_and_tell(foi_request, kind, by=request.user.pk)
    except ValidationError as refused:
        return _divert_page(request, foi_request, kind, refused.messages)
    messages.success(request, "It is gone from this desk. Only the day and the kind are kept.")
    return redirect("foi_requests")


def _divert_page(
    request: MemberRequest, foi_request: InformationRequest, kind: str, refused: list[str] | None = None
) -> HttpResponse:
    """For a report, none of its words are shown again."""
    asker = getattr(foi_request, "requester", None)
    by_mail = bool(asker and asker.email)
    context: dict[str, Any] = {
        "asked": foi_request,
        "kind": kind,
        "kind_words": DIVERTED[kind],
        "told": diversion_letter(kind, on_page=not by_mail),
        "by_mail": by_mail,
        "address": asker.email if asker and kind != "report" else "",
        "name": asker.name if asker and kind != "report" else "",
        "due": subject_access_due(foi_request) if kind == "subject_access" else None,
        "questions": [] if kind in ("report", "spam") else foi_request.questions.all(),
        "refused": refused or [],
    }
    return render(request, "foi/desk/divert.html", context, status=FORM_REFUSED if refused else 200)
