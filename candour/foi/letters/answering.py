"""From the acknowledgement to the answer: each letter, with the step that it takes.

Reviews, the Commissioner and corrections are in `reviewing`, what goes to others in `hand_over`.
"""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note as audit
from candour.figures.showing.marks import in_day
from candour.foi.clock.laws import rules_of
from candour.foi.clock.request_clock import RequestClock, check_extension, clock_of
from candour.foi.deciding.last_decisions import last_decisions, outcomes
from candour.foi.deciding.outcomes import needs_two_people
from candour.foi.models import InformationRequest, QuestionDecision, RequestLetter, RequestQuestion
from candour.foi.requests.letter_kinds import LETTER_KINDS
from candour.foi.requests.steps import post_line, stage_of, take_step
from candour.foi.rules import Stage, StepKind
from candour.store.clock import current_day

from .composing import compose
from .despatching import dispatch
from .drafting import asker_of, draft
from .letter_values import response_values, review_days
from .readiness import in_the_way
from .reviewing import check_approver


@transaction.atomic
def acknowledge(request: InformationRequest, *, by: uuid.UUID, on: dt.date | None = None) -> RequestLetter:
    """Tell an asker the reference, the questions as we understand them, and the due day with its working.

    ValidationError for a request that is not open, or was acknowledged before.
    """
    if stage_of(request) != Stage.OPEN:
        raise ValidationError("Let the request in first: it has no reference and no due day before.")
    if request.letters.filter(kind="acknowledgement").exclude(sent_on=None).exists():
        raise ValidationError("It was acknowledged before. Write to the asker about what is new.")
    clock = clock_of(request, on)
    letter = draft(request, "acknowledgement", by=by, on=on, **_acknowledging(request, clock))
    return dispatch(letter, by=by, on=on, due_on=clock.due_on)


def preview_acknowledgement(request: InformationRequest, *, on: dt.date | None = None) -> str:
    """The words of an acknowledgement, for its reader at the desk; nothing is kept."""
    return compose("acknowledgement", request, **_acknowledging(request, clock_of(request, on))).body


def _acknowledging(request: InformationRequest, clock: RequestClock) -> dict[str, Any]:
    asker = asker_of(request)
    named = asker is not None and asker.publish_name
    return {"due_on": _day(clock.due_on), "working": clock.working, "publishes": not named}


@transaction.atomic
def ask_clarification(
    request: InformationRequest, *, ask: str, by: uuid.UUID, on: dt.date | None = None
) -> RequestLetter:
    """Ask what is meant (s.1(3)). The clock stops, and starts from nought when the answer comes."""
    if not ask.strip():
        raise ValidationError("Write what you need to know.")
    stage = stage_of(request)
    if stage != Stage.OPEN:
        raise ValidationError("Only an open request can be clarified. Check its current stage.")
    day = on or current_day()
    lapses = rules_of(request.law).count("clarification_lapses", day, {})
    letter = draft(
        request,
        "clarification",
        by=by,
        on=day,
        ask=ask.strip(),
        note=ask.strip(),
        lapses_on=_day(lapses.due_on if lapses else None),
    )
    return dispatch(letter, by=by, on=day)


@transaction.atomic
def clarified(
    request: InformationRequest, *, by: uuid.UUID | None, note: str = "", on: dt.date | None = None
) -> None:
    """Note that the asker said what is meant, on that day: the clock starts again from nought (s.10(6))."""
    take_step(request, StepKind.CLARIFIED, by=by, on=on, note=note)
    due = clock_of(request, on).due_on
    post_line(request, StepKind.CLARIFIED, "We have your answer. The time starts again", on=on, due_on=due)
    audit("clarified request", member=by, kind="request", row=request.pk)


@transaction.atomic
def lapse(request: InformationRequest, *, by: uuid.UUID, on: dt.date | None = None) -> None:
    """Close a request whose asker did not say what is meant. ValidationError before the time is over."""
    clock = clock_of(request, on)
    if not clock.has_lapsed:
        raise ValidationError(f"We wait until {_day(clock.lapses_on) or 'the asker was asked'}. Do it then.")
    take_step(request, StepKind.LAPSED, by=by, on=on)
    post_line(request, StepKind.LAPSED, "We closed your request, because we heard nothing", on=on)
    audit("lapsed request", member=by, kind="request", row=request.pk)


@transaction.atomic
def extend(
    request: InformationRequest, *, until: dt.date, reason: str, by: uuid.UUID, on: dt.date | None = None
) -> RequestLetter:
    """Take more time, for a reason that the law knows, and say so within the time (s.17(2)).

    ValidationError without a reason, after the due day, or past the law's ceiling.
    """
    check_extension(request, until=until, why=reason, today=on)
    clock, day = clock_of(request, on), on or current_day()
    letter = draft(
        request,
        "extension",
        by=by,
        on=day,
        note=reason.strip(),
        reason=reason.strip(),
        until=_day(until),
        was_due_on=_day(clock.due_on),
        at_most_on=_day(clock.at_most_on),
        extension_for=rules_of(request.law).says("extension_for"),
        **review_days(request, day),
    )
    return dispatch(letter, by=by, on=day, until=until, due_on=until)


@transaction.atomic
def draft_response(request: InformationRequest, *, by: uuid.UUID, on: dt.date | None = None) -> RequestLetter:
    """The answer, drawn from the decisions. One that refuses, or tells of a person, needs a second person.

    ValidationError while a question is undecided, or if the request is not open.
    """
    if stage_of(request) not in (Stage.OPEN, Stage.CLEARANCE):
        raise ValidationError("Only an open request can be answered. Check its current stage.")
    pairs, day = _all_decided(request), on or current_day()
    second = needs_two_people(outcomes(pairs), personal=any(decision.personal for _, decision in pairs))
    letter = draft(
        request,
        "response",
        by=by,
        on=day,
        decisions=pairs,
        needs_second=second,
        **response_values(request, day),
    )
    if second and stage_of(request) == Stage.OPEN:
        take_step(request, StepKind.SENT_FOR_CLEARANCE, by=by, on=day)
    return letter


def _all_decided(request: InformationRequest) -> list[tuple[RequestQuestion, QuestionDecision]]:
    pairs = last_decisions(request)
    if open_ones := [str(question.number) for question, decision in pairs if decision is None]:
        raise ValidationError(f"Decide question {', '.join(open_ones)} first.")
    return [(question, decision) for question, decision in pairs if decision is not None]


@transaction.atomic
def approve_letter(letter: RequestLetter, *, by: uuid.UUID) -> RequestLetter:
    """Approve a letter that somebody else drafted.

    ValidationError for one's own, if it is out of date, or for a review by who decided at first.
    """
    letter = RequestLetter.objects.select_for_update().get(pk=letter.pk)
    if letter.drafted_by == by:
        raise ValidationError("You drafted this letter. Ask somebody else to read it.")
    if not letter.needs_second:
        raise ValidationError("This letter needs no second person. It can be sent.")
    check_approver(letter, by)
    letter.approved_by = by
    if obstacles := in_the_way(letter):
        raise ValidationError(obstacles)
    letter.save(update_fields=["approved_by"])
    audit("approved letter", member=by, kind="letter", row=letter.pk)
    return letter


@transaction.atomic
def send_back_letter(letter: RequestLetter, *, why: str, by: uuid.UUID, on: dt.date | None = None) -> None:
    """Give a draft back with the reason, which stands on it until it is drafted again.

    The decisions stay until they are changed. ValidationError without a reason, or if it was sent.
    """
    if not why.strip():
        raise ValidationError("Say what has to change.")
    if letter.sent_on is not None:
        raise ValidationError("It was sent before. What is wrong in it is put right by a correction.")
    if stage_of(letter.request) == Stage.CLEARANCE:
        take_step(letter.request, StepKind.SENT_BACK, by=by, on=on, note=why.strip())
    audit("sent letter back", member=by, kind="letter", row=letter.pk)
    letter.sent_back, letter.approved_by = why.strip(), None
    letter.save(update_fields=["sent_back", "approved_by"])


@transaction.atomic
def send_letter(letter: RequestLetter, *, by: uuid.UUID, on: dt.date | None = None) -> RequestLetter:
    """Send a drafted letter: its step is taken, and its asker finds it by e-mail or by their code.

    ValidationError with everything that stands in the way.
    """
    letter = RequestLetter.objects.select_for_update().select_related("request").get(pk=letter.pk)
    if not LETTER_KINDS[letter.kind].is_drafted:
        raise ValidationError("This letter was sent when it was written.")
    if obstacles := in_the_way(letter):
        raise ValidationError(obstacles)
    return dispatch(letter, by=by, on=on)


def _day(day: dt.date | None) -> str:
    return in_day(day) if day else ""
