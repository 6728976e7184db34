"""Letters at the desk: what each needs, how it reads, who approves it, and when it goes."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from candour.foi.deciding.headlines import headline_sentence
from candour.foi.deciding.last_decisions import decided_questions, outcomes
from candour.foi.models import InformationRequest, RequestLetter
from candour.foi.requests.letter_kinds import LETTER_KINDS
from candour.foi.requests.letter_parts import parts_of
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.requests.steps import stage_of
from candour.foi.rules import Stage
from candour.look.forms import FORM_REFUSED, PlainForm, form_status

from . import answering
from .drafting import addressed_pdf, asker_of, salutation
from .enclosing import enclosed
from .letter_acts import LETTER_ACTS
from .readiness import SECOND_FIRST, in_the_way, is_out_of_date


@officers_only
@require_http_methods(["GET", "POST"])
def draft_letter(request: MemberRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """What a letter of this kind needs; sent, it goes out or waits as a draft."""
    return _act_page(request, pk, kind)


@officers_only
@require_http_methods(["GET", "POST"])
def take_in_review(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Take in that an asker wants an answer looked at again."""
    return _act_page(request, pk, "received_review")


@officers_only
@require_http_methods(["GET", "POST"])
def commissioner(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that the Commissioner looks at an answer; once that is noted, what was decided."""
    foi_request = get_object_or_404(InformationRequest, pk=pk)
    return _act_page(request, pk, "notice" if stage_of(foi_request) == Stage.AT_ICO else "commissioner")


def _act_page(request: MemberRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    foi_request = get_object_or_404(InformationRequest, pk=pk)
    act = LETTER_ACTS.get(kind)
    if act is None:
        raise Http404
    form = act.form(request.POST if request.method == "POST" else None, initial=act.initial(foi_request))
    if form.is_valid():
        try:
            letter = act.action(foi_request, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _afterwards(request, foi_request, letter)
    return _draft_page(request, foi_request, kind, form)


def _afterwards(
    request: MemberRequest, foi_request: InformationRequest, letter: RequestLetter | None
) -> HttpResponse:
    if letter is not None and LETTER_KINDS[letter.kind].is_drafted:
        return redirect("foi_letter", letter.pk)
    on_paper = letter is not None and _is_on_paper(foi_request)
    messages.success(request, "Print it from the list of letters, and post it." if on_paper else "Done.")
    return redirect("foi_request", foi_request.pk)


def _is_on_paper(foi_request: InformationRequest) -> bool:
    asker = asker_of(foi_request)
    return asker is not None and asker.answer_to == "post"


def _draft_page(
    request: MemberRequest, foi_request: InformationRequest, kind: str, form: PlainForm
) -> HttpResponse:
    pairs = decided_questions(foi_request)
    shown = answering.preview_acknowledgement(foi_request) if kind == "acknowledgement" else ""
    context = {
        "asked": foi_request,
        "kind": kind,
        "act": LETTER_ACTS[kind],
        "form": form,
        "questions": foi_request.questions.all(),
        "parts": parts_of(shown) if shown else [],
        "headline": headline_sentence(outcomes(pairs)) if pairs else "",
        "sent_back": foi_request.letters.filter(kind=kind, sent_on=None).exclude(sent_back="").first(),
    }
    return render(request, "foi/desk/draft.html", context, status=form_status(form))


@officers_only
@require_http_methods(["GET", "POST"])
def one_letter(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """A letter as it reads, and what can be done with it: approved, sent back, sent."""
    letter = get_object_or_404(RequestLetter.objects.select_related("request"), pk=pk)
    act = _ACTS.get(request.POST.get("act", "")) if request.method == "POST" else None
    if act is None:
        return _letter_page(request, letter, [])
    try:
        words = act(letter, request)
    except ValidationError as refused:
        return _letter_page(request, letter, refused.messages)
    messages.success(request, words)
    return redirect("foi_letter", pk)


def _approve(letter: RequestLetter, request: MemberRequest) -> str:
    answering.approve_letter(letter, by=request.user.pk)
    return "Approved. It can be sent."


def _send_back(letter: RequestLetter, request: MemberRequest) -> str:
    answering.send_back_letter(letter, why=request.POST.get("why", ""), by=request.user.pk)
    return "Sent back, with your reason."


def _send(letter: RequestLetter, request: MemberRequest) -> str:
    answering.send_letter(letter, by=request.user.pk)
    return "Sent."


_ACTS: dict[str, Callable[[RequestLetter, MemberRequest], str]] = {
    "approve": _approve,
    "send_back": _send_back,
    "send": _send,
}


def _letter_page(request: MemberRequest, letter: RequestLetter, refused: list[str]) -> HttpResponse:
    own = letter.drafted_by == request.user.pk
    obstacles = in_the_way(letter)
    stale = is_out_of_date(letter)
    waits = letter.needs_second and letter.approved_by is None and letter.sent_on is None and not stale
    context: dict[str, Any] = {
        "asked": letter.request,
        "letter": letter,
        "title": letter.subject.partition(":")[0],
        "parts": parts_of(letter.body),
        "salutation": "" if LETTER_KINDS[letter.kind].to_others else salutation(letter.request),
        "refused": refused,
        "why": request.POST.get("why", ""),
        "own": own,
        "may_approve": obstacles == [SECOND_FIRST] and not own,
        "waits": waits,
        "may_send": not obstacles,
        "in_the_way": []
        if letter.sent_on
        else [obstacle for obstacle in obstacles if obstacle != SECOND_FIRST],
        "stale": stale,
        "draft_again": reverse("foi_draft", args=[letter.request.pk, letter.kind]),
        "takes_files": LETTER_KINDS[letter.kind].takes_files,
        "may_send_back": letter.sent_on is None and not letter.sent_back,
        "files": [] if letter.sent_on else enclosed(letter.request, letter.kind),
        "on_paper": _is_on_paper(letter.request),
    }
    return render(request, "foi/desk/letter.html", context, status=FORM_REFUSED if refused else 200)


@officers_only
@require_safe
def letter_pdf(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """The letter as a PDF; with ?addressed, as it is printed for its asker, made anew and kept nowhere."""
    letter = get_object_or_404(RequestLetter.objects.select_related("request"), pk=pk)
    content = addressed_pdf(letter) if "addressed" in request.GET else bytes(letter.pdf or b"")
    if not content:
        raise Http404
    name = f"{letter.request.slug}-{letter.kind}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
