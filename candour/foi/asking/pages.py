"""Asking for information: what is answered already, the questions, who asks, a check, and the code."""

import logging
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from candour.foi.clock.calendar import holidays
from candour.foi.clock.counting import due_on
from candour.foi.similar import offers
from candour.look.forms import FORM_REFUSED

from .forms import MOST_QUESTIONS, AskerForm, QuestionsForm, WordsForm
from .riding import Riding, read, rows, send

NOT_RECEIVED = 503
log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """One address for all pages of asking; which one is shown follows from the button."""
    if request.method != "POST":
        return _words(request, Riding(words=request.GET.get("words", "")))
    riding = read(request.POST)
    step = request.POST.get("change") or request.POST.get("step", "")
    if "change" in request.POST:
        return SHOWN.get(step, _words)(request, riding)
    if "back" in request.POST:
        return SHOWN.get(BEFORE.get(step, ""), _words)(request, riding)
    return AFTER.get(step, _after_words)(request, riding)


def _page(
    request: HttpRequest, name: str, riding: Riding, form: forms.Form | None, **more: Any
) -> HttpResponse:
    wrong = form is not None and bool(form.errors)
    context = {"form": form, "hidden": riding.hidden(without=name), "riding": riding} | more
    return render(request, f"foi/ask_{name}.html", context, status=FORM_REFUSED if wrong else 200)


def _words(request: HttpRequest, riding: Riding) -> HttpResponse:
    return _page(request, "words", riding, WordsForm(initial={"words": riding.words}))


def _after_words(request: HttpRequest, riding: Riding) -> HttpResponse:
    form = WordsForm({"words": riding.words})
    return _offers(request, riding) if form.is_valid() else _page(request, "words", riding, form)


def _offers(request: HttpRequest, riding: Riding) -> HttpResponse:
    found = offers(riding.words)
    if not found and not riding.questions:
        return _questions(request, riding)
    return _page(request, "offers", riding, None, offers=found)


def _questions(request: HttpRequest, riding: Riding, *, more: bool = False) -> HttpResponse:
    """The boxes with what was typed; the first has the first words."""
    typed = riding.numbered() or {"question_1": riding.words.strip()}
    count = len(typed) + (1 if more else 0)
    form = QuestionsForm(initial=typed, count=count)
    return _page(request, "questions", riding, form, may_add=count < MOST_QUESTIONS)


def _after_questions(request: HttpRequest, riding: Riding) -> HttpResponse:
    if "add" in request.POST:
        return _questions(request, riding, more=True)
    form = QuestionsForm(riding.numbered(), count=max(1, len(riding.questions)))
    if not form.is_valid():
        return _page(request, "questions", riding, form, may_add=len(form.fields) < MOST_QUESTIONS)
    return _check(request, riding) if AskerForm(riding.you).is_valid() else _you(request, riding)


def _you(request: HttpRequest, riding: Riding) -> HttpResponse:
    return _page(request, "you", riding, AskerForm(initial=riding.you))


def _after_you(request: HttpRequest, riding: Riding) -> HttpResponse:
    form = AskerForm(riding.you)
    return _check(request, riding) if form.is_valid() else _page(request, "you", riding, form)


def _check(request: HttpRequest, riding: Riding, *, notice: str = "", status: int = 200) -> HttpResponse:
    """What will be sent. A code that holds for this content rides in the page."""
    ready = riding if riding.is_ours() else riding.with_code()
    hidden = ready.hidden() | {"code": ready.code, "mark": ready.mark}
    page = {"rows": rows(ready), "hidden": hidden, "notice": notice}
    return render(request, "foi/ask_check.html", page, status=status)


def _send(request: HttpRequest, riding: Riding) -> HttpResponse:
    """Everything is looked at once more: hidden boxes are only what the browser says."""
    questions = QuestionsForm(riding.numbered(), count=max(1, len(riding.questions)))
    if not questions.is_valid():
        return _after_questions(request, riding)
    if not AskerForm(riding.you).is_valid():
        return _after_you(request, riding)
    if not riding.is_ours():
        return _check(request, riding, notice="changed", status=FORM_REFUSED)
    try:
        send(riding, questions.asked())
    except (DatabaseError, ValidationError):
        # What was written is in this one form and nowhere else: it goes back to the asker.
        log.exception("A request was not received.")
        return _check(request, riding, notice="not received", status=NOT_RECEIVED)
    return _sent(request, riding)


def _sent(request: HttpRequest, riding: Riding) -> HttpResponse:
    due = due_on(timezone.localdate(), holidays())
    page = {"code": riding.code, "way": riding.you["answer_to"], "email": riding.you.get("email"), "due": due}
    return render(request, "foi/ask_sent.html", page)


Page = Callable[[HttpRequest, Riding], HttpResponse]
SHOWN: dict[str, Page] = {"words": _words, "offers": _offers, "questions": _questions, "you": _you}
BEFORE = {"offers": "words", "questions": "words", "you": "questions", "check": "you"}
AFTER: dict[str, Page] = {
    "words": _after_words,
    "offers": _questions,
    "questions": _after_questions,
    "you": _after_you,
    "check": _send,
}
