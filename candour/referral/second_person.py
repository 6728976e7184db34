"""What a second person opens to check a decision or a move. Each opening is in the audit trail."""

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
    """A mark of an answer's text, sent along with its approval: another text has another mark.

    It is the SHA-256 of the sealed bytes, in hex, and says nothing about the text.
    """
    return hashlib.sha256(answer.sealed).hexdigest()


def mark_of_move(move: PassingOn) -> str:
    """A mark of a proposed move: another force, another proposer or another reason has another mark."""
    who = f"{move.to_force_id}\0{move.by_id}\0".encode()
    return hashlib.sha256(who + bytes(move.sealed)).hexdigest()


@dataclass(frozen=True, repr=False)
class DecisionToCheck:
    """A decision as the second person reads it: the text that would be sent, the reason, the findings."""

    text: str
    words: str
    signs: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def open_decision_to_check(decision: Decision, *, by: Member, keys: Keyring) -> DecisionToCheck:
    """The sanitised text, the decision's reason and the automatic findings. Audited."""
    require_role(by, Role.SUPERVISOR)
    text = open_sanitised(decision.report, by=by, keys=keys)
    words = keys.open_text(decision.sealed, Context("reason", decision.pk))
    note("opened", member=by.pk, kind="report", row=decision.report_id)
    return DecisionToCheck(text, words, signs_in_words(text))


def signs_in_words(text: str) -> list[tuple[str, str]]:
    """The automatic findings in a text: (line of the checklist, words in the text)."""
    return [(CHECKLIST[code], words) for code, words in signs(text)]


def details_going_along(decision: Decision) -> int:
    """The number of reporters whose contact details are passed on with this decision: those who consented."""
    if not decision.pass_details:
        return 0
    return ContactDetails.objects.filter(consent=True, contact__fed__report=decision.report_id).count()


@dataclass(frozen=True, repr=False)
class Reasons:
    """Why a referral was sent back, and why another force is proposed; empty if it was not."""

    sent_back: str = ""
    move: str = ""


@transaction.atomic
def open_reasons(referral: Referral, *, by: Member, keys: Keyring) -> Reasons:
    """The reasons for sending back and for a proposed move, for the desk. Audited if there are any."""
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
