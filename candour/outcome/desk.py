"""The desk's pages on referrals: which stand where, what is late, and the whole story of one."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.codes.categories import category_label
from candour.look.acting import act_on_form
from candour.look.forms import form_status
from candour.referral import moves
from candour.referral.danger import with_danger
from candour.referral.forms import OtherForceForm
from candour.referral.models import Question, Referral
from candour.referral.rules import SENT_BACK
from candour.referral.second_person import open_reasons
from candour.referral.wrong_key_page import explain_wrong_key
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring
from candour.store.clock import current_day

from . import lists
from .actions import open_outcomes
from .forms import LATE, ListForm

DESK = (Role.ASSESSOR, Role.SUPERVISOR)


@require_safe
@role_required(*DESK)
def referrals(request: MemberRequest) -> HttpResponse:
    """Every referral: held, late, open, finished; narrowed by stage and force, fifty a page."""
    form = ListForm(request.GET or None)
    matching = _chosen(form)
    page = Paginator(matching, lists.PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "page": page,
        "size": lists.size(matching),
        "rows": lists.rows(list(page.object_list)),
        "ringing": Referral.objects.held().count() - Referral.objects.ready().count(),
        "ready": Referral.objects.ready().count(),
        "late": lists.late(Referral.objects.all(), current_day()).count(),
        "query": _query(request),
    }
    return render(request, "outcome/referrals.html", context)


def _query(request: MemberRequest) -> str:
    """What the list is narrowed by, for the links to its other pages."""
    chosen = request.GET.copy()
    chosen.pop("page", None)
    return chosen.urlencode()


def _chosen(form: ListForm) -> QuerySet[Referral]:
    form.is_valid()
    chosen = getattr(form, "cleaned_data", {})
    matching = _at(with_danger(Referral.objects.with_steps()), chosen.get("stage", ""))
    if chosen.get("force"):
        matching = matching.filter(force=chosen["force"])
    return lists.to_chase_first(matching, current_day())


def _at(referrals: QuerySet[Referral], stage: str) -> QuerySet[Referral]:
    if stage == LATE:
        return lists.late(referrals, current_day())
    if stage == lists.FINISHED:
        return lists.finished(referrals)
    if stage:
        at_stage = Referral.objects.at_stage(stage).values("pk")
        return lists.unfinished(referrals).filter(pk__in=at_stage)
    return lists.with_outcomes(referrals)


def _by_reference(reference: str) -> Referral:
    steps = Referral.objects.with_steps().select_related(
        "approved_by", "acknowledgement__by", "sent_back__by", "passing_on__by", "passing_on__to_force"
    )
    return get_object_or_404(lists.with_outcomes(steps), reference=reference)


@require_safe
@role_required(*DESK)
@explain_wrong_key
def one_referral(request: MemberRequest, reference: str) -> HttpResponse:
    """One referral's whole story, with what the force has said."""
    return _show(request, _by_reference(reference))


def _show(request: MemberRequest, referral: Referral, form: OtherForceForm | None = None) -> HttpResponse:
    keys = keyring(request)
    can_move = referral.stage() == SENT_BACK
    context = {
        "referral": referral,
        "row": lists.row(referral, current_day()),
        "category": category_label(referral.report.category),
        "steps": steps(referral),
        "reasons": open_reasons(referral, by=request.user, keys=keys),
        "outcomes": open_outcomes(referral, by=request.user, keys=keys),
        "questions": Question.objects.with_steps().filter(referral=referral),
        "form": (form or OtherForceForm(leaving=referral.force_id)) if can_move else None,
    }
    return render(request, "outcome/referral.html", context, status=form_status(form))


def steps(referral: Referral) -> list[tuple[dt.date, str, str, str]]:
    """What has happened to a referral, in order: day, words, by whom, and a referral that it leads to."""
    arrival = getattr(referral, "came_by", None)
    history: list[tuple[dt.date, str, str, str]] = []
    if arrival is not None:
        origin = arrival.passing_on.referral
        history.append((arrival.on, f"Came from {origin.force.name}", arrival.by.name, origin.reference))
    else:
        history.append((referral.approved_on, "Approved by a second person", referral.approved_by.name, ""))
    if not hasattr(referral, "sending"):
        return [*history, (referral.approved_on, "Held: the force has no key yet", "", "")]
    history.append((referral.sending.on, "Sent, sealed to the unit", "", ""))
    return sorted([*history, *_replies(referral)], key=lambda step: step[0])


def _replies(referral: Referral) -> list[tuple[dt.date, str, str, str]]:
    history: list[tuple[dt.date, str, str, str]] = []
    row: Any
    if row := getattr(referral, "acknowledgement", None):
        history.append((row.on, "Acknowledged by the force", row.by.name, ""))
    if row := getattr(referral, "sent_back", None):
        history.append((row.on, "Sent back: not theirs", row.by.name, ""))
    if row := getattr(referral, "passing_on", None):
        history.append((row.on, f"Proposed: pass it on to {row.to_force.name}", row.by.name, ""))
        if move := getattr(row, "transfer", None):
            history.append(
                (move.on, f"Passed on to {row.to_force.name}", move.by.name, move.onward.reference)
            )
    return history


@require_POST
@role_required(*DESK)
@explain_wrong_key
def propose_redirect(request: MemberRequest, reference: str) -> HttpResponse:
    """Propose another force for what was sent back; a supervisor sends it."""
    referral = _by_reference(reference)
    form = OtherForceForm(request.POST, leaving=referral.force_id)
    if act_on_form(form, lambda cleaned: moves.propose_redirect(referral, **cleaned, by=request.user)):
        messages.success(
            request, f"Proposed: {form.cleaned_data['to_force'].name}. A supervisor sends it on."
        )
        return redirect("one_referral", reference=reference)
    return _show(request, referral, form)
