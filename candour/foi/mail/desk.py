"""The desk's mail: what waits for a person, what each can become, and our own mail that did not arrive."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.foi.asking.forms import MOST_QUESTIONS
from candour.foi.asking.question_boxes import count_boxes
from candour.foi.letters.answering import clarified
from candour.foi.models import InformationRequest, Message, Outgoing
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.requests.receiving import Asker
from candour.foi.requests.steps import stage_of
from candour.foi.requests.thread import MessageView, blocks_of
from candour.foi.rules import Stage
from candour.look.forms import FORM_REFUSED, form_status
from candour.post import servers

from . import held_mail, sending
from .forms import MatchForm, RequestOfMailForm, SendAgainForm
from .question_splitting import split_questions
from .suggesting import suggestions

SET_ASIDE_SHOWN = 50


@officers_only
@require_safe
def mails(request: MemberRequest) -> HttpResponse:
    """Everything of e-mail that needs a person, and what waits to be sent."""
    came = Message.objects.filter(direction="in").defer("raw").order_by("received_on", "pk")
    held = came.filter(request=None)
    page = {
        "missing": servers.what_is_missing(),
        "waiting": sending.waiting(),
        "to_send": sending.to_send(),
        "held": [_row(message) for message in held.filter(set_aside_on=None)],
        "look": [_row(message) for message in came.filter(request__isnull=False).exclude(trouble="")],
        "back": Outgoing.objects.filter(request__isnull=False).exclude(trouble="").select_related("request"),
        "aside": [
            _row(message)
            for message in held.exclude(set_aside_on=None).order_by("-set_aside_on")[:SET_ASIDE_SHOWN]
        ],
    }
    return render(request, "foi/desk/mail.html", page)


def _row(message: Message) -> dict[str, Any]:
    """One mail as a list shows it, with its first words."""
    words = " ".join(" ".join(block.text for block in blocks_of(message) if not block.label).split())
    return {"message": message, "words": words[:200]}


def _mail(pk: uuid.UUID) -> Message:
    return get_object_or_404(Message.objects.filter(direction="in").select_related("request"), pk=pk)


@officers_only
@require_safe
def one_mail(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """One mail beside what can be done with it."""
    return _page(request, _mail(pk))


def _page(
    request: MemberRequest,
    message: Message,
    *,
    form: MatchForm | None = None,
    refused: list[str] | None = None,
) -> HttpResponse:
    belongs = message.request
    if form is None and belongs is None:
        form = MatchForm(named=suggestions(message))
    page = {
        "message": message,
        "one": MessageView(message, blocks_of(message), list(message.attachments.defer("content"))),
        "belongs": belongs,
        "may_clarify": belongs is not None and stage_of(belongs) in (Stage.CLARIFYING, Stage.LAPSED),
        "is_answered": belongs is not None and stage_of(belongs) == Stage.RESPONDED,
        "form": form,
        "is_likely": form is not None and form.is_likely,
        "refused": refused or [],
    }
    wrong = bool(refused) or (form is not None and bool(form.errors))
    return render(request, "foi/desk/mail_one.html", page, status=FORM_REFUSED if wrong else 200)


@officers_only
@require_safe
def as_it_came(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """The mail's own bytes, to be saved. A browser must not show them: anybody may have made them."""
    raw = bytes(_mail(pk).raw or b"")
    headers = {"Content-Disposition": f'attachment; filename="mail-{pk}.eml"'}
    return HttpResponse(raw, content_type="application/octet-stream", headers=headers)


@officers_only
@require_POST
def match(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a mail into the thread of the request that was picked."""
    message = _mail(pk)
    form = MatchForm(request.POST, named=suggestions(message))
    if not form.is_valid() or form.chosen is None:
        return _page(request, message, form=form)
    try:
        held_mail.match(message, form.chosen, by=request.user.pk)
    except ValidationError as refused:
        return _page(request, message, refused=refused.messages)
    messages.success(request, f"It is in the thread of {form.chosen}.")
    return redirect("foi_holding")


@officers_only
@require_POST
def settle(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """What one button does: set aside, divert, note as read, or start the clock again."""
    message = _mail(pk)
    act = SETTLED.get(request.POST.get("act", ""))
    if act is None:
        return _page(request, message, refused=["Press one of the buttons."])
    try:
        words = act(message, request.user.pk)
    except ValidationError as refused:
        return _page(request, message, refused=refused.messages)
    messages.success(request, words)
    return redirect("foi_holding")


def _set_aside(message: Message, by: uuid.UUID) -> str:
    held_mail.set_aside(message, by=by)
    return "Set aside. It is kept, and is at the end of this page."


def _report(message: Message, by: uuid.UUID) -> str:
    held_mail.divert_mail(message, "report", by=by)
    return "Deleted here. The mail server’s copy goes with the next run, and the writer is told where to go."


def _spam(message: Message, by: uuid.UUID) -> str:
    held_mail.divert_mail(message, "spam", by=by)
    return "Deleted."


def _seen(message: Message, by: uuid.UUID) -> str:
    held_mail.mark_read(message, by=by)
    return "Noted."


def _clarified(message: Message, by: uuid.UUID) -> str:
    if message.request is None:
        raise ValidationError("Match it to its request first.")
    clarified(message.request, by=by, on=message.received_on)
    held_mail.mark_read(message, by=by)
    return f"The clock of {message.request} starts again from the day it came."


SETTLED = {
    "aside": _set_aside,
    "report": _report,
    "spam": _spam,
    "seen": _seen,
    "clarified": _clarified,
}


@officers_only
@require_http_methods(["GET", "POST"])
def make_request(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """A request made of a mail: its questions are proposed, and put right here."""
    message = _mail(pk)
    if message.request is not None:
        return redirect("foi_request", message.request.pk)
    count = count_boxes(request.POST)
    if request.method != "POST":
        return _request_page(request, message, _proposed(message))
    if "add" in request.POST:
        typed = {name: str(value) for name, value in request.POST.items()}
        return _request_page(request, message, RequestOfMailForm(initial=typed, count=count + 1))
    form = RequestOfMailForm(request.POST, count=count)
    if form.is_valid():
        try:
            foi_request = _made(message, form, by=request.user.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "It is a request now, received on the day the mail came.")
            return redirect("foi_request", foi_request.pk)
    return _request_page(request, message, form)


def _proposed(message: Message) -> RequestOfMailForm:
    open_words = "\n".join(block.text for block in blocks_of(message) if not block.label)
    questions = split_questions(open_words, most=MOST_QUESTIONS) or [""]
    initial = {"name": message.writer_name or message.writer_address, "email": message.writer_address}
    initial |= {f"question_{number}": text for number, text in enumerate(questions, start=1)}
    return RequestOfMailForm(initial=initial, count=len(questions))


def _made(message: Message, form: RequestOfMailForm, *, by: uuid.UUID) -> InformationRequest:
    cleaned = form.cleaned_data
    return held_mail.make_request(
        message,
        questions=form.question_texts(),
        asker=Asker(name=cleaned["name"], email=cleaned["email"]),
        title=message.subject,
        language=cleaned["language"],
        by=by,
    )


def _request_page(request: MemberRequest, message: Message, form: RequestOfMailForm) -> HttpResponse:
    page = {
        "message": message,
        "form": form,
        "boxes": [box for box in form if box.name.startswith("question_")],
        "one": MessageView(message, blocks_of(message), list(message.attachments.defer("content"))),
    }
    return render(request, "foi/desk/mail_request.html", page, status=form_status(form))


@officers_only
@require_http_methods(["GET", "POST"])
def sent_mail(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """A mail of ours that did not arrive: why, and to send it again."""
    sent = Outgoing.objects.filter(request__isnull=False).select_related("request", "letter")
    outgoing = get_object_or_404(sent, pk=pk)
    form = SendAgainForm(request.POST or None, initial={"to": outgoing.to})
    if request.method == "POST" and form.is_valid():
        sending.send_again(outgoing, to=form.cleaned_data["to"])
        messages.success(request, "It waits to be sent again.")
        return redirect("foi_holding")
    page = {"outgoing": outgoing, "form": form}
    return render(request, "foi/desk/mail_sent.html", page, status=form_status(form))
