"""What is done at intake: the one way in for every contact, whatever its channel."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from candour.codes.categories import category_label
from candour.codes.channels import channels
from candour.codes.languages import ENGLISH, languages
from candour.ledger.actions import record
from candour.mailbox.actions import Earlier, create_mailbox, receive_letter, sent_before
from candour.mailbox.models import Mailbox
from candour.seal.keys import Context
from candour.seal.receipt import Receipt, content_fingerprint, mint
from candour.seal.sealing import seal_fields
from candour.teams.actions import assessors

from .closing import close
from .models import Contact, ContactDetails
from .rules import account_in_words


@dataclass(frozen=True)
class Told:
    """All that a contact brings. `account` holds the answers in the reporter's own words.

    `language` is a code of `codes.languages`. It goes to the ledger alone: beside the account it could give
    someone away.
    """

    account: Mapping[str, str]
    channel: str
    category: str = ""
    force: str | None = None
    danger: bool = False
    contact_details: str = ""
    consent: bool = False
    language: str = ENGLISH

    def content(self) -> bytes:
        """The bytes by which a repeated send is known for the same. Its language changes nothing of it."""
        codes = [self.category, self.force, self.danger, self.contact_details, self.consent]
        told = [dict(self.account), *codes]
        return json.dumps(told, sort_keys=True).encode()


@dataclass(frozen=True)
class Received:
    """What became of a send: a new contact, the same one again, or a letter in its mailbox."""

    contact: Contact | None
    receipt: Receipt
    came_as: str  # "contact" | "again" | "letter"
    words_changed: bool = False


def receive_contact(
    told: Told,
    *,
    receipt: Receipt | None = None,
    spoken: bool = False,
    mailbox: bool = True,
    on: dt.date | None = None,
) -> Received:
    """Seal what the reporter told us, and give them the words to come back with.

    Sending twice makes one contact; sending other content with the same words adds a letter. `mailbox` is
    False where nobody is there to be given words: then they only tell one send from another.
    When this returns, it is on disk. ValidationError for a channel or language unknown; NoKeyYet for no key.
    """
    if told.channel not in channels():
        raise ValidationError(f"{told.channel!r} is not a channel.")
    if told.language not in languages():
        raise ValidationError("Choose English, Welsh or another language.")
    receipt = receipt or mint()
    day = on or timezone.localdate()
    receive = partial(_receive, spoken=spoken) if mailbox else _receive_without_mailbox
    try:
        with transaction.atomic():
            return receive(told, receipt, day)
    except IntegrityError:
        # The same words arrived twice at once, and the other send was first.
        with transaction.atomic():
            return receive(told, receipt, day)


def _receive(told: Told, receipt: Receipt, day: dt.date, *, spoken: bool) -> Received:
    earlier = sent_before(receipt, told.content())
    if earlier is not None:
        return _receive_again(earlier, told, receipt, day)
    mailbox = create_mailbox(receipt, content=told.content(), spoken=spoken)
    contact = _keep(told, mailbox, day)
    return Received(contact, receipt, "contact")


def _receive_without_mailbox(told: Told, receipt: Receipt, day: dt.date) -> Received:
    row = _row_of(receipt, told.content())
    known = Contact.objects.filter(pk=row).first()
    if known is not None:
        return Received(known, receipt, "again")
    return Received(_keep(told, None, day, row=row), receipt, "contact")


def _row_of(receipt: Receipt, content: bytes) -> uuid.UUID:
    """The row of what has no mailbox to be known by: as random as the words, which are then thrown away."""
    return uuid.UUID(bytes=content_fingerprint(receipt, content)[:16])


def _receive_again(earlier: Earlier, told: Told, receipt: Receipt, day: dt.date) -> Received:
    # The public door's database role may not read the sealed account, and has no use for it.
    contact = Contact.objects.filter(mailbox=earlier.mailbox).defer("sealed").first()
    if earlier.same:
        return Received(contact, receipt, "again", earlier.words_changed)
    receive_letter(earlier.mailbox, receipt=receipt, text=as_letter(told), content=told.content(), on=day)
    if contact is not None:
        _take_the_newer_choice(contact, told)
    return Received(contact, receipt, "letter", earlier.words_changed)


def _take_the_newer_choice(contact: Contact, told: Told) -> None:
    """What was said last counts: details given or withdrawn, and danger if there is any."""
    ContactDetails.objects.filter(contact=contact).delete()
    if told.contact_details:
        _keep_details(contact, told)
    if told.danger and not contact.danger:
        contact.danger = True
        contact.save(update_fields=["danger"])


def as_letter(told: Told) -> str:
    """A changed form, set out as a letter, with nothing left behind but the contact details.

    Those are for the force alone, so they are sealed apart and the letter only says whether there are any.
    """
    answers = [f"{question}: {answer}" for question, answer in account_in_words(told.account)]
    details = "Contact details: left with this." if told.contact_details else "Contact details: none."
    danger = f"In danger now: {'yes' if told.danger else 'not said'}."
    codes = [
        f"Kind: {category_label(told.category)}",
        f"Force: {told.force or 'not known'}",
        danger,
        details,
    ]
    return "\n\n".join(["(The form was sent again, changed.)", *answers, *codes])


def _keep(told: Told, mailbox: Mailbox | None, day: dt.date, *, row: uuid.UUID | None = None) -> Contact:
    contact = Contact(
        id=row or uuid.uuid4(),
        day=day,
        channel=told.channel,
        category=told.category,
        force_id=told.force,
        danger=told.danger,
        mailbox=mailbox,
    )
    contact.sealed = seal_fields(told.account, [assessors()], Context("account", contact.pk))
    contact.save(force_insert=True)
    if told.contact_details:
        _keep_details(contact, told)
    record(
        "contact.received",
        on=day,
        began_on=day,
        token=contact.token,
        channel=told.channel,
        category=told.category,
        force=told.force or "",
        language=told.language,
    )
    return contact


def _keep_details(contact: Contact, told: Told) -> None:
    context = Context("contact details", contact.pk)
    sealed = seal_fields({"details": told.contact_details}, [assessors()], context)
    ContactDetails.objects.create(contact=contact, sealed=sealed, consent=told.consent)


@transaction.atomic
def receive_non_report(
    *,
    channel: str,
    reason: str,
    by: uuid.UUID | None,
    language: str = ENGLISH,
    receipt: Receipt | None = None,
    on: dt.date | None = None,
) -> Contact:
    """Count a call that is not a report, and close it with its reason. It gets no mailbox.

    `receipt` tells one send from another: the same words twice are one call.
    """
    day = on or timezone.localdate()
    row = _row_of(receipt or mint(), b"not a report")
    known = Contact.objects.filter(pk=row).first()
    if known is not None:
        return known
    contact = _keep(Told(account={}, channel=channel, language=language), None, day, row=row)
    close(contact, reason=reason, by=by, on=day)
    return contact
