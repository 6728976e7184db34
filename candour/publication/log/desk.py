"""Publishing a request in the log: its page as the public would read it, its folds, and what was masked."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from candour.foi.models import Fold, InformationRequest
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.look.forms import FORM_REFUSED

from . import register
from .comparing import differences
from .compiling import compile_page
from .document import LogPage
from .leaving_out import leave_out
from .opening import close_fold, open_fold
from .publishing import correct, in_the_way, publish, tombstone
from .showing import shown
from .threads import SIGNATURE
from .wording import fold_label


@dataclass(frozen=True)
class FoldShown:
    """One fold as the desk lists it: what it says on the page, its first words, and whether it is open."""

    fold: Fold
    label: str
    begins: str
    is_open: bool


@officers_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish_page(request: MemberRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The preview of one request's page, with what can be done about it."""
    foi_request = get_object_or_404(InformationRequest, pk=pk)
    if request.method != "POST":
        return _preview(request, foi_request)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _preview(request, foi_request, ["Choose what to do, with one of the buttons."])
    try:
        messages.success(request, act(request, foi_request))
    except ValidationError as refused:
        return _preview(request, foi_request, refused.messages)
    return redirect("foi_publish", pk)


def _publish(request: MemberRequest, foi_request: InformationRequest) -> str:
    publish(foi_request, by=request.user.pk)
    return "Published. Anybody can read it now."


def _correct(request: MemberRequest, foi_request: InformationRequest) -> str:
    entry = correct(foi_request.slug, changes=request.POST.get("why", ""), by=request.user.pk)
    return f"Corrected. Version {entry.version} says what changed."


def _tombstone(request: MemberRequest, foi_request: InformationRequest) -> str:
    tombstone(foi_request.slug, why=request.POST.get("why", ""), by=request.user.pk)
    return "Taken out of the log. Its address says why."


def _open(request: MemberRequest, foi_request: InformationRequest) -> str:
    open_fold(_fold(request, foi_request), by=request.user.pk)
    return "These lines are open to everybody once the page is published or corrected."


def _close(request: MemberRequest, foi_request: InformationRequest) -> str:
    close_fold(_fold(request, foi_request), by=request.user.pk)
    return "These lines are folded again."


def _leave_out(request: MemberRequest, foi_request: InformationRequest) -> str:
    leave_out(foi_request, request.POST.get("left_out", ""), by=request.user.pk)
    return "Kept. The page below is as it would be without these words. Nothing is published by this."


_ACTS: Mapping[str, Callable[[MemberRequest, InformationRequest], str]] = {
    "publish": _publish,
    "correct": _correct,
    "tombstone": _tombstone,
    "open": _open,
    "close": _close,
    "leave_out": _leave_out,
}


def _fold(request: MemberRequest, foi_request: InformationRequest) -> Fold:
    try:
        number = uuid.UUID(request.POST.get("fold", ""))
        return Fold.objects.get(pk=number, message__request=foi_request)
    except (ValueError, Fold.DoesNotExist) as missing:
        raise ValidationError(
            "These folded lines are not part of this request. Open the page again."
        ) from missing


def _preview(
    request: MemberRequest, foi_request: InformationRequest, refused: list[str] | None = None
) -> HttpResponse:
    standing = register.newest(foi_request.slug) if foi_request.reference else None
    page = compile_page(foi_request, version=standing.version + 1 if standing else 1)
    context = {
        **shown(page),
        "asked": foi_request,
        "refused": refused or [],
        "why": request.POST.get("why", ""),
        "left_out": request.POST.get("left_out", foi_request.left_out),
        "in_the_way": in_the_way(foi_request),
        "standing": standing,
        "would_change": _would_change(standing, page),
        "folds": [
            # An asker's signature is left out whatever a fold says.
            _shown(fold)
            for fold in Fold.objects.filter(message__request=foi_request)
            .exclude(kind=SIGNATURE, message__writer="asker")
            .order_by("message__place")
        ],
    }
    return render(request, "publication/desk/publish.html", context, status=FORM_REFUSED if refused else 200)


def _would_change(standing: LogPage | None, page: LogPage) -> list[object]:
    return list(differences(standing, page)) if standing and not standing.gone else []


def _shown(fold: Fold) -> FoldShown:
    lines = fold.message.text.splitlines()[fold.first : fold.last + 1]
    begins = next((line.strip() for line in lines if line.strip()), "")
    return FoldShown(fold, fold_label(fold.kind, len(lines)), begins[:120], fold.opened_by is not None)
