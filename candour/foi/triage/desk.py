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

from .diversion_letters import what_is_told
from .forms import DIVERTED, DivertForm, TriageForm
from .triaging import BEFORE_TRIAGE, divert_and_tell, split_questions, subject_access_due


def _asked(pk: uuid.UUID) -> InformationRequest:
    return get_object_or_404(InformationRequest.objects.select_related("force"), pk=pk)


@officers_only
@require_http_methods(["GET", "POST"])
def triage(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What was asked beside what is settled about it; its questions can be split."""
    asked = _asked(pk)
    if stage_of(asked) not in BEFORE_TRIAGE:
        return redirect("foi_request", pk)
    if request.method != "POST":
        return _triage_page(request, asked, _first(asked))
    count = sum(1 for name in request.POST if name.startswith("question_"))
    if "add" in request.POST:
        given = {name: str(value) for name, value in request.POST.items()}
        form = TriageForm(initial=given, count=max(1, min(count + 1, MOST_QUESTIONS)))
        return _triage_page(request, asked, form)
    form = TriageForm(request.POST, count=max(1, count))
    if form.is_valid():
        try:
            _let_in(asked, form, by=request.user.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"Let in as {asked.reference}. Acknowledge it next.")
            return redirect("foi_request", pk)
    return _triage_page(request, asked, form)


def _first(asked: InformationRequest) -> TriageForm:
    """The form as it opens: the asker's own questions, answered voluntarily under the usual law."""
    texts = [one.text for one in asked.questions.all()]
    numbered = {f"question_{number}": text for number, text in enumerate(texts, start=1)}
    first = {"title": asked.title, "footing": Footing.VOLUNTARY, "topic": asked.topic, "law": asked.law}
    return TriageForm(initial=first | numbered, count=len(texts))


@transaction.atomic
def _let_in(asked: InformationRequest, form: TriageForm, *, by: uuid.UUID) -> None:
    given = form.cleaned_data
    split_questions(asked, form.asked(), by=by)
    open_request(
        asked,
        by=by,
        footing=Footing(given["footing"]),
        law=Law(given["law"]),
        force=Force.objects.get(slug=given["force"]) if given["force"] else None,
        answer_by=given["answer_by"],
        topic=given["topic"],
        title=given["title"],
    )


def _triage_page(request: MemberRequest, asked: InformationRequest, form: TriageForm) -> HttpResponse:
    context = {
        "asked": asked,
        "form": form,
        "boxes": [form[name] for name in form.fields if name.startswith("question_")],
        "settled": [form[name] for name in form.fields if not name.startswith("question_")],
        "thread": thread_of(asked),
        "similar": offers(" ".join(one.text for one in asked.questions.all())),
        "same_asker": of_the_same_asker(asked),
        "received_on": received_on(asked),
        "stage": STAGES[stage_of(asked) or Stage.NEW],
        "divert": DivertForm(),
        "may_add": len(form.fields) < MOST_QUESTIONS + 6,
    }
    return render(request, "foi/desk/triage.html", context, status=form_status(form))


@officers_only
@require_http_methods(["GET", "POST"])
def divert(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What to do with what is no request; pressed, its writer is told and every word of it deleted."""
    asked, kind = _asked(pk), request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in DIVERSIONS:
        return redirect("foi_triage", pk)
    if request.method != "POST":
        return _divert_page(request, asked, kind)
    try:
        divert_and_tell(asked, kind, by=request.user.pk)
    except ValidationError as refused:
        return _divert_page(request, asked, kind, refused.messages)
    messages.success(request, "It is gone from this desk. Only the day and the kind are kept.")
    return redirect("foi_requests")


def _divert_page(
    request: MemberRequest, asked: InformationRequest, kind: str, refused: list[str] | None = None
) -> HttpResponse:
    """For a report, none of its words are shown again."""
    asker = getattr(asked, "requester", None)
    by_mail = bool(asker and asker.email)
    context: dict[str, Any] = {
        "asked": asked,
        "kind": kind,
        "kind_words": DIVERTED[kind],
        "told": what_is_told(kind, on_page=not by_mail),
        "by_mail": by_mail,
        "address": asker.email if asker and kind != "report" else "",
        "name": asker.name if asker and kind != "report" else "",
        "due": subject_access_due(asked) if kind == "subject_access" else None,
        "questions": [] if kind in ("report", "spam") else asked.questions.all(),
        "refused": refused or [],
    }
    return render(request, "foi/desk/divert.html", context, status=FORM_REFUSED if refused else 200)
