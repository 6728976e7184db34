"""A request that came on paper: an officer types it in, and it waits for triage like any other (FOIA s.8)."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from candour.audit.actions import note as audit
from candour.foi.asking.forms import LANGUAGES, MOST_QUESTIONS
from candour.foi.asking.question_boxes import QuestionBoxesForm, count_boxes
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.requests.receiving import Asker, receive_request
from candour.foi.rules import Channel
from candour.look.fields import PickOne
from candour.look.forms import form_status
from candour.look.widgets import DayInput
from candour.store.clock import current_day

WAYS = {"post": "By post", "email": "By e-mail"}


class EnterForm(QuestionBoxesForm):
    """What stands in a letter: its day, who asks, where the answer goes, and the questions."""

    on = forms.DateField(label="On which day did it reach us?", widget=DayInput)
    name = forms.CharField(label="Name", max_length=120, help_text="As the letter gives it.")
    answer_to = PickOne(label="How shall we answer?", choices=list(WAYS.items()), initial="post")
    post = forms.CharField(label="Address for letters", max_length=500, required=False, widget=forms.Textarea)
    email = forms.EmailField(label="E-mail address", required=False)
    language = PickOne(label="Language", choices=list(LANGUAGES.items()), initial="en")

    def clean_on(self) -> dt.date:
        """The day. ValidationError for one that is still to come: the clock starts on it."""
        on: dt.date = self.cleaned_data["on"]
        if on > current_day():
            raise ValidationError("That day is still to come. Write the day on which it reached us.")
        return on

    def clean(self) -> dict[str, Any]:
        """ValidationError where the chosen way has no address, or nothing is asked."""
        cleaned: dict[str, Any] = super().clean() or {}
        answer_to = cleaned.get("answer_to", "")
        if answer_to and not cleaned.get(answer_to) and answer_to not in self.errors:
            self.add_error(answer_to, "Write the address, or pick another way.")
        self.require_question("Write at least one question.")
        return cleaned

    def asker(self) -> Asker:
        """Who asks, once the form is valid."""
        cleaned = self.cleaned_data
        answer_to = cleaned["answer_to"]
        return Asker(name=cleaned["name"], answer_to=answer_to, **{answer_to: cleaned[answer_to]})


@officers_only
@require_http_methods(["GET", "POST"])
def enter(request: MemberRequest) -> HttpResponse:
    """The form for a letter; sent, the request waits for triage with the day on which it came."""
    count = count_boxes(request.POST)
    if "add" in request.POST:
        form = EnterForm(initial=_typed(request), count=count + 1)
    else:
        form = EnterForm(request.POST if request.method == "POST" else None, count=count)
    if form.is_valid():
        foi_request, _ = receive_request(
            questions=form.question_texts(),
            asker=form.asker(),
            channel=Channel.POST,
            language=form.cleaned_data["language"],
            on=form.cleaned_data["on"],
        )
        audit("entered request", member=request.user.pk, kind="request", row=foi_request.pk)
        messages.success(request, "Entered. Triage is next.")
        return redirect("foi_triage", foi_request.pk)
    page = {"form": form, "may_add": count < MOST_QUESTIONS - 1}
    return render(request, "foi/desk/enter.html", page, status=form_status(form))


def _typed(request: MemberRequest) -> dict[str, Any]:
    """What stands in the boxes, for the same form with one more; the day from its three boxes."""
    typed: dict[str, Any] = {name: str(value) for name, value in request.POST.items()}
    return typed | {"on": DayInput().value_from_datadict(request.POST, {}, "on")}
