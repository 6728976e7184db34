"""Readers' notes at the desk: the confirmed ones wait here to be kept or refused."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.foi.requests.officers import MemberRequest, officers_only
from candour.look.forms import FORM_REFUSED
from candour.publication.models import Annotation, AnnotationOffer

from .forms import KeepForm
from .moderating import keep_annotation, refuse_annotation, remove_annotation, waiting

NEWEST = 50


@officers_only
@require_safe
def annotations(request: MemberRequest) -> HttpResponseBase:
    """The notes that wait, oldest first, and those that were kept, newest first."""
    return _list(request)


@officers_only
@require_POST
def decide_annotation(request: MemberRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Keep or refuse one note."""
    offer = get_object_or_404(AnnotationOffer, pk=pk)
    form = KeepForm(request.POST)
    try:
        if request.POST.get("act") == "refuse":
            refuse_annotation(offer, by=request.user.pk)
            messages.success(request, "Refused and deleted.")
        elif form.is_valid():
            keep_annotation(offer, by=request.user.pk, measure=form.cleaned_data["measure"])
            messages.success(request, "Kept. It is on its page now.")
        else:
            return _list(request, [str(words) for errors in form.errors.values() for words in errors])
    except ValidationError as refused:
        return _list(request, refused.messages)
    return redirect("foi_annotations")


@officers_only
@require_POST
def take_off(request: MemberRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Take a kept note off its page."""
    remove_annotation(get_object_or_404(Annotation, pk=pk), by=request.user.pk)
    messages.success(request, "Taken off its page.")
    return redirect("foi_annotations")


def _list(request: MemberRequest, refused: list[str] | None = None) -> HttpResponse:
    context = {
        "waiting": waiting(),
        "form": KeepForm(),
        "kept": Annotation.objects.order_by("-published_on", "slug", "-place")[:NEWEST],
        "refused": refused or [],
    }
    return render(
        request, "publication/desk/annotations.html", context, status=FORM_REFUSED if refused else 200
    )
