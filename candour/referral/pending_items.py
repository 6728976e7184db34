"""Fetching what waits for a second person; DoneAlready, with words, if another person was quicker."""

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
from .pending_lists import pending_answers_query


class DoneAlready(Exception):
    """It no longer waits. The message says why, in words for the desk."""


def explain_done_already(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view decorator: DoneAlready becomes a redirect to the list, with its message."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DoneAlready as done:
            messages.warning(request, str(done))
            return redirect("approvals")

    return guarded


def get_pending_decision(pk: UUID) -> Decision:
    """A decision that waits. Raises DoneAlready once it has been checked; Http404 for an unknown one."""
    waiting = Decision.objects.waiting().filter(pk=pk).first()
    if waiting is not None:
        return waiting
    decision = get_object_or_404(Decision.objects.select_related("report", "confirmation__by"), pk=pk)
    reference = decision.report.reference
    if hasattr(decision, "confirmation"):
        name = decision.confirmation.by.name
        raise DoneAlready(f"{name} has checked this decision on {reference} already.")
    raise DoneAlready(f"This decision on {reference} was sent back. What waits now is in the list.")


def get_pending_move(pk: UUID) -> PassingOn:
    """A proposed move. Raises DoneAlready once it was sent or withdrawn; Http404 for an unknown referral."""
    moves = PassingOn.objects.filter(transfer__isnull=True)
    waiting = moves.select_related("referral__force", "referral__report", "to_force", "by").filter(pk=pk)
    if move := waiting.first():
        return move
    referral = get_object_or_404(Referral, pk=pk)
    raise DoneAlready(f"{referral.reference} has been passed on already, or the move was taken back.")


def get_pending_answer(pk: UUID) -> Answer:
    """An answer that waits. Raises DoneAlready once it was sent, or its referral has left the force."""
    if waiting := pending_answers_query().filter(pk=pk).first():
        return waiting
    answer = get_object_or_404(Answer.objects.select_related("sent", "question__referral__force"), pk=pk)
    name = answer.question.referral.force.name
    if hasattr(answer, "sent"):
        raise DoneAlready(f"This answer has gone to {name} already.")
    raise DoneAlready(f"The referral is no longer with {name}, so nothing more goes to it.")


def get_held_referral(pk: UUID) -> Referral:
    """A referral that is held. Raises DoneAlready once it has been sent."""
    if held := Referral.objects.held().filter(pk=pk).first():
        return held
    raise DoneAlready(f"{get_object_or_404(Referral, pk=pk).reference} has been sent already.")
