"""What waits for a second person, or in words why it no longer does: somebody else may have been quicker."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from candour.assessment.models import Decision
from candour.staff.access import MemberRequest

from .models import Answer, PassingOn, Referral
from .waiting import answers_waiting


class DoneAlready(Exception):
    """It waits for nobody any more; its words say why."""


def told_when_done(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer with the list and words where a page or a button is older than what stands."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DoneAlready as done:
            messages.warning(request, str(done))
            return redirect("approvals")

    return guarded


def waiting_decision(pk: UUID) -> Decision:
    """A decision that waits. DoneAlready once it has been checked; Http404 if there never was one."""
    waiting = Decision.objects.waiting().filter(pk=pk).first()
    if waiting is not None:
        return waiting
    decision = get_object_or_404(Decision.objects.select_related("report", "confirmation__by"), pk=pk)
    reference = decision.report.reference
    if hasattr(decision, "confirmation"):
        name = decision.confirmation.by.name
        raise DoneAlready(f"{name} has checked this decision on {reference} already.")
    raise DoneAlready(f"This decision on {reference} was sent back. What waits now stands in the list.")


def waiting_move(pk: UUID) -> PassingOn:
    """A proposed move. DoneAlready once it was sent or taken back; Http404 without a referral."""
    moves = PassingOn.objects.filter(transfer__isnull=True)
    waiting = moves.select_related("referral__force", "referral__report", "to_force", "by").filter(pk=pk)
    if move := waiting.first():
        return move
    referral = get_object_or_404(Referral, pk=pk)
    raise DoneAlready(f"{referral.reference} has been passed on already, or the move was taken back.")


def waiting_answer(pk: UUID) -> Answer:
    """An answer that waits. DoneAlready once it was sent, or its referral has left the force."""
    if waiting := answers_waiting().filter(pk=pk).first():
        return waiting
    answer = get_object_or_404(Answer.objects.select_related("sent", "question__referral__force"), pk=pk)
    name = answer.question.referral.force.name
    if hasattr(answer, "sent"):
        raise DoneAlready(f"This answer has gone to {name} already.")
    raise DoneAlready(f"The referral is no longer with {name}, so nothing more goes to it.")


def held_referral(pk: UUID) -> Referral:
    """A referral that is held. DoneAlready once it has been sent."""
    if held := Referral.objects.held().filter(pk=pk).first():
        return held
    raise DoneAlready(f"{get_object_or_404(Referral, pk=pk).reference} has been sent already.")
