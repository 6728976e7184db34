"""A force's inbox, and its pages of outcomes: what it did, in its own words and with its own reference."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.codes.listed import offered
from candour.codes.outcomes import OutcomeCode, outcomes
from candour.look.forms import form_status
from candour.referral.danger import with_danger
from candour.referral.force import own_referral_or_404
from candour.referral.models import Referral
from candour.referral.wrong_key_page import explain_wrong_key
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring
from candour.store.clock import current_day

from . import lists
from .actions import Stated, correct_outcome, open_outcomes, record_outcome
from .forms import ChooseForm, OutcomeForm, WithdrawOutcomeForm
from .models import Outcome
from .rules import GROUPS, words_for_reporter
from .withdrawing import withdraw_outcome

# An answer stays on the first page this long, so that a unit that looks in once a fortnight sees it.
DAYS_AN_ANSWER_IS_NEW = 28

SHOWN: dict[str, tuple[str, Callable[[QuerySet[Referral]], QuerySet[Referral]]]] = {
    "new": ("To acknowledge", lists.to_acknowledge),
    "answers": ("Answers", lambda referrals: lists.newly_answered(referrals, _new_since())),
    "open": ("Open", lists.open_referrals),
    "finished": ("Finished", lists.finished),
    "gone": ("Passed on or sent back", lists.departed),
}
EMPTY = {
    "new": "Nothing to acknowledge. A referral that comes in appears here until your unit confirms receipt.",
    "answers": "No new answers. Once a reporter answers you, the referral appears here for 28 days.",
    "open": "Nothing open. Referrals appear here until you record an outcome that ends them.",
    "finished": "Nothing finished. A referral appears here once you have recorded an outcome that ends it.",
    "gone": "Nothing has left your force. What you send back or pass on is listed here.",
}

# By whether the same page was sent before, and whether it corrects.
SAID = {
    (False, False): "Recorded",
    (False, True): "Corrected",
    (True, False): "Recorded already, and counted once",
    (True, True): "Corrected already",
}


def _new_since() -> dt.date:
    return current_day() - dt.timedelta(days=DAYS_AN_ANSWER_IS_NEW)


@require_safe
@role_required(Role.FORCE_MEMBER)
def inbox(request: MemberRequest) -> HttpResponse:
    """The unit's referrals by what they wait for: fifty a page, danger first, then the oldest."""
    referrals = with_danger(Referral.objects.of_unit(request.user))
    counts = {name: choose(referrals).count() for name, (_, choose) in SHOWN.items()}
    wanted = request.GET.get("show", "")
    show = wanted if wanted in SHOWN else _first(counts)
    page = Paginator(lists.danger_first(SHOWN[show][1](referrals)), lists.PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "tabs": [(name, words, counts[name], name == show) for name, (words, _) in SHOWN.items()],
        "title": SHOWN[show][0],
        "show": show,
        "empty": EMPTY[show],
        "page": page,
        "rows": lists.rows(list(page.object_list)),
        "query": f"show={show}",
    }
    return render(request, "outcome/inbox.html", context)


def _first(counts: dict[str, int]) -> str:
    """The name of the first list that is not empty and waits for the unit; "new" if all are empty."""
    return next((name for name in ("new", "answers", "open") if counts[name]), "new")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def referral_outcomes(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What the force has said, and the form for one thing more: first which, then its day."""
    referral = own_referral_or_404(request, pk)
    if request.method == "POST":
        return _keep(request, referral, partial(record_outcome, referral, by=request.user))
    kind = offered(outcomes()).get(request.GET.get("code", ""))
    today = {"happened_on": current_day()}
    form = OutcomeForm(outcome=kind, nation=referral.force.nation, initial=today) if kind else None
    return _show(request, referral, kind, form)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def correct(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Put one outcome right; the first stays visible, struck through."""
    wrong = _their_outcome(request, pk)
    referral = own_referral_or_404(request, wrong.referral_id)
    if request.method == "POST":
        return _keep(request, referral, partial(correct_outcome, wrong, by=request.user), wrong)
    kind = outcomes().get(request.GET.get("code", wrong.code), outcomes()[wrong.code])
    return _show(request, referral, kind, _filled(request, referral, kind, wrong), wrong)


def _filled(request: MemberRequest, referral: Referral, kind: OutcomeCode, wrong: Outcome) -> OutcomeForm:
    return OutcomeForm(outcome=kind, nation=referral.force.nation, initial=_as_stated(request, wrong))


def _their_outcome(request: MemberRequest, pk: UUID) -> Outcome:
    referrals = Referral.objects.of_unit(request.user)
    return get_object_or_404(Outcome.objects.select_related("referral"), pk=pk, referral__in=referrals)


@require_POST
@role_required(Role.FORCE_MEMBER)
@explain_wrong_key
def withdraw(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Take back an outcome that was recorded by mistake; it stays visible, struck through."""
    wrong, form = _their_outcome(request, pk), WithdrawOutcomeForm(request.POST, auto_id="withdraw_%s")
    if form.is_valid():
        try:
            withdraw_outcome(wrong, words=form.cleaned_data["words"], by=request.user)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, f"Withdrawn: {wrong.label}. It counts no more.")
            return redirect("referral_outcomes", pk=wrong.referral_id)
    referral, kind = own_referral_or_404(request, wrong.referral_id), outcomes()[wrong.code]
    return _show(request, referral, kind, _filled(request, referral, kind, wrong), wrong, withdrawal=form)


def _as_stated(request: MemberRequest, wrong: Outcome) -> dict[str, Any]:
    opened = open_outcomes(wrong.referral, by=request.user, keys=keyring(request))
    mistaken = next(entry for entry in opened if entry.outcome.pk == wrong.pk)
    return {
        "happened_on": wrong.happened_on,
        "quantity": wrong.quantity,
        "kind": wrong.kind,
        "first_arrests": wrong.first_arrests,
        "reference": mistaken.reference,
        "words": mistaken.words,
    }


def _keep(
    request: MemberRequest,
    referral: Referral,
    keep: Callable[..., Outcome],
    wrong: Outcome | None = None,
) -> HttpResponse:
    """Validate the form and call `keep`; show the form again with the objections if it is refused."""
    kind = outcomes().get(request.POST.get("code", ""))
    if kind is None:
        messages.warning(request, "Choose an outcome from the list.")
        return redirect("referral_outcomes", pk=referral.pk)
    form = OutcomeForm(request.POST, outcome=kind, nation=referral.force.nation)
    if form.is_valid():
        stated, once = _as_filled(kind, form)
        is_repeated = once is not None and Outcome.objects.filter(pk=once).exists()
        try:
            outcome = keep(stated, once=once)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, f"{SAID[is_repeated, wrong is not None]}: {outcome.label}.")
            return redirect("referral_outcomes", pk=referral.pk)
    return _show(request, referral, kind, form, wrong)


def _as_filled(kind: OutcomeCode, form: OutcomeForm) -> tuple[Stated, UUID | None]:
    """The outcome of a valid form, and the id that its page carried."""
    filled = dict(form.cleaned_data)
    once: UUID | None = filled.pop("once")
    return Stated(code=kind.code, **filled), once


def _show(
    request: MemberRequest,
    referral: Referral,
    kind: OutcomeCode | None,
    form: OutcomeForm | None,
    wrong: Outcome | None = None,
    withdrawal: WithdrawOutcomeForm | None = None,
) -> HttpResponse:
    context = {
        "referral": referral,
        "stage": referral.stage(),
        "with_force": referral.is_with_force(),
        "outcomes": open_outcomes(referral, by=request.user, keys=keyring(request)),
        "choose": ChooseForm(initial={"code": kind.code if kind else ""}),
        "kind": kind,
        "group": GROUPS[kind.group] if kind else "",
        "told": words_for_reporter(kind.code) if kind else None,
        "form": form,
        "wrong": wrong,
        "withdrawal": withdrawal or (WithdrawOutcomeForm(auto_id="withdraw_%s") if wrong else None),
        "objected": withdrawal or form,
    }
    return render(request, "outcome/outcomes.html", context, status=form_status(withdrawal or form))
