"""The figures desk: the calendar, drafts with their checks, releasing as the second person, new questions."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.figures.counting import tally as counting
from candour.figures.releasing import register
from candour.figures.releasing.checking import changes, stands_in_the_way
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, QUARTERLY, from_bytes
from candour.figures.releasing.quarters import Span, quarters, years
from candour.ledger.models import Installation
from candour.look.forms import FORM_REFUSED, form_status
from candour.staff.access import MemberRequest, Role, role_required

from . import actions, adhoc, announcing
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
    """The day on which the line began: the ledger's first, or that of the database while it is empty."""
    if said := register.first_day():
        return said
    reached = counting.span()
    begun = Installation.objects.values_list("begun_on", flat=True).first()
    return reached[0] if reached else begun or timezone.localdate()


def _offered() -> list[tuple[str, Span]]:
    """The quarters and years that can be announced: begun by today, and not announced yet."""
    first, today = _first_day(), timezone.localdate()
    reach = today + dt.timedelta(days=366)
    taken = set(Announcement.objects.values_list("kind", "since", "until"))
    found = [(QUARTERLY, one) for one in quarters(first, reach)] + [
        (ANNUAL, one) for one in years(first, reach)
    ]
    begun = [(kind, span) for kind, span in found if span.since <= today and (kind, *span) not in taken]
    return sorted(begun, key=lambda one: (one[1].until, one[0]), reverse=True)


@role_required(*FIGURES)
@require_http_methods(["GET", "POST"])
def releases(request: MemberRequest) -> HttpResponse:
    """Every release, announced or published, and the form that announces one."""
    form = AnnounceForm(request.POST or None, offered=_offered())
    if request.method == "POST" and form.is_valid():
        kind, span = form.chosen()
        try:
            made = announcing.announce(
                kind, span, title=form.title(), on=form.cleaned_data["on"], by=request.user.pk,
                first=_first_day(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error("on", refused)
        else:
            messages.success(request, "Announced. It stands in the public calendar.")
            return redirect("one_release", made.number)
    context = {"form": form, "rows": [_row(one) for one in _standing()]}
    return render(request, "figures/desk/releases.html", context, status=form_status(form))


def _standing() -> list[Announcement]:
    return list(Announcement.objects.filter(replaced_by=None).order_by("-on", "-number"))


def _row(announced: Announcement) -> dict[str, Any]:
    published = Publication.objects.filter(number=announced.number).order_by("-version").first()
    drafted = Draft.objects.filter(number=announced.number).exists()
    state = "Announced, nothing compiled yet"
    if published:
        state = "Public" if published.goes_public <= timezone.now() else "Released, public at 9.30 on its day"
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
        "compile": CompileForm(initial={"as_at": timezone.localdate() - dt.timedelta(days=1)}),
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
            made = actions.compile_draft(announced, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", made.pk)
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
            made = actions.correct(number, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", made.pk)
    return _release_page(request, announced, correct=form)


@role_required(*FIGURES)
@require_POST
def answer_again(request: MemberRequest, number: int) -> HttpResponse:
    """Draft the answer to the same question anew."""
    announced, form = _announced(number), AgainForm(request.POST)
    if form.is_valid():
        try:
            made = adhoc.answer_again(announced, by=request.user.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", made.pk)
    return _release_page(request, announced, again=form)


@role_required(*FIGURES)
@require_safe
def draft(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """A draft with its checks and every number, as it would be printed."""
    return _draft_page(request, get_object_or_404(Draft, pk=pk), [])


def _draft_page(request: MemberRequest, one: Draft, refused: list[str]) -> HttpResponse:
    document = from_bytes(bytes(one.content))
    found = actions.findings_of(one)
    newest = Draft.objects.filter(number=one.number, version=one.version).order_by("-place").first()
    context = {
        "draft": one,
        "document": document,
        "findings": found,
        "in_the_way": stands_in_the_way(found),
        "changes": changes(document, register.approved_documents()),
        "own": one.compiled_by == request.user.pk,
        "released": Publication.objects.filter(draft=one.pk).first(),
        "is_newest": newest == one,
        "refused": refused,
    }
    return render(request, "figures/desk/draft.html", context, status=FORM_REFUSED if refused else 200)


@role_required(*FIGURES)
@require_POST
def publish(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Release a draft that somebody else compiled."""
    one = get_object_or_404(Draft, pk=pk)
    try:
        made = actions.publish_release(one, by=request.user.pk)
    except ValidationError as refused:
        return _draft_page(request, one, refused.messages)
    messages.success(
        request, f"Released. It goes public {made.goes_public:%A} at 9.30, for everyone at once."
    )
    return redirect("one_release", one.number)


@role_required(*FIGURES)
@require_http_methods(["GET", "POST"])
def ask(request: MemberRequest) -> HttpResponse:
    """Draft the answer to a question that the releases do not answer."""
    form = AskForm(request.POST or None, first=_first_day())
    if request.method == "POST" and form.is_valid():
        try:
            made = adhoc.answer(form.asked(), on=form.cleaned_data["on"], by=request.user.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("draft", made.pk)
    return render(
        request,
        "figures/desk/ask.html",
        {"form": form, "codes": codes_offered()},
        status=form_status(form),
    )
