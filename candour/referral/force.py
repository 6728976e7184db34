"""The force door's pages of one referral: read, confirm receipt, ask, send back, propose another force."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.look.acting import act_on_form, act_with_message
from candour.look.forms import form_status
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring

from . import questions, replies
from .danger import is_danger
from .forms import ForceQuestionForm, OtherForceForm, SendBackForm
from .models import Question, Referral
from .pending_lists import ago
from .rules import grade_codes
from .wrong_key_page import explain_wrong_key


def own_referral_or_404(request: MemberRequest, pk: UUID) -> Referral:
    """A referral of the member's own force. Raises Http404 for another force's as for an unknown one."""
    return get_object_or_404(Referral.objects.of_unit(request.user), pk=pk)


@require_safe
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def referral(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The sanitised report with its codes in words, and what the unit can do now."""
    return _show(request, own_referral_or_404(request, pk))


def _show(request: MemberRequest, own_referral: Referral, **bound: Any) -> HttpResponse:
    opened = replies.open_referral(own_referral, by=request.user, keys=keyring(request))
    context = {
        "referral": own_referral,
        "opened": opened,
        "danger": opened.danger or (own_referral.is_with_force() and is_danger(own_referral.report)),
        "same_grade": len(set(opened.grades)) == 1,
        "codes": grade_codes(opened.grades),
        "marking": opened.marking,
        "ago": ago(own_referral.sending.on),
        "stage": own_referral.stage(),
        "with_force": own_referral.is_with_force(),
        "acknowledged": hasattr(own_referral, "acknowledgement"),
        "moving": hasattr(own_referral, "passing_on"),
        "details": own_referral.details.count(),
        "questions": _questions(request, own_referral),
        "ask_form": ForceQuestionForm(auto_id="ask_%s"),
        "back_form": SendBackForm(auto_id="back_%s"),
        "move_form": OtherForceForm(auto_id="move_%s", leaving=own_referral.force_id),
    } | bound
    form = next(iter(bound.values()), None)
    return render(request, "referral/force_referral.html", context | {"form": form}, status=form_status(form))


def _questions(request: MemberRequest, own_referral: Referral) -> list[dict[str, Any]]:
    """The unit's questions, each with its stage and its answer once it was sent."""
    return [
        _question(request, force_question)
        for force_question in Question.objects.with_steps().filter(referral=own_referral)
    ]


def _question(request: MemberRequest, force_question: Question) -> dict[str, Any]:
    member, keys = request.user, keyring(request)
    answered = hasattr(force_question, "answer") and hasattr(force_question.answer, "sent")
    return {
        "on": force_question.on,
        "by": force_question.by.name,
        "stage": force_question.stage(),
        "text": questions.open_question(force_question, by=member, keys=keys),
        "answer": questions.open_answer(force_question.answer, by=member, keys=keys) if answered else "",
        "answered_on": force_question.answer.sent.on if answered else None,
    }


@require_safe
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def details(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The contact details that reporters agreed to pass on. Each opening is in the audit trail."""
    own_referral = own_referral_or_404(request, pk)
    try:
        opened = replies.open_details(own_referral, by=request.user, keys=keyring(request))
    except ValidationError as objection:
        messages.warning(request, objection.messages[0])
        return redirect("referral", pk=pk)
    return render(request, "referral/details.html", {"referral": own_referral, "details": opened})


@require_POST
@role_required(Role.FORCE_MEMBER)
def acknowledge(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit confirms receipt."""
    own_referral = own_referral_or_404(request, pk)
    done = "Thank you. The line knows that you have it."
    act_with_message(request, done, lambda: replies.acknowledge(own_referral, by=request.user))
    return redirect("referral", pk=pk)


@require_POST
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def send_back(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit says that the matter is not theirs."""
    own_referral, form = own_referral_or_404(request, pk), SendBackForm(request.POST, auto_id="back_%s")
    if act_on_form(form, lambda cleaned: replies.send_back(own_referral, **cleaned, by=request.user)):
        messages.success(request, "Sent back. The line finds the right force.")
        return redirect("inbox")
    return _show(request, own_referral, back_form=form)


@require_POST
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def pass_on(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit proposes another force."""
    own_referral = own_referral_or_404(request, pk)
    form = OtherForceForm(request.POST, auto_id="move_%s", leaving=own_referral.force_id)
    if act_on_form(form, lambda cleaned: replies.propose_transfer(own_referral, **cleaned, by=request.user)):
        name = form.cleaned_data["to_force"].name
        messages.success(request, f"Proposed: {name}. A supervisor of the line sends it on.")
        return redirect("referral", pk=pk)
    return _show(request, own_referral, move_form=form)


@require_POST
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def ask(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The unit asks the reporter something, through the line."""
    own_referral, form = own_referral_or_404(request, pk), ForceQuestionForm(request.POST, auto_id="ask_%s")
    if act_on_form(form, lambda cleaned: questions.ask(own_referral, **cleaned, by=request.user)):
        messages.success(request, "Your question is with the line. An assessor puts it to the reporter.")
        return redirect("referral", pk=pk)
    return _show(request, own_referral, ask_form=form)
