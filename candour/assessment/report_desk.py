"""The reports, and the page on which one is written beside what was told."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from candour.staff.access import MemberRequest

from . import actions, deciding, parts
from .entrance import casework, is_done
from .lists import report_line
from .models import Item, Report, ReportQuerySet, Subject
from .report_forms import DecisionForm, DetailsForm, ItemForm, SanitisedForm, SubjectForm
from .report_page import asked_to_open, context_of

A_PAGE = 50
SHOWN: dict[str, tuple[str, str]] = {
    "mine": ("Mine, undecided", "Reports that you started and that are not decided yet appear here."),
    "sent-back": ("Sent back", "Reports that a second person sent back to be decided again appear here."),
    "undecided": ("Undecided", "Reports that are being written appear here."),
    "decided": ("Decided", "Reports on which a decision stands appear here."),
    "all": ("All", "Start a report from a contact on the worklist, and it appears here."),
}


@casework
@require_GET
def reports(request: MemberRequest) -> HttpResponse:
    """The reports, by how far they have come; one's own undecided ones unless asked otherwise."""
    shown = request.GET.get("show", "mine")
    shown = shown if shown in SHOWN else "mine"
    found = _which(request, shown).for_list().order_by("-started_on", "reference")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "lines": [report_line(report, today=today) for report in page],
        "page": page,
        "query": f"show={shown}",
        "tabs": [{"code": code, "text": text, "current": code == shown} for code, (text, _) in SHOWN.items()],
        "empty": SHOWN[shown][1],
    }
    return render(request, "assessment/reports.html", context)


def _which(request: MemberRequest, shown: str) -> ReportQuerySet:
    every = Report.objects.all()
    if shown == "mine":
        return every.undecided().filter(started_by=request.user)
    chosen = {"sent-back": every.sent_back, "undecided": every.undecided, "decided": every.decided}
    return chosen.get(shown, every.all)()


@casework
@require_GET
def one_report(request: MemberRequest, reference: str) -> HttpResponse:
    """One report, beside the accounts and letters that it is written from."""
    return _page(request, _report(reference))


def _report(reference: str) -> Report:
    return get_object_or_404(Report.objects.for_list(), reference=reference.upper())


def _page(request: MemberRequest, report: Report, **bound: forms.Form) -> HttpResponse:
    return render(request, "assessment/report.html", context_of(request, report, bound))


def _step(
    request: MemberRequest,
    report: Report,
    part: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Do one step and come back to its part of the page; or show the page with what stands against it."""
    if is_done(form, act):
        return redirect(f"{reverse('one_report', args=[report.reference])}{asked_to_open(request)}#{part}")
    return _page(request, report, **{part: form})


@casework
@require_POST
def describe(request: MemberRequest, reference: str) -> HttpResponse:
    """Set category, corruption category and marking."""
    report = _report(reference)
    form = DetailsForm(request.POST, category=report.category)
    return _step(
        request, report, "details", form, lambda told: actions.describe(report, **told, by=request.user)
    )


@casework
@require_POST
def add_subject(request: MemberRequest, reference: str) -> HttpResponse:
    """Add a person whom the report is about."""
    report, form = _report(reference), SubjectForm(request.POST)
    return _step(
        request,
        report,
        "subjects",
        form,
        lambda told: actions.add_subject(report, fields=told, by=request.user),
    )


@casework
@require_POST
def remove_subject(request: MemberRequest, reference: str, subject_id: uuid.UUID) -> HttpResponse:
    """Take out a subject who was put in by mistake."""
    report, form = _report(reference), forms.Form(request.POST)
    subject = get_object_or_404(Subject, pk=subject_id, report=report)
    return _step(request, report, "subjects", form, lambda _: parts.remove_subject(subject, by=request.user))


@casework
@require_POST
def grade(request: MemberRequest, reference: str) -> HttpResponse:
    """Add one item with its 3x5x2."""
    report, form = _report(reference), ItemForm(request.POST)

    def act(told: dict[str, Any]) -> object:
        grade = form.grade()
        return actions.grade(report, text=told["text"], grade=grade, reason=told["reason"], by=request.user)

    return _step(request, report, "items", form, act)


@casework
@require_POST
def remove_item(request: MemberRequest, reference: str, item_id: uuid.UUID) -> HttpResponse:
    """Take out an item, to write or grade it again."""
    report, form = _report(reference), forms.Form(request.POST)
    item = get_object_or_404(Item, pk=item_id, report=report)
    return _step(request, report, "items", form, lambda _: parts.remove_item(item, by=request.user))


@casework
@require_POST
def write_sanitised(request: MemberRequest, reference: str) -> HttpResponse:
    """Keep the sanitised text and its ticks; the page then shows what a reading by machine finds."""
    report, form = _report(reference), SanitisedForm(request.POST)
    return _step(
        request, report, "sanitised", form,
        lambda told: deciding.write_sanitised(report, **told, by=request.user),
    )  # fmt: skip


@casework
@require_POST
def decide(request: MemberRequest, reference: str) -> HttpResponse:
    """Decide; a second person checks it before anything is sent."""
    report = _report(reference)
    form = DecisionForm(request.POST, consenting=deciding.consenting(report))

    def act(told: dict[str, Any]) -> None:
        deciding.decide(
            report, kind=told["kind"], reason=told["reason"], words=told["words"], forces=form.forces(),
            pass_details=told.get("pass_details", False), by=request.user,
        )  # fmt: skip
        messages.success(request, f"{report.reference} is decided. A second person checks it now.")

    return _step(request, report, "decision", form, act)
