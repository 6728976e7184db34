"""A force's question for the reporter, and the answer: asked, released, answered, approved."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from candour.assessment.notices import tell_all
from candour.audit.actions import note
from candour.intake.models import Contact
from candour.ledger.actions import record
from candour.mailbox.actions import leave_letter
from candour.seal.keys import Context
from candour.seal.sealing import seal_text
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.store.clock import current_day
from candour.teams.actions import assessors

from . import notices
from .actions import lock_referral, unit_recipient
from .cohorts import first_sent_on
from .models import Answer, AnswerSent, Question, Referral, Release
from .replies import require_unit, require_with_force
from .second_person import mark_of_answer


@transaction.atomic
def ask(referral: Referral, *, text: str, by: Member, on: dt.date | None = None) -> Question:
    """A unit asks the reporter something. The question waits until an assessor releases it."""
    require_with_force(referral, by)
    if not text.strip():
        raise ValidationError("Write the question first.")
    question = Question(referral=referral, by=by, on=on or current_day())
    recipients = [assessors(), unit_recipient(referral)]
    question.sealed = seal_text(text, recipients, Context("question", question.pk))
    question.save(force_insert=True)
    _record("question.asked", question, question.on)
    note("asked", member=by.pk, kind="referral", row=referral.pk)
    return question


def _record(event: str, question: Question, day: dt.date) -> None:
    referral = question.referral
    record(
        event,
        on=day,
        began_on=first_sent_on(referral),
        token=question.token,
        parent=referral.token,
        force=referral.force_id,
    )


def require_live(question: Question) -> None:
    """Raises ValidationError once the referral has left the force that asked."""
    if not lock_referral(question.referral).is_with_force():
        name = question.referral.force.name
        raise ValidationError(f"This referral is no longer with {name}, so nothing more goes to it.")


@transaction.atomic
def open_question(question: Question, *, by: Member, keys: Keyring) -> str:
    """The question in the force's words, for the desk and for the unit that asked. Audited."""
    if by.role == Role.FORCE_MEMBER:
        require_unit(question.referral, by)
    else:
        require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    note("opened", member=by.pk, kind="question", row=question.pk)
    return keys.open_text(question.sealed, Context("question", question.pk))


@transaction.atomic
def release(
    question: Question, *, contact: Contact, text: str, by: Member, on: dt.date | None = None
) -> Release:
    """Put the question, in the desk's words, into the mailbox of one of the report's reporters (M11)."""
    require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    require_live(question)
    if Release.objects.filter(question=question).exists():
        raise ValidationError("This question has been released already.")
    if contact.mailbox is None or not contact.fed.filter(report=question.referral.report_id).exists():
        raise ValidationError("Choose a reporter of this report who has a mailbox.")
    if not text.strip():
        raise ValidationError("Write the question as the reporter will read it.")
    day = on or current_day()
    letter = leave_letter(contact.mailbox, text=text, on=day)
    tell_all(question.referral.report, notices.QUESTION, on=day)
    _record("question.released", question, day)
    note("released", member=by.pk, kind="question", row=question.pk)
    return Release.objects.create(question=question, letter=letter, by=by, on=day)


@transaction.atomic
def write_answer(question: Question, *, text: str, by: Member, on: dt.date | None = None) -> Answer:
    """Store the reporter's answer, sanitised by an assessor; a second person approves it."""
    require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    require_live(question)
    if not Release.objects.filter(question=question).exists():
        raise ValidationError("Release the question first.")
    if AnswerSent.objects.filter(answer__question=question).exists():
        raise ValidationError("An answer to this question has gone to the force already.")
    if not text.strip():
        raise ValidationError("Write the answer first.")
    sealed = seal_text(text, [assessors()], Context("answer", question.pk))
    answer, _ = Answer.objects.update_or_create(
        question=question, defaults={"sealed": sealed, "by": by, "on": on or current_day()}
    )
    note("wrote answer", member=by.pk, kind="question", row=question.pk)
    return answer


@transaction.atomic
def open_answer(answer: Answer, *, by: Member, keys: Keyring) -> str:
    """The sanitised answer: for the desk as written, for the force once it was sent. Audited."""
    context = Context("answer", answer.pk)
    note("opened answer", member=by.pk, kind="question", row=answer.pk)
    if by.role == Role.FORCE_MEMBER:
        require_unit(answer.question.referral, by)
        return keys.open_text(answer.sent.sealed, context)
    require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    return keys.open_text(answer.sealed, context)


@transaction.atomic
def approve_answer(
    answer: Answer, *, seen: str, by: Member, keys: Keyring, on: dt.date | None = None
) -> AnswerSent:
    """The second person approves an answer: it is sealed to the unit. Raises PermissionDenied for its writer.

    `seen` is the mark of the text that they read (`second_person.mark_of_answer`). Raises ValidationError if
    the answer has changed since.
    """
    require_role(by, Role.SUPERVISOR)
    require_live(answer.question)
    answer = Answer.objects.select_for_update().get(pk=answer.pk)
    if answer.by_id == by.pk:
        raise PermissionDenied("You wrote this answer. A second person must check it.")
    if AnswerSent.objects.filter(answer=answer).exists():
        raise ValidationError("This answer has been sent already.")
    if mark_of_answer(answer) != seen:
        raise ValidationError("This answer was changed after you opened it. Read it again.")
    referral, day = answer.question.referral, on or current_day()
    text = open_answer(answer, by=by, keys=keys)
    sealed = seal_text(text, [unit_recipient(referral)], Context("answer", answer.pk))
    _record("question.answered", answer.question, day)
    tell_all(referral.report, notices.ANSWERED, on=day)
    note("approved answer", member=by.pk, kind="question", row=answer.pk)
    return AnswerSent.objects.create(answer=answer, sealed=sealed, by=by, on=day)
