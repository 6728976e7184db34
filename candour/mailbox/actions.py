"""Actions on mailboxes: create, open, leave and receive letters, read, change the words."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from candour.ledger.actions import record
from candour.seal.keys import Context, PrivateKey, PublicKey, WrongKey
from candour.seal.receipt import Receipt, content_fingerprint, mailbox_key, mailbox_number
from candour.seal.sealing import seal_fields
from candour.seal.unsealing import rewrap, unseal_fields
from candour.store.clock import current_day
from candour.teams.actions import assessors

from .models import Author, Letter, Mailbox, MailboxFull, RetiredNumber, TakenBack, WasTakenBack

# More than anybody in distress writes in a day, and few enough that a mailbox opens at once.
MOST_UNREAD = 100


@dataclass(frozen=True, repr=False)
class OpenMailbox:
    """A mailbox with its private key, in memory for one request."""

    mailbox: Mailbox
    key: PrivateKey
    receipt: Receipt


@dataclass(frozen=True, repr=False)
class OpenLetter:
    """One letter as its reader sees it."""

    id: uuid.UUID
    day: dt.date
    author: str
    text: str
    stage: str
    may_take_back: bool


def create_mailbox(receipt: Receipt, *, content: bytes, spoken: bool = False) -> Mailbox:
    """Create the mailbox that these words open, with a fingerprint of the content that was sent with them."""
    return Mailbox.objects.create(
        number=mailbox_number(receipt),
        public_key=mailbox_key(receipt).public.raw,
        spoken=spoken,
        fingerprint=content_fingerprint(receipt, content),
    )


@dataclass(frozen=True)
class Earlier:
    """An earlier sending with these words: whether with the same content, and whether they changed since."""

    mailbox: Mailbox
    same: bool
    words_changed: bool


def sent_before(receipt: Receipt, content: bytes) -> Earlier | None:
    """The earlier sending with these words, or None. Words that were changed since are recognised too."""
    number, mark = mailbox_number(receipt), content_fingerprint(receipt, content)
    mailbox = Mailbox.objects.filter(number=number).order_by().first()
    if mailbox is not None:
        same_letter = bytes(mailbox.fingerprint) == mark
        return Earlier(mailbox, same_letter or _has_letter(mailbox, mark), words_changed=False)
    retired = RetiredNumber.objects.select_related("mailbox").filter(number=number).order_by().first()
    if retired is None:
        return None
    if not retired.fingerprint:
        # A call handler heard these words. The reporter has others now, so nothing more comes in by them.
        return Earlier(retired.mailbox, same=True, words_changed=True)
    same_letter = bytes(retired.fingerprint) == mark
    return Earlier(retired.mailbox, same_letter or _has_letter(retired.mailbox, mark), words_changed=True)


def _has_letter(mailbox: Mailbox, mark: bytes) -> bool:
    return mailbox.letters.filter(fingerprint=mark).exists()


def open_by_words(receipt: Receipt) -> OpenMailbox:
    """Open a mailbox by its words. Raises WrongKey if there is none; it never says which word is wrong."""
    mailbox = Mailbox.objects.filter(number=mailbox_number(receipt)).first()
    if mailbox is None:
        raise WrongKey("We do not know these words.")
    return OpenMailbox(mailbox, mailbox_key(receipt), receipt)


def _seal(letter: Letter, text: str, stage: str, recipients: list[PublicKey]) -> bytes:
    return seal_fields({"text": text, "stage": stage}, recipients, Context("letter", letter.pk))


def _next_ordinal(mailbox: Mailbox) -> int:
    last = mailbox.letters.aggregate(last=Max("ordinal"))["last"]
    return 1 if last is None else last + 1


def _locked(mailbox: Mailbox) -> Mailbox:
    """The mailbox, read again and locked until the transaction ends."""
    return Mailbox.objects.select_for_update().get(pk=mailbox.pk)


def _add_letter(
    mailbox: Mailbox,
    *,
    author: str,
    text: str,
    on: dt.date | None,
    stage: str = "",
    mark: bytes | None = None,
) -> Letter:
    # The row is locked first, so that two letters left at once get two ordinals.
    mailbox = _locked(mailbox)
    letter = Letter(
        mailbox=mailbox,
        ordinal=_next_ordinal(mailbox),
        day=on or current_day(),
        author=author,
        fingerprint=mark,
    )
    recipients = [mailbox.public] if author == Author.NOTICE else [mailbox.public, assessors()]
    letter.sealed = _seal(letter, text, stage, recipients)
    letter.save(force_insert=True)
    return letter


@transaction.atomic
def leave_letter(mailbox: Mailbox, *, text: str, on: dt.date | None = None) -> Letter:
    """Leave a letter from us, which the reporter reads with their words."""
    return _add_letter(mailbox, author=Author.US, text=text, on=on)


@transaction.atomic
def leave_notice(mailbox: Mailbox, *, stage: str, text: str, on: dt.date | None = None) -> Letter:
    """Leave a notice that the report has moved: its stage and a text, sealed to the mailbox alone."""
    return _add_letter(mailbox, author=Author.NOTICE, text=text, stage=stage, on=on)


@transaction.atomic
def receive_letter(
    mailbox: Mailbox, *, receipt: Receipt, text: str, content: bytes | None = None, on: dt.date | None = None
) -> Letter:
    """Store a letter from the reporter; the same letter sent twice is stored once.

    `content` is what makes two letters the same: the text, unless another is given. Raises MailboxFull while
    MOST_UNREAD letters are unread; WasTakenBack for a page whose letter was taken back.
    """
    mark = content_fingerprint(receipt, content if content is not None else text.encode())
    # Locked before the look, so that of two sends at once the second finds the first.
    mailbox = _locked(mailbox)
    same_letter = mailbox.letters.filter(fingerprint=mark).first()
    if same_letter is not None:
        return same_letter
    if mailbox.taken_back.filter(fingerprint=mark).exists():
        raise WasTakenBack("You have taken this message back. To send it after all, write it in a new one.")
    if mailbox.letters.unread().count() >= MOST_UNREAD:
        raise MailboxFull(
            f"There are {MOST_UNREAD} messages of yours that we have not read yet. Nothing of them is lost. "
            "Wait until we have read some, then send this one."
        )
    letter = _add_letter(mailbox, author=Author.REPORTER, text=text, on=on, mark=mark)
    # M02: a follow-up is counted by its day alone; it carries no token.
    record("letter.received", on=letter.day, channel="web_mailbox")
    return letter


def read_letters(box: OpenMailbox) -> list[OpenLetter]:
    """Every letter in the box, oldest first."""
    return [_read(letter, box.key) for letter in box.mailbox.letters.all()]


def _read(letter: Letter, key: PrivateKey) -> OpenLetter:
    fields = unseal_fields(bytes(letter.sealed), key, Context("letter", letter.pk))
    unread = letter.author == Author.REPORTER and not letter.opened
    return OpenLetter(
        letter.pk, letter.day, letter.author, str(fields["text"]), str(fields["stage"]), may_take_back=unread
    )


@transaction.atomic
def take_back(box: OpenMailbox, letter_id: uuid.UUID) -> None:
    """Take back a reporter's letter.

    Raises ValidationError once it was read; WrongKey if it is not in this box.
    """
    letter = box.mailbox.letters.select_for_update().filter(pk=letter_id, author=Author.REPORTER).first()
    if letter is None:
        raise WrongKey("There is no such letter of yours.")
    if letter.opened:
        raise ValidationError("We have read this message, so it cannot be taken back. Write another one.")
    if letter.fingerprint is not None:
        TakenBack.objects.get_or_create(mailbox=box.mailbox, fingerprint=bytes(letter.fingerprint))
    letter.delete()


@transaction.atomic
def change_words(box: OpenMailbox, *, receipt: Receipt) -> OpenMailbox:
    """Give the mailbox new words, which only the reporter knows. The old words no longer open it.

    Raises WrongKey if the words were changed meanwhile; ValidationError if the new ones were used before.
    """
    mailbox = _locked(box.mailbox)
    if mailbox.number != box.mailbox.number:
        raise WrongKey("These words have been changed already.")
    new = mailbox_key(receipt)
    for letter in mailbox.letters.all():
        _move(letter, box.key, new.public)
    _give_words(mailbox, receipt, new.public, spoken=False)
    return OpenMailbox(mailbox, new, receipt)


@transaction.atomic
def speak_other_words(number: uuid.UUID, *, receipt: Receipt) -> None:
    """Replace words that a call handler was shown but the caller never heard.

    Raises ValidationError once the mailbox has letters or words of the reporter's own.
    """
    mailbox = Mailbox.objects.select_for_update().filter(number=number, spoken=True).first()
    if mailbox is None or mailbox.letters.exists():
        raise ValidationError("These words cannot be made again. Go to the next call.")
    _give_words(mailbox, receipt, mailbox_key(receipt).public, spoken=True)


def _give_words(mailbox: Mailbox, receipt: Receipt, public: PublicKey, *, spoken: bool) -> None:
    number = mailbox_number(receipt)
    numbers = (Mailbox.objects.filter(number=number), RetiredNumber.objects.filter(number=number))
    if any(used.exists() for used in numbers):
        raise ValidationError("These words have been used before. Ask for new ones.")
    mark = b"" if mailbox.spoken else bytes(mailbox.fingerprint)
    RetiredNumber.objects.create(number=mailbox.number, mailbox=mailbox, fingerprint=mark)
    mailbox.number, mailbox.public_key, mailbox.spoken = number, public.raw, spoken
    mailbox.save()


def _move(letter: Letter, old: PrivateKey, new: PublicKey) -> None:
    recipients = [new] if letter.author == Author.NOTICE else [new, assessors()]
    letter.sealed = rewrap(bytes(letter.sealed), old, Context("letter", letter.pk), recipients)
    letter.save(update_fields=["sealed"])


def mark_opened(letter: Letter) -> None:
    """Mark a reporter's letter as read by an assessor; it can then no longer be taken back."""
    letter.opened = True
    letter.save(update_fields=["opened"])
