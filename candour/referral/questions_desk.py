"""The assessors' pages on forces' questions: put one to the reporter, and write the answer down."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.assessment.letters import DeskLetter, open_letters
from candour.look.forms import PlainForm
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring

from . import questions as acts
from .forms import AnswerForm, ReleaseForm
from .models import Question
from .reading import signs_in_words
from .shut import told_when_shut
from .waiting import ago, days_since

DESK = (Role.ASSESSOR, Role.SUPERVISOR)


@require_safe
@role_required(*DESK)
def questions(request: MemberRequest) -> HttpResponse:
    """Questions of referrals that are still with the force, by what they wait for."""
    live = Question.objects.live().with_letters_since().filter(answer__sent__isnull=True)
    rows = [(question, days_since(question.on)) for question in live]
    context = {
        "to_release": [row for row in rows if not hasattr(row[0], "release")],
        "answered": [row for row in rows if _has_new_letters(row[0])],
        "waiting": [row for row in rows if _waits_for_reporter(row[0])],
        "checking": [row for row in rows if hasattr(row[0], "answer")],
    }
    return render(request, "referral/questions.html", context)


def _has_new_letters(question: Question) -> bool:
    put = hasattr(question, "release") and not hasattr(question, "answer")
    return put and bool(getattr(question, "letters_since", False))


def _waits_for_reporter(question: Question) -> bool:
    put = hasattr(question, "release") and not hasattr(question, "answer")
    return put and not getattr(question, "letters_since", False)


def _question_or_404(pk: UUID) -> Question:
    return get_object_or_404(Question.objects.with_steps(), pk=pk)


@require_safe
@role_required(*DESK)
@told_when_shut
def question(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One question as the force put it, with what is to be done next."""
    asked = _question_or_404(pk)
    if hasattr(asked, "release"):
        return _show(request, asked, AnswerForm(initial={"text": _written(request, asked)}))
    first = asked.referral.report.mailboxes().order_by("day", "pk").first()
    return _show(request, asked, ReleaseForm(report=asked.referral.report, initial={"contact": first}))


def _written(request: MemberRequest, asked: Question) -> str:
    if not hasattr(asked, "answer"):
        return ""
    return acts.open_answer(asked.answer, by=request.user, keys=keyring(request))


def _letters(request: MemberRequest, asked: Question) -> list[DeskLetter]:
    """The letters from the question on; none before it is put, or once its box is gone."""
    letter = asked.release.letter if hasattr(asked, "release") else None
    contact = getattr(letter.mailbox, "contact", None) if letter is not None else None
    if letter is None or contact is None:
        return []
    letters = open_letters(contact, by=request.user, keys=keyring(request))
    return [one for one in letters if one.letter.ordinal >= letter.ordinal]


def _show(request: MemberRequest, asked: Question, form: PlainForm) -> HttpResponse:
    released = hasattr(asked, "release")
    context = {
        "question": asked,
        "referral": asked.referral,
        "asked": acts.open_question(asked, by=request.user, keys=keyring(request)),
        "released": released,
        "letters": _letters(request, asked),
        "live": asked.referral.is_with_force(),
        "sent": released and hasattr(asked, "answer") and hasattr(asked.answer, "sent"),
        "can_be_asked": asked.referral.report.mailboxes().exists(),
        "signs": signs_in_words(str(form["text"].value() or "")) if released else [],
        "ago": ago(asked.on),
        "form": form,
    }
    return render(request, "referral/question.html", context)


def _moved_on(request: MemberRequest, pk: UUID, words: str) -> HttpResponse:
    """The page was older than the question's stage: say so, and show it as it stands."""
    messages.warning(request, words)
    return redirect("question", pk=pk)


@require_POST
@role_required(*DESK)
@told_when_shut
def release(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Put the question into the reporter's mailbox."""
    asked = _question_or_404(pk)
    if hasattr(asked, "release"):
        return _moved_on(request, pk, "This question has been put to the reporter already.")
    form = ReleaseForm(request.POST, report=asked.referral.report)
    if form.is_valid():
        contact, text = form.cleaned_data["contact"], form.cleaned_data["text"]
        try:
            acts.release(asked, contact=contact, text=text, by=request.user)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, "The question is in the reporter's mailbox.")
            return redirect("question", pk=pk)
    return _show(request, asked, form)


@require_POST
@role_required(*DESK)
@told_when_shut
def write_answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Keep the sanitised answer; a supervisor approves it."""
    asked, form = _question_or_404(pk), AnswerForm(request.POST)
    if not hasattr(asked, "release"):
        return _moved_on(request, pk, "Put the question to the reporter first.")
    if form.is_valid():
        try:
            acts.write_answer(asked, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            messages.success(request, "The answer is written. It waits for a second person.")
            return redirect("question", pk=pk)
    return _show(request, asked, form)
