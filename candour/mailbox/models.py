"""What is kept of a mailbox: its number, its public key, and sealed letters. Days, not times."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models

from candour.seal.keys import PublicKey


class MailboxFull(ValidationError):
    """So many letters wait for us that one more is asked to wait."""


class WasTakenBack(ValidationError):
    """The same page was sent again after its letter had been taken back."""


class Mailbox(models.Model):
    """A box whose private key is made anew from the seven words each time, and kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.UUIDField(unique=True, help_text="derived from the words; names the box, opens nothing")
    public_key = models.BinaryField()
    spoken = models.BooleanField(default=False, help_text="words heard by a call handler: good once")
    fingerprint = models.BinaryField(help_text="of what was sent with the words, under a key made from them")

    def __str__(self) -> str:
        return "mailbox"

    @property
    def public(self) -> PublicKey:
        """The key to seal letters to."""
        return PublicKey.from_bytes(bytes(self.public_key))


class RetiredNumber(models.Model):
    """The number of words that were changed, so that a form sent again with them is not lost."""

    number = models.UUIDField(primary_key=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE)
    fingerprint = models.BinaryField()

    def __str__(self) -> str:
        return "retired number"


class TakenBack(models.Model):
    """The mark of a letter that was taken back, so that the same page sent again does not bring it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="taken_back")
    fingerprint = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "fingerprint"], name="taken_back_once")]

    def __str__(self) -> str:
        return "taken back"


class Author(models.TextChoices):
    """Who wrote a letter. A notice is one that a room leaves by itself when a report moves."""

    REPORTER = "reporter", "You"
    US = "us", "Us"
    NOTICE = "notice", "What is happening"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters, by what is to be done with them."""

    def unread(self) -> "LetterQuerySet":
        """Reporters' letters that no assessor has opened."""
        return self.filter(author=Author.REPORTER, opened=False)


class Letter(models.Model):
    """One message in a mailbox."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="letters")
    ordinal = models.PositiveIntegerField()
    day = models.DateField()
    author = models.CharField(max_length=10, choices=Author.choices)
    sealed = models.BinaryField()
    fingerprint = models.BinaryField(null=True, help_text="reporters' letters: so that one sent twice is one")
    opened = models.BooleanField(default=False, help_text="a reporter's letter that an assessor has opened")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "ordinal"], name="letters_in_order"),
            models.UniqueConstraint(fields=["mailbox", "fingerprint"], name="one_letter_once"),
        ]

    def __str__(self) -> str:
        return f"letter {self.ordinal}"
