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
from .riding import Riding, read
from .sending import Pages, rows, told_in
from .steps import (
    ASKED_OF_ALL,
    CHECK,
    FIRST,
    NEEDED,
    Step,
    after,
    before,
    filled,
    place_of,
    step_named,
    to_put_right,
)

NOT_RECEIVED = 503
log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The questions, the check of all answers, and the receipt."""
    if request.method != "POST":
        return _ask(request, FIRST, Riding())
    riding, step = read(request.POST), step_named(request.POST.get("step", ""))
    if "back" in request.POST:
        return _show(request, before(step, riding.answers, changing=riding.changing), riding)
    if "change" in request.POST:
        return _show(request, step_named(request.POST["change"]), replace(riding, changing=True))
    if step is CHECK:
        return _send(request, riding) if "send" in request.POST else _show(request, CHECK, riding)
    return _go_on(request, step, riding)


def _go_on(request: HttpRequest, step: Step, riding: Riding) -> HttpResponse:
    form = step.form(riding.answers)
    if not form.is_valid():
        return _ask(request, step, riding, form)
    return _show(request, after(step, riding.answers, changing=riding.changing), riding)


def _show(request: HttpRequest, step: Step, riding: Riding) -> HttpResponse:
    if step is not CHECK:
        return _ask(request, step, riding)
    pages = filled(riding.answers)
    return _put_right(request, pages, riding) or _check(request, pages, riding)


def _ask(request: HttpRequest, step: Step, riding: Riding, wrong: forms.Form | None = None) -> HttpResponse:
    """One question, with what was typed before; with its objections where the form was wrong."""
    page: dict[str, Any] = {
        "step": step,
        "place": place_of(step),
        "form": wrong or step.form(initial=riding.answers),
        "hidden": riding.hidden(step),
        "is_first": step is FIRST and not riding.changing,
        "questions": {"all": ASKED_OF_ALL, "needed": NEEDED},
    }
    return render(request, step.template, page, status=form_status(wrong))


def _put_right(request: HttpRequest, pages: Pages, riding: Riding) -> HttpResponse | None:
    """The first page whose answer cannot be sent; going on from it leads back to the check."""
    found = to_put_right(pages)
    return _ask(request, found[0], replace(riding, changing=True), found[1]) if found else None


def _check(
    request: HttpRequest, pages: Pages, riding: Riding, *, notice: str = "", status: int = 200
) -> HttpResponse:
    minted = riding.words_to_ride()
    ready = replace(riding, words=minted.words, mark=minted.mark, changing=False)
    page = {"rows": rows(pages), "hidden": ready.hidden(CHECK), "notice": notice}
    return render(request, CHECK.template, page, status=status)


def _send(request: HttpRequest, riding: Riding) -> HttpResponse:
    pages = filled(riding.answers)
    if wrong := _put_right(request, pages, riding):
        return wrong
    try:
        receipt = riding.receipt()
    except ValidationError:
        return _check(request, pages, riding, notice="new words", status=FORM_REFUSED)
    return _receive(request, pages, riding, receipt)


def _receive(request: HttpRequest, pages: Pages, riding: Riding, receipt: Receipt) -> HttpResponse:
    try:
        received = receive_contact(told_in(pages), receipt=receipt)
    except Exception:
        # Whatever went wrong, what the reporter wrote is in this one request and nowhere else: it must go
        # back to them. The log says where in the code it happened, and no word of it.
        log.exception("A report was not received.")
        return _check(request, pages, riding, notice="not received", status=NOT_RECEIVED)
    return _receipt(request, received)


def _receipt(request: HttpRequest, received: Received) -> HttpResponse:
    page = {
        "words": [] if received.words_changed else received.receipt.split(),
        "added": received.came_as == "letter",
    }
    return render(request, "intake/receipt.html", page)
