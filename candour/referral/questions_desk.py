"""The assessors' pages about forces' questions: put one to the reporter, and write the answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from candour.assessment.letters import DeskLetter, open_letters
from candour.look.acting import act_on_form
from candour.look.forms import PlainForm, form_status
from candour.staff.access import MemberRequest, role_required
from candour.staff.models import Role
from candour.staff.session import keyring

from . import questions as acts
from .forms import AnswerForm, ReleaseForm
from .models import Question
from .pending_lists import ago, days_since
from .second_person import signs_in_words
from .wrong_key_page import explain_wrong_key

DESK = (Role.ASSESSOR, Role.SUPERVISOR)


@require_safe
@role_required(*DESK)
def questions(request: MemberRequest) -> HttpResponse:
    """The questions of referrals that are with their force, by what they wait for."""
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
@explain_wrong_key
def question(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One question as the force put it, with what is to be done next."""
    force_question = _question_or_404(pk)
    if hasattr(force_question, "release"):
        return _show(request, force_question, AnswerForm(initial={"text": _written(request, force_question)}))
    first = force_question.referral.report.mailboxes().order_by("day", "pk").first()
    return _show(
        request,
        force_question,
        ReleaseForm(report=force_question.referral.report, initial={"contact": first}),
    )


def _written(request: MemberRequest, force_question: Question) -> str:
    if not hasattr(force_question, "answer"):
        return ""
    return acts.open_answer(force_question.answer, by=request.user, keys=keyring(request))


def _letters(request: MemberRequest, force_question: Question) -> list[DeskLetter]:
    """The letters since the question was put; none before that, or once the mailbox is gone."""
    letter = force_question.release.letter if hasattr(force_question, "release") else None
    contact = getattr(letter.mailbox, "contact", None) if letter is not None else None
    if letter is None or contact is None:
        return []
    letters = open_letters(contact, by=request.user, keys=keyring(request))
    return [desk_letter for desk_letter in letters if desk_letter.letter.ordinal >= letter.ordinal]


def _show(request: MemberRequest, force_question: Question, form: PlainForm) -> HttpResponse:
    released = hasattr(force_question, "release")
    context = {
        "question": force_question,
        "referral": force_question.referral,
        "asked": acts.open_question(force_question, by=request.user, keys=keyring(request)),
        "released": released,
        "letters": _letters(request, force_question),
        "live": force_question.referral.is_with_force(),
        "sent": released and hasattr(force_question, "answer") and hasattr(force_question.answer, "sent"),
        "can_be_asked": force_question.referral.report.mailboxes().exists(),
        "signs": signs_in_words(str(form["text"].value() or "")) if released else [],
        "ago": ago(force_question.on),
        "form": form,
    }
    return render(request, "referral/question.html", context, status=form_status(form))


def _moved_on(request: MemberRequest, pk: UUID, words: str) -> HttpResponse:
    """Redirect to the question's page with these words: the page was older than the question's stage."""
    messages.warning(request, words)
    return redirect("question", pk=pk)


@require_POST
@role_required(*DESK)
@explain_wrong_key
def release(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Put the question into the reporter's mailbox."""
    force_question = _question_or_404(pk)
    if hasattr(force_question, "release"):
        return _moved_on(request, pk, "This question has been put to the reporter already.")
    form = ReleaseForm(request.POST, report=force_question.referral.report)
    if act_on_form(form, lambda cleaned: acts.release(force_question, **cleaned, by=request.user)):
        messages.success(request, "The question is in the reporter's mailbox.")
        return redirect("question", pk=pk)
    return _show(request, force_question, form)


@require_POST
@role_required(*DESK)
@explain_wrong_key
def write_answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Save the sanitised answer; a supervisor approves it."""
    force_question, form = _question_or_404(pk), AnswerForm(request.POST)
    if not hasattr(force_question, "release"):
        return _moved_on(request, pk, "Put the question to the reporter first.")
    if act_on_form(form, lambda cleaned: acts.write_answer(force_question, **cleaned, by=request.user)):
        messages.success(request, "The answer is written. It waits for a second person.")
        return redirect("question", pk=pk)
    return _show(request, force_question, form)
