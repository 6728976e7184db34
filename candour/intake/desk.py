"""Taking calls at the desk. The handler writes down what is told, reads out seven words, and is done.

No page leads from here to an account: a call handler holds no key and is told no address. Nothing here
writes to the audit trail or to a log, because a line with a time of day would time the reporter.
"""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from candour.codes.listed import label_of
from candour.codes.reasons import closing_reasons
from candour.look.forms import form_status
from candour.mailbox.actions import speak_other_words
from candour.mailbox.minted import Minted, mark_words, mint_words, words_from
from candour.seal.receipt import Receipt, mailbox_number
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.teams.models import NoKeyYet

from .actions import Received, receive_contact, receive_non_report
from .call_forms import CallForm, NotAReportForm

HANDLERS = (Role.CALL_HANDLER, Role.ASSESSOR, Role.SUPERVISOR)
NOT_SAVED = "This was not saved. What you wrote is still here. Save it again in a minute."
OTHER_WORDS = "This page had no words of ours. It has new ones now: save it again."
TOO_LATE = "These words cannot be made again. Go on to the next call."
HEARD_WITHIN = 30 * 60
"""Seconds after a save in which words that nobody heard can be replaced: the length of a call."""

_spoken = TimestampSigner(salt="candour words to be read out")


@require_http_methods(["GET", "HEAD", "POST"])
def take_call(request: HttpRequest) -> HttpResponseBase:
    """The call handler's one screen. A call that outlasted the session is handed back, not lost."""
    if request.method == "POST" and not request.user.is_authenticated:
        return _hand_back(request)
    answer: HttpResponseBase = _take_call(request)
    return answer


def _hand_back(request: HttpRequest) -> HttpResponse:
    answers = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    return render(request, "intake/call_signed_out.html", {"kept": answers}, status=403)


@role_required(*HANDLERS)
def _take_call(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, CallForm(), NotAReportForm(), mint_words())
    do = request.POST.get("do")
    if do == "speak":
        return _speak_other(request)
    try:
        words = words_from(request.POST.get("words", ""), request.POST.get("mark", ""))
    except ValidationError:
        form = CallForm(request.POST)
        form.add_error(None, OTHER_WORDS)
        return _ask(request, form, _reason_as_typed(request), mint_words())
    return _close(request, words) if do == "close" else _save(request, words)


def _ask(
    request: MemberRequest, form: CallForm, not_a_report: NotAReportForm, minted: Minted, *, status: int = 0
) -> HttpResponse:
    """The call screen. Its status is that of the refused form, unless another one is given."""
    page = {"form": form, "not_a_report": not_a_report, "new": minted}
    status = status or max(form_status(form), form_status(not_a_report))
    return render(request, "intake/call.html", page, status=status)


def _reason_as_typed(request: MemberRequest) -> NotAReportForm:
    """The lower form filled in and not validated: the other button was pressed."""
    return NotAReportForm(initial=request.POST.dict())


def _save(request: MemberRequest, words: Receipt) -> HttpResponse:
    form, lower = CallForm(request.POST), _reason_as_typed(request)
    if not form.is_valid():
        return _ask(request, form, lower, mark_words(words))
    heard = form.may_hear()
    try:
        received = receive_contact(form.incoming_contact(), receipt=words, spoken=heard, mailbox=heard)
    except (DatabaseError, NoKeyYet):
        form.add_error(None, NOT_SAVED)
        return _ask(request, form, lower, mark_words(words), status=503)
    if heard:
        return _read_out(request, received)
    messages.success(request, "Saved. There is nobody to read words to.")
    return redirect("take_call")


def _read_out(request: MemberRequest, received: Received) -> HttpResponse:
    """Show the words once, in the answer to the save. A repeated save shows none; nothing is stored."""
    if received.came_as == "contact":
        return _show_words(request, received.receipt)
    unheard = _spoken.sign(str(mailbox_number(received.receipt)))
    return render(request, "intake/call_saved_before.html", {"unheard": unheard})


def _show_words(request: MemberRequest, words: Receipt) -> HttpResponse:
    return render(request, "intake/spoken_words.html", {"words": words.split()})


def _speak_other(request: MemberRequest) -> HttpResponse:
    """Change the words of a caller who did not hear the first ones, because the form was sent twice."""
    minted = mint_words()
    try:
        number = _spoken.unsign(request.POST.get("unheard", ""), max_age=HEARD_WITHIN)
        speak_other_words(uuid.UUID(number), receipt=minted.words)
    except (BadSignature, ValidationError):
        messages.warning(request, TOO_LATE)
        return redirect("take_call")
    return _show_words(request, minted.words)


def _close(request: MemberRequest, words: Receipt) -> HttpResponse:
    """Count a call that is not a report, with its reason."""
    lower = NotAReportForm(request.POST)
    as_typed = CallForm(initial=request.POST.dict())
    if not lower.is_valid():
        return _ask(request, as_typed, lower, mark_words(words))
    answers = {name: lower.cleaned_data[name] for name in ("channel", "reason", "language")}
    try:
        receive_non_report(**answers, by=request.user.pk, receipt=words)
    except (DatabaseError, NoKeyYet):
        lower.add_error(None, NOT_SAVED)
        return _ask(request, as_typed, lower, mark_words(words), status=503)
    messages.success(
        request, f"Counted and closed: {label_of(closing_reasons(), answers['reason']).lower()}."
    )
    return redirect("take_call")
