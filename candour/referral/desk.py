"""The second person's pages: what waits for a yes, and each thing as it would go."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.assessment import deciding
from candour.assessment.models import Decision, SanitisedReport
from candour.assessment.parts import open_parts
from candour.assessment.rules import CHECKLIST, DECISIONS, REASONS, REFER, corruption_categories
from candour.intake.rules import category_label
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring
from candour.teams.models import TeamKey

from . import actions, questions
from .danger import is_danger, with_danger
from .done import held_referral, told_when_done, waiting_answer, waiting_decision, waiting_move
from .forms import SetAsideForm
from .models import Referral
from .reading import (
    details_going_along,
    mark_of_answer,
    mark_of_move,
    open_proposal,
    open_reasons,
    signs_in_words,
)
from .shut import told_when_shut
from .waiting import ago, answers, decisions, moves


@require_safe
@role_required(Role.SUPERVISOR)
def approvals(request: MemberRequest) -> HttpResponse:
    """Everything that waits for a second person: of its kind, danger first, then the oldest."""
    context = {
        "decisions": decisions(request.user),
        "moves": moves(request.user),
        "answers": answers(request.user),
        "ready": with_danger(Referral.objects.ready()).order_by(F("danger").desc(), "approved_on", "pk"),
    }
    return render(request, "referral/approvals.html", context)


@require_safe
@role_required(Role.SUPERVISOR)
@told_when_shut
@told_when_done
def approval(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One decision, with the text as it would go beside what it was made from."""
    return _show_approval(request, waiting_decision(pk), SetAsideForm())


def _show_approval(request: MemberRequest, decision: Decision, form: SetAsideForm) -> HttpResponse:
    report, keys = decision.report, keyring(request)
    subjects, items = open_parts(report, by=request.user, keys=keys)
    written = SanitisedReport.objects.filter(report=report).select_related("by").first()
    ticked = frozenset(written.ticked) if written else frozenset()
    context = {
        "decision": decision,
        "report": report,
        "refers": decision.kind == REFER,
        "kind": DECISIONS[decision.kind],
        "reason": REASONS.get(decision.reason, ""),
        "proposal": open_proposal(decision, by=request.user, keys=keys),
        "danger": is_danger(report),
        "category": category_label(report.category),
        "corruption_category": corruption_categories().get(report.corruption_category, ""),
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
    return render(request, "referral/approval.html", context)


def _destinations(decision: Decision) -> list[tuple[str, bool]]:
    """Each force that the report would go to, and whether it has a key; without one it is held."""
    keys = TeamKey.objects.filter(team__force=OuterRef("force"), confirmed=True)
    going = (
        decision.destinations.select_related("force").annotate(has_key=Exists(keys)).order_by("force__name")
    )
    return [(one.force.name, one.has_key) for one in going]


def _try(request: MemberRequest, done: str, act: Callable[[], object]) -> None:
    """Do it and say so, or say what stands against it."""
    try:
        act()
    except ValidationError as objection:
        for words in objection.messages:
            messages.warning(request, words)
    else:
        messages.success(request, done)


@require_POST
@role_required(Role.SUPERVISOR)
@told_when_shut
@told_when_done
def approve(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The second person's yes: a decision to refer is sent, another is confirmed."""
    decision, member = waiting_decision(pk), request.user
    reference = decision.report.reference
    if decision.kind == REFER:
        keys = keyring(request)
        _try(request, f"{reference} is approved.", lambda: actions.approve(decision, by=member, keys=keys))
        for referral in Referral.objects.filter(decision=decision).with_steps():
            messages.success(request, f"{referral.force.name}: {referral.stage()} ({referral.reference}).")
    else:
        done = f"{reference} is confirmed: {DECISIONS[decision.kind].lower()}."
        _try(request, done, lambda: deciding.confirm_decision(decision, by=member))
    return redirect("approvals")


@require_POST
@role_required(Role.SUPERVISOR)
@told_when_shut
@told_when_done
def set_aside(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The second person's no, with what has to change."""
    decision, form = waiting_decision(pk), SetAsideForm(request.POST)
    if form.is_valid():
        try:
            deciding.set_decision_aside(decision, words=form.cleaned_data["words"], by=request.user)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, f"{decision.report.reference} has gone back to {decision.by.name}.")
            return redirect("approvals")
    return _show_approval(request, decision, form)


@require_safe
@role_required(Role.SUPERVISOR)
@told_when_shut
@told_when_done
def move(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A proposed move to another force, with why."""
    passing = waiting_move(pk)
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
@told_when_shut
@told_when_done
def send_on(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A supervisor sends the referral on."""
    passing, keys, seen = waiting_move(pk), keyring(request), request.POST.get("seen", "")
    done = f"{passing.referral.reference} is passed on to {passing.to_force.name}."
    _try(request, done, lambda: actions.send_on(passing, seen=seen, by=request.user, keys=keys))
    return redirect("approvals")


@require_POST
@role_required(Role.SUPERVISOR)
@told_when_done
def keep_with_force(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A supervisor takes the proposed move back."""
    passing, seen = waiting_move(pk), request.POST.get("seen", "")
    done = f"{passing.referral.reference} stays where it is. Ring {passing.referral.force.name} and say why."
    _try(request, done, lambda: actions.keep_with_force(passing, seen=seen, by=request.user))
    return redirect("approvals")


@require_safe
@role_required(Role.SUPERVISOR)
@told_when_shut
@told_when_done
def answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A sanitised answer as it would go, beside the force's question."""
    waiting, keys = waiting_answer(pk), keyring(request)
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
@told_when_shut
@told_when_done
def approve_answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The second person's yes to an answer."""
    waiting, keys, seen = waiting_answer(pk), keyring(request), request.POST.get("seen", "")
    done = f"The answer has gone to {waiting.question.referral.force.name}."
    _try(request, done, lambda: questions.approve_answer(waiting, seen=seen, by=request.user, keys=keys))
    return redirect("approvals")


@require_POST
@role_required(Role.SUPERVISOR)
@told_when_shut
@told_when_done
def send_held(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Send what was held, now that its unit has a confirmed key."""
    held, keys = held_referral(pk), keyring(request)
    done = f"{held.reference} has gone to {held.force.name}."
    _try(request, done, lambda: actions.send_held(held, by=request.user, keys=keys))
    return redirect("approvals")
