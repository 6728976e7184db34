"""What the desk opens to check a decision or follow a referral. Each opening is in the audit trail."""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction

from candour.assessment.deciding import open_sanitised
from candour.assessment.models import Decision
from candour.assessment.rules import CHECKLIST, signs
from candour.audit.actions import note
from candour.intake.models import ContactDetails
from candour.seal.keys import Context
from candour.staff.access import require_role
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role

from .models import Answer, PassingOn, Referral


def mark_of_answer(answer: Answer) -> str:
    """What an answer's page carries, so that a yes is a yes to that text: each writing has another mark.

    SHA-256 of the sealed bytes, in hex. It says nothing of the text.
    """
    return hashlib.sha256(answer.sealed).hexdigest()


def mark_of_move(move: PassingOn) -> str:
    """The same for a proposed move: another force, another proposer or other words make another mark."""
    who = f"{move.to_force_id}\0{move.by_id}\0".encode()
    return hashlib.sha256(who + bytes(move.sealed)).hexdigest()


@dataclass(frozen=True, repr=False)
class Proposal:
    """A decision as its second person reads it: the text as it would go, and why."""

    text: str
    words: str
    signs: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def open_proposal(decision: Decision, *, by: Member, keys: Keyring) -> Proposal:
    """The sanitised text, the decision's words and what a reading by machine finds. Audited."""
    require_role(by, Role.SUPERVISOR)
    text = open_sanitised(decision.report, by=by, keys=keys)
    words = keys.open_text(decision.sealed, Context("reason", decision.pk))
    note("opened", member=by.pk, kind="report", row=decision.report_id)
    return Proposal(text, words, signs_in_words(text))


def signs_in_words(text: str) -> list[tuple[str, str]]:
    """What a reading by machine finds in a text that is to leave: the rule in words, and the words found."""
    return [(CHECKLIST[code], found) for code, found in signs(text)]


def details_going_along(decision: Decision) -> int:
    """How many reporters' contact details would be passed on with this decision: only with consent."""
    if not decision.pass_details:
        return 0
    return ContactDetails.objects.filter(consent=True, contact__fed__report=decision.report_id).count()


@dataclass(frozen=True, repr=False)
class Reasons:
    """Why a referral came back, and why another force is proposed; empty where neither has happened."""

    sent_back: str = ""
    move: str = ""


@transaction.atomic
def open_reasons(referral: Referral, *, by: Member, keys: Keyring) -> Reasons:
    """The words behind a sending back and a proposed move, for the desk. Audited where there are any."""
    require_role(by, Role.ASSESSOR, Role.SUPERVISOR)
    back = getattr(referral, "sent_back", None)
    move: PassingOn | None = getattr(referral, "passing_on", None)
    if back is None and move is None:
        return Reasons()
    note("opened", member=by.pk, kind="referral", row=referral.pk)
    return Reasons(
        sent_back=keys.open_text(back.sealed, Context("note", referral.pk)) if back else "",
        move=keys.open_text(move.sealed, Context("reason", referral.pk)) if move else "",
    )
