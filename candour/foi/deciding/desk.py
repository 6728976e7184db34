"""The page on which one question is decided: first the outcome is chosen, then its form is filled in."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from candour.foi.models import RequestQuestion
from candour.foi.requests.officers import MemberRequest, officers_only
from candour.foi.requests.refusing import add_objections
from candour.foi.rules import QuestionOutcome
from candour.look.forms import form_status

from .actions import decide
from .advising import advice_for
from .forms import DecideForm
from .last_decisions import law_of
from .matching import matching
from .outcomes import OUTCOMES, outcome_words


@officers_only
@require_http_methods(["GET", "POST"])
def decide_question(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """The outcomes to choose from; with ?outcome=, the fields of that outcome; posted, the decision."""
    question = get_object_or_404(RequestQuestion.objects.select_related("request"), pk=pk)
    named = request.GET.get("outcome", "")
    if named not in set(QuestionOutcome):
        return _page(request, question, None)
    outcome, law = QuestionOutcome(named), law_of(question.request)
    form = DecideForm(request.POST if request.method == "POST" else None, outcome=outcome, law=law)
    if form.is_valid():
        try:
            decide(
                question, outcome=outcome, by=request.user.pk, citations=form.citations(), **form.decided()
            )
        except ValidationError as refused:
            add_objections(form, refused)
        else:
            messages.success(request, f"Question {question.number} is decided: {outcome_words(outcome)}.")
            return redirect("foi_request", question.request.pk)
    figures = matching(question.text)
    form.propose(figures, advice_for(outcome, law=law, question=question.text, figures=figures))
    return _page(request, question, form)


def _page(request: MemberRequest, question: RequestQuestion, form: DecideForm | None) -> HttpResponse:
    before = question.decisions.order_by("-place").first()
    context = {
        "asked": question.request,
        "question": question,
        "form": form,
        "outcome": form.outcome if form else "",
        "outcome_words": _offered(form.outcome) if form else None,
        "offered": [(outcome.value, *_offered(outcome)) for outcome in OUTCOMES],
        "before": before,
        "before_words": outcome_words(QuestionOutcome(before.outcome)) if before else "",
        "boxes": list(form) if form else [],
    }
    status = form_status(form)
    return render(request, "foi/desk/decide.html", context, status=status)


def _offered(outcome: QuestionOutcome) -> tuple[str, str]:
    """How an outcome is offered, and what it is for."""
    return OUTCOMES[outcome].label, OUTCOMES[outcome].about
