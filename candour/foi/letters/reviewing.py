"""After the answer: a review, a complaint to the Commissioner, and corrections."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.figures.showing.marks import in_day
from candour.foi.clock.laws import rules_of
from candour.foi.clock.request_clock import clock_of
from candour.foi.deciding.last_decisions import decided_questions, sent_decisions
from candour.foi.models import InformationRequest, QuestionDecision, RequestLetter, RequestQuestion
from candour.foi.requests.letter_kinds import TELL_DECISIONS
from candour.foi.requests.steps import post_line, stage_of, take_step
from candour.foi.rules import Stage, StepKind
from candour.store.clock import current_day

from .composing import duty_of
from .despatching import dispatch
from .drafting import draft
from .letter_values import answer_values, correction_values

Pairs = list[tuple[RequestQuestion, QuestionDecision]]
# What a review may find, and how its letter says so.
REVIEW_FINDINGS = {
    "upheld": "We come to the same answer.",
    "part": "We change our answer in part.",
    "overturned": "We change our answer.",
}


@transaction.atomic
def request_review(
    request: InformationRequest, *, note: str, by: uuid.UUID | None, on: dt.date | None = None
) -> RequestLetter:
    """Note that an asker wants an answer looked at again, and tell them until when.

    ValidationError if it is not answered, or after the time in which a review can be asked for.
    """
    before = clock_of(request, on)
    if before.review_until and not before.may_ask_review:
        raise ValidationError(
            f"A review could be asked for until {in_day(before.review_until)}. Take it as a new request."
        )
    take_step(request, StepKind.REVIEW_REQUESTED, by=by, on=on, note=note.strip())
    clock = clock_of(request, on)
    letter = draft(
        request,
        "received_review",
        by=by or _nobody(request),
        on=on,
        working=clock.working,
        due_on=in_day(clock.due_on) if clock.due_on else "",
    )
    audit("took in review", member=by, kind="request", row=request.pk)
    return dispatch(letter, by=letter.drafted_by, on=on, due_on=clock.due_on)


def _nobody(request: InformationRequest) -> uuid.UUID:
    """The member in whose name a letter goes that no member asked for: who drafted the answer."""
    last = request.letters.filter(kind="response").exclude(sent_on=None).last()
    return last.drafted_by if last else request.pk


@transaction.atomic
def answer_review(
    request: InformationRequest,
    *,
    found: str,
    reasons: str,
    by: uuid.UUID,
    on: dt.date | None = None,
    nobody_else: bool = False,
) -> RequestLetter:
    """Draft what a review found: "upheld", "part" or "overturned". New decisions are taken before.

    A second person approves it. `nobody_else`: everybody who could look again had a part in the answer; the
    letter then says so. ValidationError for one who decided or approved the answer where that is not said,
    without reasons, or where what was found and what was decided do not agree.
    """
    if stage_of(request) != Stage.REVIEWING:
        raise ValidationError("No review was asked for.")
    before, now = sent_decisions(request), decided_questions(request)
    _check_review(before, now, found=found, reasons=reasons)
    if not nobody_else:
        _check_reviewers(
            {by, *(decision.by for _, decision in now if decision not in dict(before).values())}, request
        )
    day = on or current_day()
    return draft(
        request,
        "review",
        by=by,
        on=day,
        decisions=now,
        note=found,
        found=REVIEW_FINDINGS[found],
        reasons=reasons.strip(),
        changed=found != "upheld",
        by_others=not nobody_else,
        **answer_values(request, now),
    )


def _check_reviewers(members: set[uuid.UUID], request: InformationRequest) -> None:
    """ValidationError if one of them had a part in the answer: wherever it can be, others look again.

    The code of practice under FOIA s.45, 2018, part 5 (internal reviews).
    """
    if members & (_deciders(request) | _approvers(request)):
        raise ValidationError(
            "Whoever decided or approved the answer cannot look at it again. If nobody else is left, say so "
            "below: the letter tells it."
        )


def _deciders(request: InformationRequest) -> set[uuid.UUID]:
    return {decision.by for _, decision in sent_decisions(request)}


def _approvers(request: InformationRequest) -> set[uuid.UUID]:
    sent = request.letters.filter(kind__in=TELL_DECISIONS).exclude(sent_on=None)
    return {by for by in sent.values_list("approved_by", flat=True) if by is not None}


def check_approver(letter: RequestLetter, by: uuid.UUID) -> None:
    """ValidationError if a member who decided at first would approve a review that says others looked."""
    if letter.kind == "review" and letter.by_others and by in _deciders(letter.request):
        raise ValidationError(
            "You decided this at first, and the letter says that others looked again. Ask somebody else to "
            "read it, or have it drafted again with the line that nobody else is left."
        )


def _check_review(before: Pairs, now: Pairs, *, found: str, reasons: str) -> None:
    if found not in REVIEW_FINDINGS:
        raise ValidationError("Say what the review found: upheld, part or overturned.")
    if not reasons.strip():
        raise ValidationError("Write why. Whoever asked has a right to know.")
    changed = {decision.pk for _, decision in before} != {decision.pk for _, decision in now}
    if changed and found == "upheld":
        raise ValidationError("A question was decided anew, so the answer is not upheld. Pick another.")
    if not changed and found != "upheld":
        raise ValidationError("Decide at least one question anew, and then draft this.")


@transaction.atomic
def draft_correction(
    request: InformationRequest, *, reasons: str, by: uuid.UUID, on: dt.date | None = None
) -> RequestLetter:
    """Put an answer right: the letter says the old, the new, and why. A second person approves it.

    ValidationError without a reason, or where no question was decided anew since the answer.
    """
    if stage_of(request) not in (Stage.RESPONDED, Stage.REVIEWING, Stage.AT_ICO):
        raise ValidationError("Only what was answered can be corrected.")
    if not reasons.strip():
        raise ValidationError("Write what was wrong, and why.")
    before, now = dict(sent_decisions(request)), decided_questions(request)
    if all(before.get(question) == decision for question, decision in now):
        raise ValidationError("Decide the question anew first: nothing differs from what was sent.")
    day = on or current_day()
    return draft(
        request,
        "correction",
        by=by,
        on=day,
        decisions=now,
        note=reasons.strip(),
        **correction_values(request, day, reasons=reasons.strip()),
    )


@transaction.atomic
def open_ico(
    request: InformationRequest,
    *,
    note: str,
    by: uuid.UUID,
    until: dt.date | None = None,
    on: dt.date | None = None,
) -> None:
    """Note that the Commissioner looks at a complaint; `until` is the day by which our answer is wanted.

    ValidationError for a voluntary answer, about which nobody can complain there.
    """
    if not duty_of(request).is_bound:
        raise ValidationError("This was answered by choice: the Commissioner has no say. Offer a review.")
    take_step(request, StepKind.ICO_OPENED, by=by, on=on, until=until, note=note.strip())
    who = rules_of(request.law).says("commissioner")
    post_line(request, StepKind.ICO_OPENED, f"{who[:1].upper()}{who[1:]} is looking at our answer", on=on)
    audit("opened commissioner's case", member=by, kind="request", row=request.pk)


@transaction.atomic
def ico_decided(
    request: InformationRequest,
    *,
    note: str,
    by: uuid.UUID,
    until: dt.date | None = None,
    on: dt.date | None = None,
) -> None:
    """Note what the Commissioner decided; `until` is the day by which it must be done."""
    if not note.strip():
        raise ValidationError("Write what was decided, and the notice's number.")
    take_step(request, StepKind.ICO_DECIDED, by=by, on=on, until=until, note=note.strip())
    post_line(request, StepKind.ICO_DECIDED, "The Commissioner has decided", on=on, body=note.strip())
    audit("noted commissioner's notice", member=by, kind="request", row=request.pk)
