"""The figures desk: the calendar, drafts with their checks, releasing as the second person, new questions."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.figures import actions, adhoc
from candour.figures.counting import tally as counting
from candour.figures.quarters import Span, quarters, years
from candour.figures.releasing import announcing, register
from candour.figures.releasing.checking import changes, stands_in_the_way
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, QUARTERLY, from_bytes
from candour.ledger.models import Installation
from candour.look.forms import FORM_REFUSED, form_status
from candour.staff.access import MemberRequest, Role, role_required
from candour.store.clock import current_day, current_time

from .desk_forms import (
    AgainForm,
    AnnounceForm,
    AskForm,
    CompileForm,
    CorrectForm,
    MoveForm,
    codes_offered,
)
from .models import Announcement, Draft, Publication

FIGURES = (Role.FIGURES_OFFICER, Role.SUPERVISOR)


def _first_day() -> dt.date:
    """The line's first day: that of the first release, else of the ledger, else of the database."""
    if first := register.first_day():
        return first
    reached = counting.span()
    begun = Installation.objects.values_list("begun_on", flat=True).first()
    return reached[0] if reached else begun or current_day()


def _offered() -> list[tuple[str, Span]]:
    """The kind and days of each quarter and year that has begun and is not announced yet, newest first."""
    first, today = _first_day(), current_day()
    reach = today + dt.timedelta(days=366)
    taken = set(Announcement.objects.values_list("kind", "since", "until"))
    candidates = [
        *((QUARTERLY, span) for span in quarters(first, reach)),
        *((ANNUAL, span) for span in years(first, reach)),
    ]
    begun = [(kind, span) for kind, span in candidates if span.since <= today and (kind, *span) not in taken]
    return sorted(begun, key=lambda candidate: (candidate[1].until, candidate[0]), reverse=True)


@role_required(*FIGURES)
@require_http_methods(["GET", "POST"])
def releases(request: MemberRequest) -> HttpResponse:
    """Every release, announced or published, and the form that announces one."""
    form = AnnounceForm(request.POST or None, offered=_offered())
    if request.method == "POST" and form.is_valid():
        kind, span = form.chosen()
        try:
            announcement = announcing.announce(
                kind,
                span,
                title=form.title(),
                on=form.cleaned_data["on"],
                by=request.user.pk,
                first=_first_day(),
            )
        except ValidationError as refused:
            form.add_error("on", refused)
        else:
            messages.success(request, "Announced. It is in the public calendar.")
            return redirect("one_release", announcement.number)
    context = {"form": form, "rows": [_row(announced) for announced in _standing()]}
    return render(request, "figures/desk/releases.html", context, status=form_status(form))


def _standing() -> list[Announcement]:
    return list(Announcement.objects.filter(replaced_by=None).order_by("-on", "-number"))


def _row(announced: Announcement) -> dict[str, Any]:
    published = Publication.objects.filter(number=announced.number).order_by("-version").first()
    drafted = Draft.objects.filter(number=announced.number).exists()
    state = "Announced, nothing compiled yet"
    if published:
        state = "Public" if published.goes_public <= current_time() else "Released, public at 9.30 on its day"
    elif drafted:
        state = "Drafted, waits for a second person"
    return {"announced": announced, "published": published, "state": state}


def _announced(number: int) -> Announcement:
    return get_object_or_404(Announcement, number=number, replaced_by=None)


@role_required(*FIGURES)
@require_safe
def one_release(request: MemberRequest, number: int) -> HttpResponse:
    """One release: its day, its drafts, its versions, and what can be done next."""
    return _release_page(request, _announced(number))


def _release_page(request: MemberRequest, announced: Announcement, **forms: Any) -> HttpResponse:
    published = list(Publication.objects.filter(number=announced.number))
    context = {
        "announced": announced,
        "published": published,
        "drafts": Draft.objects.filter(number=announced.number).order_by("-version", "-place"),
        "is_ad_hoc": announced.kind == AD_HOC,
        "compile": CompileForm(initial={"as_at": current_day() - dt.timedelta(days=1)}),
        "again": AgainForm(),
        "move": MoveForm(),
        "correct": CorrectForm(),
    } | forms
    refused = any(form.errors for form in forms.values())
    return render(request, "figures/desk/release.html", context, status=FORM_REFUSED if refused else 200)


@role_required(*FIGURES)
@require_POST
def compile_draft(request: MemberRequest, number: int) -> HttpResponse:
    """Compile the first version of an announced release."""
    announced, form = _announced(number), CompileForm(request.POST)
    if form.is_valid():
        try:
            draft = actions.compile_draft(announced, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", draft.pk)
    return _release_page(request, announced, compile=form)


@role_required(*FIGURES)
@require_POST
def move_day(request: MemberRequest, number: int) -> HttpResponse:
    """Announce another day for a release."""
    announced, form = _announced(number), MoveForm(request.POST)
    if form.is_valid():
        try:
            announcing.move_day(announced, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Moved. The calendar shows both days and the reason.")
            return redirect("one_release", number)
    return _release_page(request, announced, move=form)


@role_required(*FIGURES)
@require_POST
def correct(request: MemberRequest, number: int) -> HttpResponse:
    """Compile a new version of a published release."""
    announced, form = _announced(number), CorrectForm(request.POST)
    if form.is_valid():
        try:
            draft = actions.correct(number, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", draft.pk)
    return _release_page(request, announced, correct=form)


@role_required(*FIGURES)
@require_POST
def answer_again(request: MemberRequest, number: int) -> HttpResponse:
    """Draft the answer to the same question again, for another day."""
    announced, form = _announced(number), AgainForm(request.POST)
    if form.is_valid():
        try:
            draft = adhoc.answer_again(announced, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", draft.pk)
    return _release_page(request, announced, again=form)


@role_required(*FIGURES)
@require_safe
def draft(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """A draft with its checks and every number, as it would be printed."""
    return _draft_page(request, get_object_or_404(Draft, pk=pk), [])


def _draft_page(request: MemberRequest, draft: Draft, refused: list[str]) -> HttpResponse:
    document = from_bytes(bytes(draft.content))
    findings = actions.findings_of(draft)
    newest = Draft.objects.filter(number=draft.number, version=draft.version).order_by("-place").first()
    context = {
        "draft": draft,
        "document": document,
        "findings": findings,
        "in_the_way": stands_in_the_way(findings),
        "changes": changes(document, register.approved_documents()),
        "own": draft.compiled_by == request.user.pk,
        "released": Publication.objects.filter(draft=draft.pk).first(),
        "is_newest": newest == draft,
        "refused": refused,
    }
    return render(request, "figures/desk/draft.html", context, status=FORM_REFUSED if refused else 200)


@role_required(*FIGURES)
@require_POST
def publish(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Release a draft that somebody else compiled."""
    draft = get_object_or_404(Draft, pk=pk)
    try:
        publication = actions.publish_release(draft, by=request.user.pk)
    except ValidationError as refused:
        return _draft_page(request, draft, refused.messages)
    messages.success(
        request, f"Released. It goes public {publication.goes_public:%A} at 9.30, for everyone at once."
    )
    return redirect("one_release", draft.number)


@role_required(*FIGURES)
@require_http_methods(["GET", "POST"])
def ask(request: MemberRequest) -> HttpResponse:
    """Draft the answer to a question that the releases do not answer."""
    form = AskForm(request.POST or None, first=_first_day())
    if request.method == "POST" and form.is_valid():
        try:
            draft = adhoc.answer(form.query(), on=form.cleaned_data["on"], by=request.user.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", draft.pk)
    return render(
        request,
        "figures/desk/ask.html",
        {"form": form, "codes": codes_offered()},
        status=form_status(form),
    )
