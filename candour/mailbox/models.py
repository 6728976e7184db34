"""Mailboxes and their sealed letters. With days, not times."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models

from candour.seal.keys import PublicKey


class MailboxFull(ValidationError):
    """As many letters as a mailbox may have are unread."""


class WasTakenBack(ValidationError):
    """The same page was sent again after its letter had been taken back."""


class Mailbox(models.Model):
    """A mailbox. Its private key is derived from the seven words each time, and is not stored."""

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
    """The number derived from words that were changed: a form sent again with them is still recognised."""

    number = models.UUIDField(primary_key=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE)
    fingerprint = models.BinaryField()

    def __str__(self) -> str:
        return "retired number"


class TakenBack(models.Model):
    """The fingerprint of a letter that was taken back: the same page sent again does not store it anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="taken_back")
    fingerprint = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "fingerprint"], name="taken_back_once")]

    def __str__(self) -> str:
        return "taken back"


class Author(models.TextChoices):
    """Who wrote a letter. A notice is left by the application when a report moves."""

    REPORTER = "reporter", "You"
    US = "us", "Us"
    NOTICE = "notice", "What is happening"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by whether they were read."""

    def unread(self) -> "LetterQuerySet":
        """The reporters' letters that no assessor has opened."""
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
