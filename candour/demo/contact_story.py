"""The actions of one planned contact: received, then closed, taken up or left waiting."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Protocol

from candour.assessment import actions as assessment
from candour.demo.accounts import InventedAccount, invent, invent_again, invent_not_a_report
from candour.demo.cast import Cast
from candour.demo.planned import PlannedContact
from candour.forces.models import Force
from candour.intake.actions import IncomingContact, receive_contact, receive_non_report
from candour.intake.models import Contact
from candour.seal.receipt import Receipt


class Calendar(Protocol):
    """Takes actions, each with the day on which it happens."""

    def at(self, day: dt.date, step: Callable[[], None]) -> None:
        """Let `step` happen on `day`."""


class ContactStory:
    """The actions of one planned contact. `contact` and `receipt` are set by `tell`."""

    contact: Contact
    receipt: Receipt
    account: InventedAccount

    def __init__(
        self, planned: PlannedContact, cast: Cast, rng: random.Random, *, corruption_category: str
    ) -> None:
        self.planned, self.cast, self.rng = planned, cast, rng
        self.corruption_category = corruption_category
        # Set for a second contact about the same matter, which repeats the account of the first.
        self.first: ContactStory | None = None
        # Two assessors share the work; a contact stays with whoever took it up.
        self.assessor = rng.choice(["asif", "amara"])

    @property
    def by_phone(self) -> bool:
        """Whether a call handler took it."""
        return self.planned.channel == "phone"

    def schedule(self, days: Calendar) -> None:
        """Put the contact's own actions into the calendar; reports schedule theirs."""
        planned = self.planned
        if planned.closed_as and self.by_phone and planned.closed_on == planned.day:
            days.at(planned.day, self.close_on_the_phone)
            return
        days.at(planned.day, self.tell)
        if planned.closed_as and planned.closed_on is not None:
            days.at(planned.closed_on, self.close)

    def close_on_the_phone(self) -> None:
        """A call that is not a report, closed by the call handler."""
        receive_non_report(
            channel="phone",
            reason=self.planned.closed_as,
            by=self.cast.ours["hana"].pk,
            language=self.planned.language,
            on=self.planned.day,
        )

    def tell(self) -> None:
        """The contact comes in, by telephone or by form."""
        contact = self._not_a_report() if self.planned.closed_as else self._report()
        received = receive_contact(contact, spoken=self.by_phone, on=self.planned.day)
        if received.contact is None:
            raise RuntimeError("A rehearsal's contact came in as something else.")
        self.contact, self.receipt = received.contact, received.receipt

    def _report(self) -> IncomingContact:
        planned = self.planned
        self.account = account = self._invent()
        return IncomingContact(
            account={
                "role": account.who_kind,
                "duty": account.on_duty,
                "place": account.setting,
                "who": account.who,
                "what": account.events,
                "when": account.when,
                "where": account.where,
                "how_known": account.how_known_code,
                "how_known_words": account.how_known,
                "danger": account.danger,
            },
            channel=planned.channel,
            category=planned.category,
            force=planned.force or None,
            danger=planned.danger,
            contact_details=account.contact_details,
            consent=account.confidential,
            language=planned.language,
        )

    def _invent(self) -> InventedAccount:
        planned = self.planned
        if self.first is not None:
            return invent_again(self.rng, self.first.account, by_phone=self.by_phone)
        return invent(
            self.rng,
            category=planned.category,
            by_phone=self.by_phone,
            about=Force.objects.get(pk=planned.force).short_name if planned.force else "",
            danger=planned.danger,
            confidential=planned.confidential,
            corruption_category=self.corruption_category,
        )

    def _not_a_report(self) -> IncomingContact:
        _, account = invent_not_a_report(self.rng, by_phone=self.by_phone, reason=self.planned.closed_as)
        return IncomingContact(
            account={"what": account},
            channel=self.planned.channel,
            category=self.planned.category,
            force=self.planned.force or None,
            language=self.planned.language,
        )

    def close(self) -> None:
        """An assessor reads it and closes it with its reason."""
        self.take_up(self.planned.closed_on or self.planned.day)
        assessment.close_contact(
            self.contact,
            reason=self.planned.closed_as,
            by=self.cast.ours[self.assessor],
            on=self.planned.closed_on,
        )

    def take_up(self, day: dt.date) -> None:
        """Its assessor takes it up, once, and opens the account."""
        member = self.cast.ours[self.assessor]
        if not hasattr(self.contact, "holding"):
            assessment.take_up(self.contact, by=member, on=day)
            assessment.open_account(self.contact, by=member, keys=self.cast.rings[self.assessor])
