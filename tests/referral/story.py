"""A report brought as far as a test of referrals or outcomes needs it, through the real actions."""

import datetime as dt
from collections.abc import Sequence

from candour.assessment import actions as assessment
from candour.assessment import deciding
from candour.assessment.models import Decision, Report
from candour.assessment.rules import CHECKLIST, Grade
from candour.forces.models import Force
from candour.intake.actions import IncomingContact, Received, receive_contact
from candour.referral import actions as referral
from candour.referral import moves, questions, replies
from candour.referral.models import Answer, AnswerSent, PassingOn, Question, Referral
from candour.referral.second_person import mark_of_answer, mark_of_move
from candour.staff import actions as staff
from candour.teams import actions as teams
from tests.conftest import DAY, Cast

SANITISED = "A sergeant of Marker Vale looks up plates for money."
WHY = "Marker words of a decision."
DETAILS = "Marker Telephone 0000"


def contact_received(*, details: str = "") -> Received:
    told = IncomingContact(
        account={"what": "An invented account"},
        channel="web_form",
        category="money_favours",
        force="metropolitan",
        contact_details=details,
        consent=bool(details),
    )
    return receive_contact(told, on=DAY)


def assessed(cast: Cast, *, details: str = "", received: Received | None = None) -> Report:
    contact = (received or contact_received(details=details)).contact
    assert contact is not None
    assessment.take_up(contact, by=cast.asif, on=DAY)
    report = assessment.start_report(contact, by=cast.asif, on=DAY)
    assessment.describe(
        report,
        category="money_favours",
        corruption_category="NCC02",
        marking="OFFICIAL-SENSITIVE",
        by=cast.asif,
    )
    kind = Grade("2", "B", "C", ("A1", "S2"))
    assessment.grade(report, text="Plates for money", grade=kind, reason="Told second hand", by=cast.asif)
    deciding.write_sanitised(report, text=SANITISED, ticked=CHECKLIST, by=cast.asif, on=DAY)
    return report


def decided(
    cast: Cast,
    *,
    forces: Sequence[Force] = (),
    details: str = "",
    received: Received | None = None,
) -> Decision:
    return deciding.decide(
        assessed(cast, details=details, received=received),
        kind="refer",
        words=WHY,
        forces=forces or [cast.metropolitan],
        pass_details=bool(details),
        by=cast.asif,
        on=DAY,
    )


def sent(
    cast: Cast,
    *,
    force: Force | None = None,
    details: str = "",
    on: dt.date = DAY,
    received: Received | None = None,
) -> Referral:
    decision = decided(cast, forces=[force or cast.metropolitan], details=details, received=received)
    (one,) = referral.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=on)
    return one


def proposed(cast: Cast, one: Referral, to_force: Force | None = None) -> PassingOn:
    to_force = to_force or cast.kent
    return replies.propose_transfer(one, to_force=to_force, words="Serves there", by=cast.mo, on=DAY)


def passed_on(cast: Cast, one: Referral) -> Referral:
    return moved(cast, proposed(cast, one))


def moved(cast: Cast, passing: PassingOn) -> Referral:
    """A move that the supervisor sends as it stands."""
    seen, keys = mark_of_move(passing), cast.ring(cast.rhona)
    return moves.send_on(passing, seen=seen, by=cast.rhona, keys=keys, on=DAY)


def kept(cast: Cast, passing: PassingOn) -> None:
    moves.keep_with_force(passing, seen=mark_of_move(passing), by=cast.rhona)


def approved(cast: Cast, answer: Answer) -> AnswerSent:
    """An answer that the supervisor approves as it stands."""
    seen, keys = mark_of_answer(answer), cast.ring(cast.rhona)
    return questions.approve_answer(answer, seen=seen, by=cast.rhona, keys=keys, on=DAY)


def asked(cast: Cast, one: Referral, text: str = "Marker question: which station?") -> Question:
    return questions.ask(one, text=text, by=cast.mo, on=DAY)


def released(cast: Cast, question: Question) -> Question:
    contact = question.referral.report.mailboxes().get()
    questions.release(question, contact=contact, text="Do you know where?", by=cast.asif, on=DAY)
    return question


def answered(cast: Cast, question: Question, text: str = "Marker answer: the old one.") -> Answer:
    return questions.write_answer(question, text=text, by=cast.asif, on=DAY)


def keyless(name: str = "cumbria") -> Force:
    return Force.objects.get(pk=name)


def give_key(cast: Cast, force: Force) -> None:
    unit = teams.unit_of(force)
    key = staff.make_team_key(unit, holders=[])
    teams.confirm_key(key, read_back=key.fingerprint)


def again(one: Referral) -> Referral:
    """The referral with the rows that stand now."""
    return Referral.objects.with_steps().get(pk=one.pk)
