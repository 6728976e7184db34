"""The list of reports, and the page on which a report is written."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from candour.look.acting import act_on_form
from candour.look.forms import form_status
from candour.staff.access import MemberRequest
from candour.staff.session import keyring
from candour.store.clock import current_day

from . import actions, deciding, parts
from .lists import report_line
from .models import Item, Report, ReportQuerySet, Subject
from .page_guards import casework
from .report_forms import DecisionForm, ItemForm, ReportDetailsForm, SanitisedForm, SubjectForm
from .report_page import Pressed, asked_to_open, context_of
from .unsaved_parts import require_saved, saved_parts, unsaved_parts

A_PAGE = 50
SHOWN: dict[str, tuple[str, str]] = {
    "mine": ("Mine, undecided", "Reports that you started and that are not decided yet appear here."),
    "sent-back": ("Sent back", "Reports that a second person sent back to be decided again appear here."),
    "undecided": ("Undecided", "Reports that are being written appear here."),
    "decided": ("Decided", "Reports that have been decided appear here."),
    "all": ("All", "Start a report from a contact on the worklist, and it appears here."),
}


@casework
@require_GET
def reports(request: MemberRequest) -> HttpResponse:
    """The reports of one tab; without `show`, the member's own undecided ones."""
    shown = request.GET.get("show", "mine")
    shown = shown if shown in SHOWN else "mine"
    reports_shown = _which(request, shown).for_list().order_by("-started_on", "reference")
    page = Paginator(reports_shown, A_PAGE).get_page(request.GET.get("page"))
    today = current_day()
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
@require_http_methods(["GET", "POST"])
def one_report(request: MemberRequest, reference: str) -> HttpResponse:
    """One report, beside the accounts and letters that it is written from.

    A POST (by the button that opens the accounts, or the Enter key) saves nothing and keeps what was typed.
    """
    if "enter" in request.POST:
        messages.info(request, "Nothing is saved yet. Press the button below what you wrote.")
    return _page(request, _report(reference), Pressed())


def _report(reference: str) -> Report:
    return get_object_or_404(Report.objects.for_list(), reference=reference.upper())


def _address(request: MemberRequest, report: Report, part: str) -> str:
    return f"{reverse('one_report', args=[report.reference])}{asked_to_open(request)}#{part}"


def _page(request: MemberRequest, report: Report, pressed: Pressed) -> HttpResponse:
    saved = saved_parts(report, by=request.user, keys=keyring(request))
    typed = unsaved_parts(saved, request.POST, but=pressed.done_with)
    if pressed.done and not typed:
        return redirect(_address(request, report, pressed.part))
    context = context_of(request, report, saved=saved, typed=typed, pressed=pressed)
    return render(request, "assessment/report.html", context, status=form_status(context["form"]))


def _step(
    request: MemberRequest,
    report: Report,
    part: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Do one step, then redirect to its part of the page, or show the page with the objections.

    If something unsaved is typed in another part, the page is shown without a redirect, which would lose it.
    """
    return _page(request, report, Pressed(part, form, done=act_on_form(form, act)))


@casework
@require_POST
def describe(request: MemberRequest, reference: str) -> HttpResponse:
    """Set category, corruption category and marking."""
    report = _report(reference)
    form = ReportDetailsForm(request.POST, category=report.category)
    return _step(
        request, report, "details", form, lambda cleaned: actions.describe(report, **cleaned, by=request.user)
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
        lambda cleaned: parts.add_subject_once(
            report, fields=cleaned, by=request.user, keys=keyring(request)
        ),
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

    def act(cleaned: dict[str, Any]) -> object:
        return parts.grade_once(
            report,
            text=cleaned["text"],
            grade=form.grade(),
            reason=cleaned["reason"],
            by=request.user,
            keys=keyring(request),
        )

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
    """Save the sanitised text and its ticks; the page then shows the automatic findings in it."""
    report, form = _report(reference), SanitisedForm(request.POST)
    return _step(
        request,
        report,
        "sanitised",
        form,
        lambda cleaned: deciding.write_sanitised(report, **cleaned, by=request.user),
    )


@casework
@require_POST
def decide(request: MemberRequest, reference: str) -> HttpResponse:
    """Decide; a second person checks it before anything is sent."""
    report = _report(reference)
    form = DecisionForm(request.POST, consenting=deciding.consenting(report))

    def act(cleaned: dict[str, Any]) -> None:
        if report.standing_decision() is None:
            saved = saved_parts(report, by=request.user, keys=keyring(request))
            require_saved(unsaved_parts(saved, request.POST, but="decision"))
        deciding.decide(
            report,
            kind=cleaned["kind"],
            reason=cleaned["reason"],
            words=cleaned["words"],
            forces=form.forces(),
            pass_details=cleaned.get("pass_details", False),
            by=request.user,
        )
        messages.success(request, f"{report.reference} is decided. A second person checks it now.")

    if act_on_form(form, act):
        return redirect(_address(request, report, "decision"))
    return _page(request, report, Pressed("decision", form))
