"""Pages for files that go out with an answer: adding one, its findings, and what is done about them."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from candour.foi.models import Attachment, InformationRequest
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.look.forms import FORM_REFUSED, form_status
from candour.papers.findings import HEADINGS, FileFinding
from candour.papers.formats.file_kinds import MEDIA_TYPES, PICTURES
from candour.papers.jobs.contacts import MASKABLE_KINDS

from . import actions
from .forms import AddForm, OriginalForm, PassForm, RedactForm


@officers_only
@require_http_methods(["GET", "POST"])
def add_file_page(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose a file, which is inspected at once."""
    information_request = get_object_or_404(InformationRequest, pk=pk)
    form = AddForm(request.POST, request.FILES) if request.method == "POST" else AddForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            file = actions.add_file(
                information_request, name=upload.name, content=upload.read(), by=request.user.pk
            )
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            if not file.findings:
                messages.success(
                    request,
                    "Added. We found nothing hidden in it, and no address or telephone number. "
                    "Make the file that goes out.",
                )
            return redirect("foi_file", file.pk)
    status = form_status(form)
    return render(
        request, "foi/desk/file_add.html", {"asked": information_request, "form": form}, status=status
    )


@officers_only
@require_http_methods(["GET", "POST"])
def file_page(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """The findings of a file; posted, what is done about it (`act`, a key of _ACTS)."""
    file = get_object_or_404(Attachment.objects.select_related("request", "made_from"), pk=pk)
    if request.method != "POST":
        return _page(request, file, RedactForm())
    act = _ACTS.get(request.POST.get("act", ""))
    return act(request, file) if act else _page(request, file, RedactForm())


def _clean(request: MemberRequest, file: Attachment) -> HttpResponse:
    try:
        copy = actions.clean_file(file, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, file, RedactForm(), refused=refused.messages)
    return _to_copy(request, copy)


def _mask(request: MemberRequest, file: Attachment) -> HttpResponse:
    try:
        copy = actions.mask_file(file, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, file, RedactForm(), refused=refused.messages)
    return _to_copy(request, copy)


def _redact(request: MemberRequest, file: Attachment) -> HttpResponse:
    form = RedactForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            copy = actions.redact_file(
                file, words=data["words"].splitlines(), why=data["why"], by=request.user.pk
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _to_copy(request, copy)
    return _page(request, file, form, PassForm())


def _to_copy(request: MemberRequest, copy: Attachment) -> HttpResponse:
    messages.success(request, "A new file was made. Open it and read it: it goes out in place of the first.")
    return redirect("foi_file", copy.pk)


def _pass(request: MemberRequest, file: Attachment) -> HttpResponse:
    form = OriginalForm(request.POST) if file.is_original else PassForm(request.POST)
    if form.is_valid():
        try:
            actions.pass_file(file, why=form.cleaned_data["why"], by=request.user.pk)
        except ValidationError as refused:
            form.add_error("why", refused)
        else:
            words = "Proposed. Somebody else has to agree." if file.is_original else "It may go out."
            messages.success(request, words)
            return redirect("foi_file", file.pk)
    return _page(request, file, RedactForm(), form)


def _agree(request: MemberRequest, file: Attachment) -> HttpResponse:
    try:
        actions.agree_original(file, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, file, RedactForm(), refused=refused.messages)
    messages.success(request, "Agreed. The original goes out.")
    return redirect("foi_file", file.pk)


def _remove(request: MemberRequest, file: Attachment) -> HttpResponse:
    information_request = file.request
    try:
        actions.remove_file(file, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, file, RedactForm(), refused=refused.messages)
    messages.success(request, "Taken away from the answer.")
    return redirect("foi_request", information_request.pk) if information_request else redirect("foi_holding")


def _take(request: MemberRequest, file: Attachment) -> HttpResponse:
    """Add a copy of a file that came with a message to the answer; the copy is inspected."""
    if file.request is None:
        return _page(request, file, RedactForm(), refused=["Match the message to a request first."])
    copy = actions.add_file(file.request, name=file.name, content=bytes(file.content), by=request.user.pk)
    messages.success(request, "A copy of it is part of the answer.")
    return redirect("foi_file", copy.pk)


_ACTS: dict[str, Callable[[MemberRequest, Attachment], HttpResponse]] = {
    "clean": _clean,
    "mask": _mask,
    "redact": _redact,
    "pass": _pass,
    "agree": _agree,
    "remove": _remove,
    "take": _take,
}


def _page(
    request: MemberRequest,
    file: Attachment,
    redact: RedactForm,
    passing: PassForm | None = None,
    *,
    refused: list[str] | None = None,
) -> HttpResponse:
    passing = passing or (OriginalForm() if file.is_original else PassForm())
    kind = next((kind for kind, media in MEDIA_TYPES.items() if media == file.media_type), "")
    context = {
        "file": file,
        "asked": file.request,
        "size": _size(len(file.content)),
        "findings": _grouped([FileFinding(*finding) for finding in file.findings]),
        "stopped": file.is_stopped,
        "is_proposed": file.is_original and file.is_stopped and file.passed_by is not None,
        "is_own": file.passed_by == request.user.pk,
        "is_pdf": kind == "pdf",
        "is_picture": kind in PICTURES,
        "may_clean": file.is_original and bool(kind),
        "may_mask": file.is_original
        and kind in MASKABLE_KINDS
        and any(finding[0] == "contact" for finding in file.findings),
        "redact": redact,
        "passing": passing,
        "refused": refused,
    }
    wrong = bool(refused or redact.errors or passing.errors)
    return render(request, "foi/desk/file.html", context, status=FORM_REFUSED if wrong else 200)


def _grouped(findings: list[FileFinding]) -> list[tuple[str, list[str]]]:
    """(heading, sentences) for each kind of finding that there is, in the order of HEADINGS."""
    return [
        (heading, [finding.sentence for finding in findings if finding.kind == kind])
        for kind, heading in HEADINGS.items()
        if any(finding.kind == kind for finding in findings)
    ]


def _size(number: int) -> str:
    return f"{number / 2**20:.1f} MB" if number >= 2**20 else f"{max(1, number // 2**10)} KB"


@officers_only
@require_safe
def download(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """The file itself, to be saved: never shown as a page of ours."""
    file = get_object_or_404(Attachment, pk=pk)
    answer = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = (
        content_disposition_header(True, actions.safe_name(file.name)) or "attachment"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
