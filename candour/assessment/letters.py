"""Letters between the desk and a reporter."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note
from candour.intake.models import Contact
from candour.mailbox.actions import leave_letter, mark_opened
from candour.mailbox.models import Author, Letter
from candour.seal.keys import Context
from candour.staff.keyring import Keyring
from candour.staff.models import Member

from . import notices
from .actions import require_holding
from .notices import tell


@dataclass(frozen=True, repr=False)
class DeskLetter:
    """A letter as the desk sees it."""

    letter: Letter
    text: str


@transaction.atomic
def open_letters(contact: Contact, *, by: Member, keys: Keyring) -> list[DeskLetter]:
    """The letters of the contact's mailbox, oldest first. The reporter's own can then not be taken back."""
    require_holding(contact, by)
    if contact.mailbox is None:
        return []
    opened = []
    for letter in contact.mailbox.letters.exclude(author=Author.NOTICE):
        fields = keys.open_fields(letter.sealed, Context("letter", letter.pk))
        opened.append(DeskLetter(letter, str(fields["text"])))
        if letter.author == Author.REPORTER and not letter.opened:
            mark_opened(letter)
            note("opened", member=by.pk, kind="letter", row=letter.pk)
    return opened


@transaction.atomic
def ask_reporter(contact: Contact, *, text: str, by: Member, on: dt.date | None = None) -> Letter:
    """Leave a question in the reporter's mailbox. Raises ValidationError if the contact has no mailbox."""
    require_holding(contact, by)
    if contact.mailbox is None:
        raise ValidationError("This contact left no mailbox, so nobody can be asked.")
    if not text.strip():
        raise ValidationError("Write the question first.")
    letter = leave_letter(contact.mailbox, text=text, on=on)
    tell(contact, notices.ASKED, on=letter.day)
    note("asked", member=by.pk, kind="contact", row=contact.pk)
    return letter
