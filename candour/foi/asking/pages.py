"""Asking for information: what is answered already, the questions, who asks, a check, and the code."""

import logging
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from candour.foi.clock.calendar import holidays
from candour.foi.clock.counting import due_on
from candour.foi.requests.similar import offers
from candour.look.forms import FORM_REFUSED, form_status
from candour.store.clock import current_day

from .carried_request import CarriedRequest, carried_from_form, check_rows, send_request
from .forms import MOST_QUESTIONS, AskerForm, QuestionsForm, WordsForm

NOT_RECEIVED = 503
log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """One address for all pages of asking; which one is shown follows from the button."""
    if request.method != "POST":
        return _words(request, CarriedRequest(words=request.GET.get("words", "")))
    carried = carried_from_form(request.POST)
    step = request.POST.get("change") or request.POST.get("step", "")
    if "change" in request.POST:
        return SHOWN.get(step, _words)(request, carried)
    if "back" in request.POST:
        return SHOWN.get(BEFORE.get(step, ""), _words)(request, carried)
    return AFTER.get(step, _after_words)(request, carried)


def _page(
    request: HttpRequest, name: str, carried: CarriedRequest, form: forms.Form | None, **more: Any
) -> HttpResponse:
    context = {"form": form, "hidden": carried.hidden(without=name), "carried": carried} | more
    return render(request, f"foi/ask_{name}.html", context, status=form_status(form))


def _words(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    return _page(request, "words", carried, WordsForm(initial={"words": carried.words}))


def _after_words(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    form = WordsForm({"words": carried.words})
    return _offers(request, carried) if form.is_valid() else _page(request, "words", carried, form)


def _offers(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    offered = offers(carried.words)
    if not offered and not carried.questions:
        return _questions(request, carried)
    return _page(request, "offers", carried, None, offers=offered)


def _questions(request: HttpRequest, carried: CarriedRequest, *, more: bool = False) -> HttpResponse:
    """The boxes with what was typed; the first has the first words."""
    typed = carried.numbered() or {"question_1": carried.words.strip()}
    count = len(typed) + (1 if more else 0)
    form = QuestionsForm(initial=typed, count=count)
    return _page(request, "questions", carried, form, may_add=count < MOST_QUESTIONS)


def _after_questions(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    if "add" in request.POST:
        return _questions(request, carried, more=True)
    form = QuestionsForm(carried.numbered(), count=max(1, len(carried.questions)))
    if not form.is_valid():
        return _page(request, "questions", carried, form, may_add=len(form.fields) < MOST_QUESTIONS)
    return _check(request, carried) if AskerForm(carried.you).is_valid() else _you(request, carried)


def _you(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    return _page(request, "you", carried, AskerForm(initial=carried.you))


def _after_you(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    form = AskerForm(carried.you)
    return _check(request, carried) if form.is_valid() else _page(request, "you", carried, form)


def _check(
    request: HttpRequest, carried: CarriedRequest, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """What will be sent. A code that is signed for this content is in a hidden field."""
    ready = carried if carried.is_ours() else carried.with_code()
    hidden = ready.hidden() | {"code": ready.code, "mark": ready.mark}
    page = {"rows": check_rows(ready), "hidden": hidden, "notice": notice}
    return render(request, "foi/ask_check.html", page, status=status)


def _send(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    """Everything is looked at once more: hidden boxes are only what the browser says."""
    questions = QuestionsForm(carried.numbered(), count=max(1, len(carried.questions)))
    if not questions.is_valid():
        return _after_questions(request, carried)
    if not AskerForm(carried.you).is_valid():
        return _after_you(request, carried)
    if not carried.is_ours():
        return _check(request, carried, notice="changed", status=FORM_REFUSED)
    try:
        send_request(carried, questions.question_texts())
    except (DatabaseError, ValidationError):
        # What was written is in this one form and nowhere else: it goes back to the asker.
        log.exception("A request was not received.")
        return _check(request, carried, notice="not received", status=NOT_RECEIVED)
    return _sent(request, carried)


def _sent(request: HttpRequest, carried: CarriedRequest) -> HttpResponse:
    due = due_on(current_day(), holidays())
    page = {
        "code": carried.code,
        "way": carried.you["answer_to"],
        "email": carried.you.get("email"),
        "due": due,
    }
    return render(request, "foi/ask_sent.html", page)


Page = Callable[[HttpRequest, CarriedRequest], HttpResponse]
SHOWN: dict[str, Page] = {"words": _words, "offers": _offers, "questions": _questions, "you": _you}
BEFORE = {"offers": "words", "questions": "words", "you": "questions", "check": "you"}
AFTER: dict[str, Page] = {
    "words": _after_words,
    "offers": _questions,
    "questions": _after_questions,
    "you": _after_you,
    "check": _send,
}
