"""The desk's table of holidays: what comes, a proclaimed day added, a mistaken one taken out."""

import uuid
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from candour.foi.models import Holiday, RequestStep
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.rules import Law
from candour.look.forms import form_status
from candour.store.clock import current_day

from . import calendar
from .counting import nations_in_words
from .forms import HolidayForm, TakeOutForm
from .laws import LawsRules, rules_of
from .proclaiming import proclaim, take_out

OPEN_YEARS = 2
# What a rule of data/laws.csv is called on the page.
_CALLED = {
    "answer": "An answer",
    "answer_at_most": "With more time, at most",
    "extension_for": "More time is for",
    "clarification_lapses": "We wait for what we asked",
    "review": "A review",
    "review_at_most": "A hard review, at most",
    "review_window": "To ask for a review",
    "commissioner": "Who hears complaints",
    "complaint_window": "To complain there",
    "commissioner_asks": "Our answer there",
    "comply": "After a decision notice",
    "tribunal": "To appeal after it",
    "fee": "What may be charged",
    "fee_lapses": "We wait for a fee",
}


@officers_only
@require_http_methods(["GET", "POST"])
def holidays(request: MemberRequest) -> HttpResponse:
    """The coming holidays by year, and the form that adds one."""
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            holiday, moved = proclaim(by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"Added: {holiday.name}. {_moved(moved)}")
            return redirect("foi_holidays")
    context = {"form": form, "years": _years(), "laws": _laws(), "last": calendar.last_known()}
    return render(request, "foi/desk/holidays.html", context, status=form_status(form))


@officers_only
@require_http_methods(["GET", "POST"])
def one_holiday(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """One holiday, where it comes from, and the form that takes it out."""
    holiday, form = get_object_or_404(Holiday, pk=pk), TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moved = take_out(holiday, why=form.cleaned_data["why"], by=request.user.pk)
        except ValidationError as refused:
            form.add_error("why", refused)
        else:
            messages.success(request, f"Taken out: {holiday.name}. {_moved(moved)}")
            return redirect("foi_holidays")
    context = {"form": form, "one": holiday, "nations": _nations(holiday)}
    return render(request, "foi/desk/holiday.html", context, status=form_status(form))


def _moved(steps: list[RequestStep]) -> str:
    if not steps:
        return "No open request ends on another day."
    count = "One open request ends" if len(steps) == 1 else f"{len(steps)} open requests end"
    return f"{count} on another day now; each asker finds it with their code."


def _nations(holiday: Holiday) -> str:
    return nations_in_words(tuple(holiday.nations.split()))


def _years() -> list[dict[str, object]]:
    """The years to come with their days; the first two stand open."""
    coming = Holiday.objects.filter(day__gte=current_day())
    by_year = [(year, list(days)) for year, days in groupby(coming, key=lambda holiday: holiday.day.year)]
    return [
        {
            "year": year,
            "is_open": index < OPEN_YEARS,
            "rows": [
                {"one": holiday, "weekday": f"{holiday.day:%A}", "nations": _nations(holiday)}
                for holiday in days
            ],
        }
        for index, (year, days) in enumerate(by_year)
    ]


def _laws() -> list[dict[str, object]]:
    """Each law with its times, their sources, and which of them nobody has checked yet."""
    return [{"name": law.name, "rows": _rows(law)} for law in (rules_of(law) for law in Law)]


def _rows(law: LawsRules) -> list[dict[str, object]]:
    return [
        {"called": called, "rule": law.rules[name], "value": law.says(name) or "none"}
        for name, called in _CALLED.items()
    ]
