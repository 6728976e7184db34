"""The actions of one planned report: started, written up, decided, referred."""

import datetime as dt
import random
from functools import cached_property, partial

from candour.assessment import actions as assessment
from candour.assessment import deciding
from candour.assessment.models import Decision, Report
from candour.assessment.rules import CHECKLIST, FIRST_GRADE, REFER, Grade
from candour.demo.accounts import InventedAccount, invent
from candour.demo.cast import Cast
from candour.demo.contact_story import Calendar, ContactStory
from candour.demo.planned import PlannedReport
from candour.demo.referral_story import ReferralStory
from candour.demo.sanitised import sanitised
from candour.forces.models import Force
from candour.referral import actions as referral
from candour.staff.keyring import Keyring
from candour.staff.models import Member

FIRST_FORCE = "metropolitan"


class ReportStory:
    """The actions of one planned report. `contacts` must be filled before `schedule`."""

    report: Report
    decision: Decision

    def __init__(self, planned: PlannedReport, cast: Cast, rng: random.Random) -> None:
        self.planned, self.cast, self.rng = planned, cast, rng
        self.contacts: list[ContactStory] = []
        self.is_second_matter = False

    @property
    def assessor(self) -> Member:
        """Whoever took up its first contact."""
        return self.cast.ours[self.contacts[0].assessor]

    @property
    def ring(self) -> Keyring:
        """That assessor's keyring."""
        return self.cast.rings[self.contacts[0].assessor]

    @cached_property
    def account(self) -> InventedAccount:
        """Its first contact's account, or a matter of its own if it is that contact's second."""
        first = self.contacts[0]
        if not self.is_second_matter:
            return first.account
        return invent(
            self.rng,
            category=self.planned.category,
            by_phone=first.by_phone,
            about=self.about,
            danger=False,
            confidential=False,
            corruption_category=self.planned.corruption_category,
        )

    @property
    def destination(self) -> str:
        """The force it is referred to: first the Met, as history has it, unless it is to be held."""
        return FIRST_FORCE if self.planned.referral is not None else self.planned.force_about

    @property
    def about(self) -> str:
        """The short name of the force that it is about; empty where nobody knows."""
        return Force.objects.get(pk=self.planned.force_about).short_name if self.planned.force_about else ""

    def schedule(self, days: Calendar) -> None:
        """Put its steps into the calendar."""
        planned = self.planned
        days.at(planned.started_on, self.start)
        for other in self.contacts[1:]:
            day = max(planned.started_on, other.planned.day)
            days.at(day, partial(self.join, other, day))
        if planned.decided_on is not None:
            days.at(planned.decided_on, self.decide)
        if planned.decision and planned.decision != REFER and planned.decided_on:
            days.at(planned.decided_on, self.confirm)
        if planned.decision == REFER and planned.referral is None and planned.decided_on:
            # Decided for a force that has no key: approved, and held.
            days.at(planned.decided_on, partial(self.approve, planned.decided_on))
        if planned.referral is not None:
            ReferralStory(self, planned.referral, self.cast, self.rng).schedule(days)

    def start(self) -> None:
        """Its assessor takes up the first contact and starts the report from it."""
        first = self.contacts[0]
        first.take_up(self.planned.started_on)
        self.report = assessment.start_report(first.contact, by=self.assessor, on=self.planned.started_on)

    def join(self, other: ContactStory, day: dt.date) -> None:
        """A second contact about the same matter is joined to it."""
        other.take_up(day)
        assessment.join_report(other.contact, report=self.report, by=self.cast.ours[other.assessor], on=day)

    def decide(self) -> None:
        """It is described, graded and written up, and the assessor decides."""
        self.write_up()
        planned = self.planned
        refer = planned.decision == REFER
        self.decision = deciding.decide(
            self.report,
            kind=planned.decision,
            reason=planned.reason,
            words="" if refer else "Decided in the rehearsal.",
            forces=[Force.objects.get(pk=self.destination)] if refer else [],
            pass_details=refer and any(contact.planned.confidential for contact in self.contacts),
            by=self.assessor,
            on=planned.decided_on,
        )

    def write_up(self) -> None:
        """Category, subject, items and the sanitised text."""
        account, by = self.account, self.assessor
        assessment.describe(
            self.report,
            category=self.planned.category,
            corruption_category=self.planned.corruption_category,
            marking="OFFICIAL-SENSITIVE",
            by=by,
        )
        assessment.add_subject(self.report, fields=account.subject, by=by)
        first_hand = account.how_known_code == "saw" and self.rng.random() < 0.5
        chosen = Grade("2", "A", "P") if first_hand else FIRST_GRADE
        reason = "The reporter says that they saw it themselves." if first_hand else ""
        assessment.grade(self.report, text=account.events[:2000], grade=chosen, reason=reason, by=by)
        text = sanitised(self.rng, account, about=self.about)
        deciding.write_sanitised(self.report, text=text, ticked=CHECKLIST, by=by, on=self.planned.decided_on)

    def confirm(self) -> None:
        """The supervisor confirms a decision that sends the report to nobody."""
        deciding.confirm_decision(self.decision, by=self.cast.ours["rhona"], on=self.planned.decided_on)

    def approve(self, day: dt.date) -> None:
        """The supervisor approves the referral, which sends it."""
        rhona = self.cast.ours["rhona"]
        (self.referral,) = referral.approve(self.decision, by=rhona, keys=self.cast.rings["rhona"], on=day)
