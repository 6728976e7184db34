"""The second person's pages: the list of what waits for approval, and a page for each."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, F, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.assessment import deciding
from candour.assessment.models import Decision, SanitisedReport
from candour.assessment.parts import open_parts
from candour.assessment.rules import CHECKLIST, REFER
from candour.codes.categories import category_label, corruption_category_label
from candour.codes.listed import label_of
from candour.codes.reasons import decision_kinds, reasons_not_to_refer
from candour.look.acting import act_on_form, act_with_message
from candour.look.forms import form_status
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring
from candour.teams.models import TeamKey

from . import actions, moves, questions
from .danger import is_danger, with_danger
from .forms import SetAsideForm
from .models import Referral
from .pending_items import (
    explain_done_already,
    get_held_referral,
    get_pending_answer,
    get_pending_decision,
    get_pending_move,
)
from .pending_lists import ago, pending_answers, pending_decisions, pending_moves
from .second_person import (
    details_going_along,
    mark_of_answer,
    mark_of_move,
    open_decision_to_check,
    open_reasons,
    signs_in_words,
)
from .wrong_key_page import explain_wrong_key


@require_safe
@role_required(Role.SUPERVISOR)
def approvals(request: MemberRequest) -> HttpResponse:
    """Everything that waits for a second person, by kind; danger first, then the oldest."""
    context = {
        "decisions": pending_decisions(request.user),
        "moves": pending_moves(request.user),
        "answers": pending_answers(request.user),
        "ready": with_danger(Referral.objects.ready()).order_by(F("danger").desc(), "approved_on", "pk"),
    }
    return render(request, "referral/approvals.html", context)


@require_safe
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def approval(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One decision: the text that would be sent, beside the subjects and items that it was written from."""
    return _show_approval(request, get_pending_decision(pk), SetAsideForm())


def _show_approval(request: MemberRequest, decision: Decision, form: SetAsideForm) -> HttpResponse:
    report, keys = decision.report, keyring(request)
    subjects, items = open_parts(report, by=request.user, keys=keys)
    written = SanitisedReport.objects.filter(report=report).select_related("by").first()
    ticked = frozenset(written.ticked) if written else frozenset()
    context = {
        "decision": decision,
        "report": report,
        "refers": decision.kind == REFER,
        "kind": label_of(decision_kinds(), decision.kind),
        "reason": label_of(reasons_not_to_refer(), decision.reason),
        "proposal": open_decision_to_check(decision, by=request.user, keys=keys),
        "danger": is_danger(report),
        "category": category_label(report.category),
        "corruption_category": corruption_category_label(report.corruption_category),
        "subjects": subjects,
        "items": items,
        "checklist": [(words, code in ticked) for code, words in CHECKLIST.items()],
        "destinations": _destinations(decision),
        "details": details_going_along(decision),
        "written_by": written.by if written else None,
        "own": request.user.pk in {decision.by_id, written.by_id if written else None},
        "ago": ago(decision.on),
        "form": form,
    }
    return render(request, "referral/approval.html", context, status=form_status(form))


def _destinations(decision: Decision) -> list[tuple[str, bool]]:
    """The forces that the report would go to, as (name, whether it has a key). Without a key it is held."""
    keys = TeamKey.objects.filter(team__force=OuterRef("force"), confirmed=True)
    going = (
        decision.destinations.select_related("force").annotate(has_key=Exists(keys)).order_by("force__name")
    )
    return [(destination.force.name, destination.has_key) for destination in going]


@require_POST
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def approve(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Approve a decision to refer, which sends it; confirm any other decision."""
    decision, member = get_pending_decision(pk), request.user
    reference = decision.report.reference
    if decision.kind == REFER:
        keys = keyring(request)
        act_with_message(
            request, f"{reference} is approved.", lambda: actions.approve(decision, by=member, keys=keys)
        )
        for referral in Referral.objects.filter(decision=decision).with_steps():
            messages.success(request, f"{referral.force.name}: {referral.stage()} ({referral.reference}).")
    else:
        done = f"{reference} is confirmed: {label_of(decision_kinds(), decision.kind).lower()}."
        act_with_message(request, done, lambda: deciding.confirm_decision(decision, by=member))
    return redirect("approvals")


@require_POST
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def set_aside(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Send a decision back, with what has to change."""
    decision, form = get_pending_decision(pk), SetAsideForm(request.POST)
    if act_on_form(form, lambda cleaned: deciding.set_decision_aside(decision, **cleaned, by=request.user)):
        messages.success(request, f"{decision.report.reference} has gone back to {decision.by.name}.")
        return redirect("approvals")
    return _show_approval(request, decision, form)


@require_safe
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def move(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A proposed move to another force, with its reasons."""
    passing = get_pending_move(pk)
    context = {
        "passing": passing,
        "danger": is_danger(passing.referral.report),
        "seen": mark_of_move(passing),
        "referral": passing.referral,
        "reasons": open_reasons(passing.referral, by=request.user, keys=keyring(request)),
        "has_key": actions.unit_key(passing.to_force) is not None,
        "details": passing.referral.details.exists(),
        "own": passing.by_id == request.user.pk,
        "ago": ago(passing.on),
    }
    return render(request, "referral/move.html", context)


@require_POST
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def send_on(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Send the referral on to the proposed force."""
    passing, keys, seen = get_pending_move(pk), keyring(request), request.POST.get("seen", "")
    done = f"{passing.referral.reference} is passed on to {passing.to_force.name}."
    act_with_message(request, done, lambda: moves.send_on(passing, seen=seen, by=request.user, keys=keys))
    return redirect("approvals")


@require_POST
@role_required(Role.SUPERVISOR)
@explain_done_already
def keep_with_force(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Withdraw the proposed move."""
    passing, seen = get_pending_move(pk), request.POST.get("seen", "")
    done = f"{passing.referral.reference} stays where it is. Ring {passing.referral.force.name} and say why."
    act_with_message(request, done, lambda: moves.keep_with_force(passing, seen=seen, by=request.user))
    return redirect("approvals")


@require_safe
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A sanitised answer beside the force's question."""
    waiting, keys = get_pending_answer(pk), keyring(request)
    text = questions.open_answer(waiting, by=request.user, keys=keys)
    context = {
        "answer": waiting,
        "danger": is_danger(waiting.question.referral.report),
        "seen": mark_of_answer(waiting),
        "referral": waiting.question.referral,
        "asked": questions.open_question(waiting.question, by=request.user, keys=keys),
        "text": text,
        "signs": signs_in_words(text),
        "own": waiting.by_id == request.user.pk,
        "ago": ago(waiting.on),
    }
    return render(request, "referral/answer.html", context)


@require_POST
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def approve_answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Approve an answer, which sends it to the force."""
    waiting, keys, seen = get_pending_answer(pk), keyring(request), request.POST.get("seen", "")
    done = f"The answer has gone to {waiting.question.referral.force.name}."
    act_with_message(
        request, done, lambda: questions.approve_answer(waiting, seen=seen, by=request.user, keys=keys)
    )
    return redirect("approvals")


@require_POST
@role_required(Role.SUPERVISOR)
@explain_wrong_key
@explain_done_already
def send_held(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Send a held referral, now that its unit has a confirmed key."""
    held, keys = get_held_referral(pk), keyring(request)
    done = f"{held.reference} has gone to {held.force.name}."
    act_with_message(request, done, lambda: actions.send_held(held, by=request.user, keys=keys))
    return redirect("approvals")
