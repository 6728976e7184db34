"""Pages for files that go out with an answer: adding one, its findings, and what is done about them."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from candour.foi.models import Attachment, InformationRequest
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.look.forms import FORM_REFUSED, PlainForm, form_status
from candour.papers.findings import HEADINGS, FileFinding
from candour.papers.formats.file_kinds import MEDIA_TYPES, PICTURES
from candour.papers.jobs.contacts import MASKABLE_KINDS
from candour.papers.limits import MAX_FILE

from . import actions

_CHOOSE = f"Choose a file that is not empty, of at most {MAX_FILE // 2**20} MB."


class AddForm(PlainForm):
    """The choice of a file to add."""

    file = forms.FileField(
        label="The file",
        help_text=f"xlsx, docx, ods, odt, PDF, a picture, or plain text. At most {MAX_FILE // 2**20} MB.",
        max_length=200,
        error_messages={
            **dict.fromkeys(("required", "empty", "missing", "invalid"), _CHOOSE),
            "max_length": "Give the file a shorter name, and add it again.",
        },
    )


class RedactForm(PlainForm):
    """The words to black out in a PDF, and why."""

    words = forms.CharField(
        label="Words to black out",
        help_text="One word or phrase on each line, as it stands in the PDF. Words of four letters or more "
        "are also found within longer words. Words in a picture cannot be found.",
        max_length=4_000,
        widget=forms.Textarea,
    )
    why = forms.CharField(
        label="Why they go",
        max_length=120,
        help_text="It is published: say what kind of words, such as names (section 40(2)).",
    )


class PassForm(PlainForm):
    """Why a file may go out in spite of its findings."""

    prefix = "let"

    why = forms.CharField(
        label="Why it may go out as it is",
        help_text="It is kept with your name, and not published.",
        max_length=300,
        widget=forms.Textarea,
    )


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
                    request, "Added. We found nothing hidden in it, and no address or telephone number."
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
        return _page(request, file, RedactForm(), PassForm())
    act = _ACTS.get(request.POST.get("act", ""))
    return act(request, file) if act else _page(request, file, RedactForm(), PassForm())


def _clean(request: MemberRequest, file: Attachment) -> HttpResponse:
    try:
        copy = actions.clean_file(file, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, file, RedactForm(), PassForm(), refused=refused.messages)
    return _to_copy(request, copy)


def _mask(request: MemberRequest, file: Attachment) -> HttpResponse:
    try:
        copy = actions.mask_file(file, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, file, RedactForm(), PassForm(), refused=refused.messages)
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
    form = PassForm(request.POST)
    if form.is_valid():
        try:
            actions.pass_file(file, why=form.cleaned_data["why"], by=request.user.pk)
        except ValidationError as refused:
            form.add_error("why", refused)
        else:
            messages.success(request, "It may go out.")
            return redirect("foi_file", file.pk)
    return _page(request, file, RedactForm(), form)


def _remove(request: MemberRequest, file: Attachment) -> HttpResponse:
    information_request = file.request
    try:
        actions.remove_file(file, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, file, RedactForm(), PassForm(), refused=refused.messages)
    messages.success(request, "Taken away from the answer.")
    return redirect("foi_request", information_request.pk) if information_request else redirect("foi_holding")


def _take(request: MemberRequest, file: Attachment) -> HttpResponse:
    """Add a copy of a file that came with a message to the answer; the copy is inspected."""
    if file.request is None:
        return _page(
            request, file, RedactForm(), PassForm(), refused=["Match the message to a request first."]
        )
    copy = actions.add_file(file.request, name=file.name, content=bytes(file.content), by=request.user.pk)
    messages.success(request, "A copy of it is part of the answer.")
    return redirect("foi_file", copy.pk)


_ACTS: dict[str, Callable[[MemberRequest, Attachment], HttpResponse]] = {
    "clean": _clean,
    "mask": _mask,
    "redact": _redact,
    "pass": _pass,
    "remove": _remove,
    "take": _take,
}


def _page(
    request: MemberRequest,
    file: Attachment,
    redact: RedactForm,
    passing: PassForm,
    *,
    refused: list[str] | None = None,
) -> HttpResponse:
    kind = next((kind for kind, media in MEDIA_TYPES.items() if media == file.media_type), "")
    context = {
        "file": file,
        "asked": file.request,
        "size": _size(len(file.content)),
        "findings": _grouped([FileFinding(*finding) for finding in file.findings]),
        "stopped": actions.is_stopped(file),
        "is_pdf": kind == "pdf",
        "is_picture": kind in PICTURES,
        "is_copy": kind == "pdf" and file.made_from is not None,
        "may_clean": kind not in ("", "txt") and any(finding[0] != "contact" for finding in file.findings),
        "may_mask": kind in MASKABLE_KINDS and any(finding[0] == "contact" for finding in file.findings),
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
