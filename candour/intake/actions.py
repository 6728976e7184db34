"""What is done at intake: the one way in for every contact, whatever its channel."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from candour.codes.categories import category_label
from candour.codes.channels import channels
from candour.codes.languages import ENGLISH, languages
from candour.ledger.actions import record
from candour.mailbox.actions import Earlier, create_mailbox, receive_letter, sent_before
from candour.mailbox.models import Mailbox
from candour.seal.keys import Context
from candour.seal.receipt import Receipt, content_fingerprint, mint
from candour.seal.sealing import seal_fields
from candour.store.clock import current_day
from candour.teams.actions import assessors

from .closing import close
from .models import Contact, ContactDetails
from .rules import account_in_words


@dataclass(frozen=True)
class IncomingContact:
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
        """The bytes that are equal for a repeated send. The language is not part of them."""
        codes = [self.category, self.force, self.danger, self.contact_details, self.consent]
        content = [dict(self.account), *codes]
        return json.dumps(content, sort_keys=True).encode()


@dataclass(frozen=True)
class Received:
    """The result of `receive_contact`: a new contact, one received before, or a letter to its mailbox."""

    contact: Contact | None
    receipt: Receipt
    came_as: str  # "contact" | "again" | "letter"
    words_changed: bool = False


def receive_contact(
    incoming: IncomingContact,
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
    if incoming.channel not in channels():
        raise ValidationError(f"{incoming.channel!r} is not a channel.")
    if incoming.language not in languages():
        raise ValidationError("Choose English, Welsh or another language.")
    receipt = receipt or mint()
    day = on or current_day()
    receive = partial(_receive, spoken=spoken) if mailbox else _receive_without_mailbox
    try:
        with transaction.atomic():
            return receive(incoming, receipt, day)
    except IntegrityError:
        # The same words arrived twice at once, and the other send was first.
        with transaction.atomic():
            return receive(incoming, receipt, day)


def _receive(incoming: IncomingContact, receipt: Receipt, day: dt.date, *, spoken: bool) -> Received:
    earlier = sent_before(receipt, incoming.content())
    if earlier is not None:
        return _receive_again(earlier, incoming, receipt, day)
    mailbox = create_mailbox(receipt, content=incoming.content(), spoken=spoken)
    contact = _keep(incoming, mailbox, day)
    return Received(contact, receipt, "contact")


def _receive_without_mailbox(incoming: IncomingContact, receipt: Receipt, day: dt.date) -> Received:
    row = _row_of(receipt, incoming.content())
    existing = Contact.objects.filter(pk=row).first()
    if existing is not None:
        return Received(existing, receipt, "again")
    return Received(_keep(incoming, None, day, row=row), receipt, "contact")


def _row_of(receipt: Receipt, content: bytes) -> uuid.UUID:
    """The id of a contact without a mailbox, from its words and content: a repeated send has the same."""
    return uuid.UUID(bytes=content_fingerprint(receipt, content)[:16])


def _receive_again(earlier: Earlier, incoming: IncomingContact, receipt: Receipt, day: dt.date) -> Received:
    # The public door's database role may not read the sealed account, and has no use for it.
    contact = Contact.objects.filter(mailbox=earlier.mailbox).defer("sealed").first()
    if earlier.same:
        return Received(contact, receipt, "again", earlier.words_changed)
    receive_letter(
        earlier.mailbox, receipt=receipt, text=as_letter(incoming), content=incoming.content(), on=day
    )
    if contact is not None:
        _take_the_newer_choice(contact, incoming)
    return Received(contact, receipt, "letter", earlier.words_changed)


def _take_the_newer_choice(contact: Contact, incoming: IncomingContact) -> None:
    """Replace the contact details by those of the newer form; set danger, and never take it away."""
    ContactDetails.objects.filter(contact=contact).delete()
    if incoming.contact_details:
        _keep_details(contact, incoming)
    if incoming.danger and not contact.danger:
        contact.danger = True
        contact.save(update_fields=["danger"])


def as_letter(incoming: IncomingContact) -> str:
    """A form that was sent again with changes, as the text of a letter; without the contact details.

    Those are for the force alone, so they are sealed apart and the letter only says whether there are any.
    """
    answers = [f"{question}: {answer}" for question, answer in account_in_words(incoming.account)]
    details = "Contact details: left with this." if incoming.contact_details else "Contact details: none."
    danger = f"In danger now: {'yes' if incoming.danger else 'not said'}."
    codes = [
        f"Kind: {category_label(incoming.category)}",
        f"Force: {incoming.force or 'not known'}",
        danger,
        details,
    ]
    return "\n\n".join(["(The form was sent again, changed.)", *answers, *codes])


def _keep(
    incoming: IncomingContact, mailbox: Mailbox | None, day: dt.date, *, row: uuid.UUID | None = None
) -> Contact:
    contact = Contact(
        id=row or uuid.uuid4(),
        day=day,
        channel=incoming.channel,
        category=incoming.category,
        force_id=incoming.force,
        danger=incoming.danger,
        mailbox=mailbox,
    )
    contact.sealed = seal_fields(incoming.account, [assessors()], Context("account", contact.pk))
    contact.save(force_insert=True)
    if incoming.contact_details:
        _keep_details(contact, incoming)
    record(
        "contact.received",
        on=day,
        began_on=day,
        token=contact.token,
        channel=incoming.channel,
        category=incoming.category,
        force=incoming.force or "",
        language=incoming.language,
    )
    return contact


def _keep_details(contact: Contact, incoming: IncomingContact) -> None:
    context = Context("contact details", contact.pk)
    sealed = seal_fields({"details": incoming.contact_details}, [assessors()], context)
    ContactDetails.objects.create(contact=contact, sealed=sealed, consent=incoming.consent)


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
    day = on or current_day()
    row = _row_of(receipt or mint(), b"not a report")
    existing = Contact.objects.filter(pk=row).first()
    if existing is not None:
        return existing
    contact = _keep(IncomingContact(account={}, channel=channel, language=language), None, day, row=row)
    close(contact, reason=reason, by=by, on=day)
    return contact
