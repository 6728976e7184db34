"""The report's pages. One address, one question a page; nothing is kept before the last send."""

import logging
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from candour.look.forms import FORM_REFUSED, form_status
from candour.seal.receipt import Receipt

from .actions import Received, receive_contact
from .carried_report import CarriedReport, read_carried
from .sending import Pages, incoming_contact, rows
from .steps import (
    ASKED_OF_ALL,
    CHECK,
    FIRST,
    NEEDED,
    FormStep,
    filled,
    next_step,
    previous_step,
    progress_of,
    step_named,
    to_put_right,
)

NOT_RECEIVED = 503
log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The questions, the check of all answers, and the receipt."""
    if request.method != "POST":
        return _ask(request, FIRST, CarriedReport())
    carried, step = read_carried(request.POST), step_named(request.POST.get("step", ""))
    if "back" in request.POST:
        return _show(request, previous_step(step, carried.answers, changing=carried.changing), carried)
    if "change" in request.POST:
        return _show(request, step_named(request.POST["change"]), replace(carried, changing=True))
    if step is CHECK:
        return _send(request, carried) if "send" in request.POST else _show(request, CHECK, carried)
    return _go_on(request, step, carried)


def _go_on(request: HttpRequest, step: FormStep, carried: CarriedReport) -> HttpResponse:
    form = step.form(carried.answers)
    if not form.is_valid():
        return _ask(request, step, carried, form)
    return _show(request, next_step(step, carried.answers, changing=carried.changing), carried)


def _show(request: HttpRequest, step: FormStep, carried: CarriedReport) -> HttpResponse:
    if step is not CHECK:
        return _ask(request, step, carried)
    pages = filled(carried.answers)
    return _put_right(request, pages, carried) or _check(request, pages, carried)


def _ask(
    request: HttpRequest, step: FormStep, carried: CarriedReport, wrong: forms.Form | None = None
) -> HttpResponse:
    """One question, with what was typed before; with its objections where the form was wrong."""
    page: dict[str, Any] = {
        "step": step,
        "progress": progress_of(step),
        "form": wrong or step.form(initial=carried.answers),
        "hidden": carried.hidden(step),
        "is_first": step is FIRST and not carried.changing,
        "questions": {"all": ASKED_OF_ALL, "needed": NEEDED},
    }
    return render(request, step.template, page, status=form_status(wrong))


def _put_right(request: HttpRequest, pages: Pages, carried: CarriedReport) -> HttpResponse | None:
    """The first page whose answer cannot be sent; going on from it leads back to the check."""
    refused = to_put_right(pages)
    return _ask(request, refused[0], replace(carried, changing=True), refused[1]) if refused else None


def _check(
    request: HttpRequest, pages: Pages, carried: CarriedReport, *, notice: str = "", status: int = 200
) -> HttpResponse:
    minted = carried.words_to_carry()
    ready = replace(carried, words=minted.words, mark=minted.mark, changing=False)
    page = {"rows": rows(pages), "hidden": ready.hidden(CHECK), "notice": notice}
    return render(request, CHECK.template, page, status=status)


def _send(request: HttpRequest, carried: CarriedReport) -> HttpResponse:
    pages = filled(carried.answers)
    if wrong := _put_right(request, pages, carried):
        return wrong
    try:
        receipt = carried.receipt()
    except ValidationError:
        return _check(request, pages, carried, notice="new words", status=FORM_REFUSED)
    return _receive(request, pages, carried, receipt)


def _receive(request: HttpRequest, pages: Pages, carried: CarriedReport, receipt: Receipt) -> HttpResponse:
    try:
        received = receive_contact(incoming_contact(pages), receipt=receipt)
    except Exception:
        # Whatever went wrong, what the reporter wrote is in this one request and nowhere else: it must go
        # back to them. The log says where in the code it happened, and no word of it.
        log.exception("A report was not received.")
        return _check(request, pages, carried, notice="not received", status=NOT_RECEIVED)
    return _receipt(request, received)


def _receipt(request: HttpRequest, received: Received) -> HttpResponse:
    page = {
        "words": [] if received.words_changed else received.receipt.split(),
        "added": received.came_as == "letter",
    }
    return render(request, "intake/receipt.html", page)
