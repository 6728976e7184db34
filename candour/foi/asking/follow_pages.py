"""Coming back with a code: what has happened, our letters, and what the asker says; confirming an address."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from candour.foi.clock.calendar import holidays
from candour.foi.clock.counting import due_on
from candour.foi.models import Posted, PostedFile
from candour.foi.requests.letter_parts import parts_of
from candour.foi.requests.receiving import confirm_address
from candour.foi.rules import StepKind
from candour.look.fields import plain_line_breaks
from candour.look.forms import FORM_REFUSED, form_status
from candour.post.keyed_codes import plain

from .following import (
    NO_MORE,
    due,
    file_of,
    files_of,
    is_diverted,
    is_own,
    is_stopped,
    is_unread,
    leave_message,
    lines_posted,
    may_confirm,
    offered,
)
from .forms import ConfirmForm, FollowForm, SayForm

NOT_RECEIVED = 503
GONE = "We do not know this request any more. If it was no request for information, we have told you so."
NOT_KEPT = "We did not receive it. It is still here. Wait a minute, then send it again."
THANKS = {
    "confirm": "Thank you. We check the code and say here whether it was the right one.",
    "withdraw": "You took your request back. A person notes it next.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it, what was posted, and what the pressed button says."""
    if request.method != "POST":
        return _ask(request, FollowForm())
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    code = plain(form.cleaned_data["code"])
    try:
        lines = lines_posted(code)
    except ValidationError as unknown:
        form.add_error("code", unknown)
        return _ask(request, form)
    if "letter" in request.POST:
        return _letter(lines, request.POST["letter"])
    if "file" in request.POST:
        return _file(code, request.POST["file"])
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        return _show(request, code, lines)
    # What was half written comes from a page that was open while somebody here read the request.
    return _not_taken(request, code, lines) if is_diverted(lines) else act(request, code, lines)


def _not_taken(request: HttpRequest, code: str, lines: list[Posted]) -> HttpResponse:
    return _show(request, code, lines, done=NO_MORE, status=FORM_REFUSED)


def _ask(request: HttpRequest, form: FollowForm) -> HttpResponse:
    """The page that asks for the code. What was half written is not lost when the code is asked again."""
    unsent = {name: request.POST[name] for name in ("kind", "text", "do", "once") if request.POST.get(name)}
    return render(request, "foi/follow.html", {"form": form, "kept": unsent}, status=form_status(form))


def _show(request: HttpRequest, code: str, lines: list[Posted], **more: Any) -> HttpResponse:
    """The page with all that was posted and the forms that apply. `status`: of the answer, 200 by default."""
    status = more.pop("status", 200)
    dated = due(lines)
    letters, files = [line.place for line in lines if line.file is not None], files_of(code)
    page = {
        "code": code,
        "lines": [
            _line(line, files.get(line.pk, ()), is_newest=line.place == max(letters, default=0))
            for line in lines
        ],
        "is_unread": is_unread(lines),
        "is_diverted": is_diverted(lines),
        "is_stopped": is_stopped(lines),
        "newest": lines[-1],
        "due": dated,
        "due_working": _working(lines, dated),
        "form": SayForm(offered=offered(lines)),
        "confirm": ConfirmForm() if may_confirm(lines) else None,
        "once": uuid.uuid4(),
    } | more
    return render(request, "foi/followed.html", page, status=status)


def _line(line: Posted, files: Sequence[PostedFile], *, is_newest: bool) -> dict[str, Any]:
    """What the template needs of one line: its letter in parts, which is unfolded where it is the newest."""
    words = f"Download this letter as a PDF ({line.on:%-d %B %Y})"
    shown = {"line": line, "own": is_own(line), "has_file": line.file is not None}
    shown |= {"is_receipt": line.kind == StepKind.RECEIVED, "files": files}
    return shown | {"parts": parts_of(line.body), "is_newest": is_newest, "file_words": words}


def _working(lines: list[Posted], dated: Posted | None) -> str:
    """How the last day was counted, if it is 20 working days from receipt; else a pointer to the letter."""
    first = lines[0]
    if dated is None or first.kind != StepKind.RECEIVED or dated.due_on != due_on(first.on, holidays()):
        return "The letter says how it is counted." if dated else ""
    return (
        f"That is 20 working days after {first.on:%-d %B %Y}. "
        "Weekends do not count, nor do bank holidays anywhere in the United Kingdom."
    )


def _letter(lines: list[Posted], number: str) -> HttpResponse:
    """One letter as a PDF. 404 where the line has none."""
    for line in lines:
        if str(line.place) == number and line.file is not None:
            name = f"letter-{line.on.isoformat()}-{line.place}.pdf"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse(bytes(line.file), content_type="application/pdf", headers=headers)
    raise Http404


def _file(code: str, number: str) -> HttpResponse:
    """One file that went with a letter, to be saved. 404 where none of these letters has it."""
    file = file_of(code, number)
    if file is None:
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    headers = {"Content-Disposition": disposition or "attachment"}
    return HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers)


def _say(request: HttpRequest, code: str, lines: list[Posted]) -> HttpResponse:
    data = request.POST.copy()
    data["text"] = plain_line_breaks(data.get("text", ""))
    form = SayForm(data, offered=offered(lines))
    if not form.is_valid():
        # Sent twice, what it answers is answered already: then there is nothing to put right.
        if any(str(line.pk) == request.POST.get("once") for line in lines):
            return _show(request, code, lines)
        return _show(request, code, lines, form=form, once=_once(request), status=FORM_REFUSED)
    return _heard(request, code, form.cleaned_data["kind"], form.cleaned_data["text"], form)


def _confirm(request: HttpRequest, code: str, lines: list[Posted]) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _show(request, code, lines, confirm=form, status=FORM_REFUSED)
    return _heard(request, code, "confirm", form.cleaned_data["confirm"], form)


def _heard(
    request: HttpRequest, code: str, kind: str, text: str, form: SayForm | ConfirmForm
) -> HttpResponse:
    try:
        leave_message(code, kind, text, once=_once(request))
    except ValidationError:
        return _not_taken(request, code, lines_posted(code))
    except DatabaseError:
        form.add_error(None, NOT_KEPT)
        boxes = {"confirm": form} if isinstance(form, ConfirmForm) else {"form": form}
        return _show(request, code, lines_posted(code), **boxes, once=_once(request), status=NOT_RECEIVED)
    return _show(request, code, lines_posted(code), done=THANKS.get(kind, "We have your message."))


def _once(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid.uuid4()


ACTS = {"say": _say, "confirm": _confirm}


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, number: uuid.UUID, code: str) -> HttpResponse:
    """The link of our e-mail: it shows a button, since programs that read mail follow links."""
    if request.method != "POST":
        return render(request, "foi/confirm.html", {})
    try:
        confirm_address(number, code)
    except ValidationError as refused:
        return render(request, "foi/confirm.html", {"problem": refused.messages[0]}, status=FORM_REFUSED)
    except IntegrityError:
        return render(request, "foi/confirm.html", {"problem": GONE}, status=FORM_REFUSED)
    return render(request, "foi/confirm.html", {"done": True})
