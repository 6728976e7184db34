"""A force's page of one referral: read it, confirm receipt, ask, send it back or propose another force."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring

from . import questions, replies
from .danger import is_danger
from .forms import AskForm, MoveForm, SendBackForm
from .models import Question, Referral
from .rules import in_words_once
from .shut import told_when_shut
from .waiting import ago


def theirs_or_404(request: MemberRequest, pk: UUID) -> Referral:
    """A referral of the member's own force; what is not theirs and what is not there look the same."""
    return get_object_or_404(Referral.objects.of_unit(request.user), pk=pk)


@require_safe
@role_required(Role.FORCE_MEMBER)
@told_when_shut
def referral(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The sanitised report with its codes in words, and what the unit can do now."""
    return _show(request, theirs_or_404(request, pk))


def _show(request: MemberRequest, theirs: Referral, **bound: Any) -> HttpResponse:
    opened = replies.open_referral(theirs, by=request.user, keys=keyring(request))
    context = {
        "referral": theirs,
        "opened": opened,
        "danger": opened.danger or (theirs.is_with_force() and is_danger(theirs.report)),
        "same_grade": len(set(opened.grades)) == 1,
        "codes": in_words_once(opened.grades),
        "marking": opened.marking,
        "ago": ago(theirs.sending.on),
        "stage": theirs.stage(),
        "with_force": theirs.is_with_force(),
        "acknowledged": hasattr(theirs, "acknowledgement"),
        "moving": hasattr(theirs, "passing_on"),
        "details": theirs.details.count(),
        "questions": _questions(request, theirs),
        "ask_form": AskForm(auto_id="ask_%s"),
        "back_form": SendBackForm(auto_id="back_%s"),
        "move_form": MoveForm(auto_id="move_%s", leaving=theirs.force_id),
    } | bound
    context["form"] = next(iter(bound.values()), None)
    return render(request, "referral/force_referral.html", context)


def _questions(request: MemberRequest, theirs: Referral) -> list[dict[str, Any]]:
    """The unit's questions with where each stands, and the answers that have come."""
    return [_question(request, one) for one in Question.objects.with_steps().filter(referral=theirs)]


def _question(request: MemberRequest, asked: Question) -> dict[str, Any]:
    member, keys = request.user, keyring(request)
    answered = hasattr(asked, "answer") and hasattr(asked.answer, "sent")
    return {
        "on": asked.on,
        "by": asked.by.name,
        "stage": asked.stage(),
        "text": questions.open_question(asked, by=member, keys=keys),
        "answer": questions.open_answer(asked.answer, by=member, keys=keys) if answered else "",
        "answered_on": asked.answer.sent.on if answered else None,
    }


@require_safe
@role_required(Role.FORCE_MEMBER)
@told_when_shut
def details(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The contact details that a reporter has agreed to give; each opening is in the audit trail."""
    theirs = theirs_or_404(request, pk)
    try:
        opened = replies.open_details(theirs, by=request.user, keys=keyring(request))
    except ValidationError as objection:
        messages.warning(request, objection.messages[0])
        return redirect("referral", pk=pk)
    return render(request, "referral/details.html", {"referral": theirs, "details": opened})


@require_POST
@role_required(Role.FORCE_MEMBER)
def acknowledge(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit confirms receipt."""
    theirs = theirs_or_404(request, pk)
    try:
        replies.acknowledge(theirs, by=request.user)
    except ValidationError as objection:
        messages.warning(request, objection.messages[0])
    else:
        messages.success(request, "Thank you. The line knows that you have it.")
    return redirect("referral", pk=pk)


@require_POST
@role_required(Role.FORCE_MEMBER)
@told_when_shut
def send_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit says that the matter is not theirs."""
    theirs, form = theirs_or_404(request, pk), SendBackForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        try:
            replies.send_back(theirs, words=form.cleaned_data["words"], by=request.user)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, "Sent back. The line finds the right force.")
            return redirect("inbox")
    return _show(request, theirs, back_form=form)


@require_POST
@role_required(Role.FORCE_MEMBER)
@told_when_shut
def pass_on(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit proposes another force."""
    theirs = theirs_or_404(request, pk)
    form = MoveForm(request.POST, auto_id="move_%s", leaving=theirs.force_id)
    if form.is_valid():
        to_force, words = form.cleaned_data["to_force"], form.cleaned_data["words"]
        try:
            replies.propose_transfer(theirs, to_force=to_force, words=words, by=request.user)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, f"Proposed: {to_force.name}. A supervisor of the line sends it on.")
            return redirect("referral", pk=pk)
    return _show(request, theirs, move_form=form)


@require_POST
@role_required(Role.FORCE_MEMBER)
@told_when_shut
def ask(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit asks the reporter something, through the line."""
    theirs, form = theirs_or_404(request, pk), AskForm(request.POST, auto_id="ask_%s")
    if form.is_valid():
        try:
            questions.ask(theirs, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, "Your question is with the line. An assessor puts it to the reporter.")
            return redirect("referral", pk=pk)
    return _show(request, theirs, ask_form=form)
