"""The actions of one planned referral: acknowledged, passed on, asked about, given outcomes."""

import datetime as dt
import random
from functools import partial
from typing import Protocol

from candour.assessment import letters
from candour.demo.accounts import InventedAccount
from candour.demo.cast import Cast
from candour.demo.contact_story import Calendar, ContactStory
from candour.demo.planned import PlannedOutcome, PlannedQuestion, PlannedReferral, PlannedTransfer
from candour.demo.sanitised import force_question, outcome_note, reporter_answer, sanitised_answer
from candour.forces.models import Force
from candour.mailbox.actions import receive_letter
from candour.outcome import actions as outcome
from candour.outcome.models import Outcome
from candour.referral import moves, questions, replies
from candour.referral.models import Question, Referral
from candour.referral.second_person import mark_of_answer, mark_of_move
from candour.staff.keyring import Keyring
from candour.staff.models import Member


class Referring(Protocol):
    """The report's story, as far as its referral needs it."""

    contacts: list[ContactStory]
    referral: Referral

    @property
    def account(self) -> InventedAccount: ...

    @property
    def assessor(self) -> Member: ...

    @property
    def ring(self) -> Keyring: ...

    def approve(self, day: dt.date) -> None: ...


class ReferralStory:
    """The actions of one planned referral."""

    question: Question
    last_outcome: Outcome

    def __init__(self, story: Referring, planned: PlannedReferral, cast: Cast, rng: random.Random) -> None:
        self.story, self.planned, self.cast, self.rng = story, planned, cast, rng

    @property
    def referral(self) -> Referral:
        """The referral where it stands now."""
        return self.story.referral

    @property
    def unit(self) -> Member:
        """The member of the unit that has it now."""
        return self.cast.units[self.referral.force_id]

    def schedule(self, days: Calendar) -> None:
        """Put its steps into the calendar."""
        planned = self.planned
        days.at(planned.sent_on, partial(self.story.approve, planned.sent_on))
        if planned.acknowledged_on:
            days.at(planned.acknowledged_on, partial(self.acknowledge, planned.acknowledged_on))
        if planned.sent_back_on:
            days.at(planned.sent_back_on, partial(self.send_back, planned.sent_back_on))
        if planned.transfer:
            days.at(planned.transfer.sent_on, partial(self.pass_on, planned.transfer))
        if planned.acknowledged_again_on:
            days.at(planned.acknowledged_again_on, partial(self.acknowledge, planned.acknowledged_again_on))
        if planned.question:
            self._schedule_question(days, planned.question)
        for planned_outcome in planned.outcomes:
            days.at(planned_outcome.on, partial(self.state, planned_outcome))

    def _schedule_question(self, days: Calendar, question: PlannedQuestion) -> None:
        days.at(question.asked_on, partial(self.ask, question.asked_on))
        days.at(question.released_on, partial(self.release, question.released_on))
        if question.answered_on:
            days.at(question.answered_on, partial(self.answer, question.answered_on))
        if question.answer_sent_on:
            days.at(question.answer_sent_on, partial(self.send_answer, question.answer_sent_on))

    def acknowledge(self, day: dt.date) -> None:
        """The unit acknowledges."""
        replies.acknowledge(self.referral, by=self.unit, on=day)

    def send_back(self, day: dt.date) -> None:
        """The unit says that it is not theirs."""
        words = "Nobody of this description serves with us."
        replies.send_back(self.referral, words=words, by=self.unit, on=day)

    def pass_on(self, transfer: PlannedTransfer) -> None:
        """The unit proposes another force, and the supervisor sends it there."""
        passing = replies.propose_transfer(
            self.referral,
            to_force=Force.objects.get(pk=transfer.to_force),
            words="The subject serves with that force.",
            by=self.unit,
            on=transfer.proposed_on,
        )
        rhona, keys = self.cast.ours["rhona"], self.cast.rings["rhona"]
        self.story.referral = moves.send_on(
            passing, seen=mark_of_move(passing), by=rhona, keys=keys, on=transfer.sent_on
        )

    def ask(self, day: dt.date) -> None:
        """The unit has a question for the reporter."""
        text = force_question(self.rng, self.story.account)
        self.question = questions.ask(self.referral, text=text, by=self.unit, on=day)

    def release(self, day: dt.date) -> None:
        """The assessor puts it to the reporter in our own words."""
        text = questions.open_question(self.question, by=self.story.assessor, keys=self.story.ring)
        contact = self.story.contacts[0].contact
        questions.release(self.question, contact=contact, text=text, by=self.story.assessor, on=day)

    def answer(self, day: dt.date) -> None:
        """The reporter leaves a letter, and the assessor writes it up."""
        teller = self.story.contacts[0]
        if teller.contact.mailbox is None:
            return
        text = reporter_answer(self.rng, self.story.account)
        receive_letter(teller.contact.mailbox, receipt=teller.receipt, text=text, on=day)

    def send_answer(self, day: dt.date) -> None:
        """The answer is read, sanitised, checked by a second person and sent."""
        by = self.story.assessor
        letters.open_letters(self.story.contacts[0].contact, by=by, keys=self.story.ring)
        text = sanitised_answer(self.rng, self.story.account)
        answer = questions.write_answer(self.question, text=text, by=by, on=day)
        rhona, keys = self.cast.ours["rhona"], self.cast.rings["rhona"]
        questions.approve_answer(answer, seen=mark_of_answer(answer), by=rhona, keys=keys, on=day)

    def state(self, planned: PlannedOutcome) -> None:
        """The unit records an outcome, or puts the last one right."""
        code = planned.reason if planned.code == "nfa" else planned.code
        stated = outcome.Stated(
            code=code,
            happened_on=planned.on,
            reference=planned.reference,
            words=outcome_note(self.rng, planned.code),
            quantity=planned.quantity,
            tell_reporter=planned.tell,
            kind=planned.kind,
            first_arrests=planned.first_arrests,
        )
        if planned.corrects:
            recorded = outcome.correct_outcome(self.last_outcome, stated, by=self.unit, on=planned.on)
        else:
            recorded = outcome.record_outcome(self.referral, stated, by=self.unit, on=planned.on)
        self.last_outcome = recorded
