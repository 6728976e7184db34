"""What is kept of messages: the text as it came, what is folded in it, and its files."""

import uuid

from django.db import models

from .asked import InformationRequest


class Message(models.Model):
    """One message of a thread. Without a request, it waits for a person to match it: nothing is dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        InformationRequest, null=True, on_delete=models.CASCADE, related_name="messages"
    )
    place = models.PositiveIntegerField(default=0, help_text="in its thread")
    direction = models.CharField(max_length=4, help_text="in or out")
    kind = models.CharField(max_length=12, default="message", help_text="message, auto_reply or bounce")
    writer = models.CharField(max_length=12, default="asker", help_text="asker, desk, force or other")
    writer_name = models.CharField(max_length=160, blank=True)
    writer_address = models.CharField(max_length=254, blank=True)
    received_on = models.DateField(null=True, help_text="the UK day; none of a thread that does not say it")
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(help_text="as it came; folds are ranges over these lines")
    raw = models.BinaryField(null=True, help_text="the whole message as the server gave it")
    copies = models.JSONField(
        default=list, help_text="the hashes of further copies' headers on the mail server"
    )
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    matched_by = models.CharField(max_length=12, blank=True, help_text="code, person, follow or import")
    trouble = models.CharField(max_length=200, blank=True, help_text="why it waits for a person")
    set_aside_on = models.DateField(null=True, help_text="a person looked and found that it answers nothing")

    class Meta:
        ordering = ["place", "received_on"]

    def __str__(self) -> str:
        return self.subject


class Fold(models.Model):
    """Lines of a message that are shown closed at first. A range over untouched text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="folds")
    first = models.PositiveIntegerField(help_text="the first folded line, from 0")
    last = models.PositiveIntegerField(help_text="the last folded line")
    kind = models.CharField(max_length=12, help_text="earlier, signature, notice or links")
    proposed_by = models.CharField(max_length=24)
    opened_by = models.UUIDField(null=True, help_text="the member who opened it for everybody")

    class Meta:
        ordering = ["first"]

    def __str__(self) -> str:
        return f"{self.kind}, lines {self.first} to {self.last}"


class Attachment(models.Model):
    """A file that came with a message or goes out with an answer; an outgoing one is checked first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        InformationRequest, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    findings = models.JSONField(default=list, help_text="what was found hidden in it: [kind, where, what]")
    removed = models.JSONField(default=list, help_text="what was taken out of it, in words, as published")
    made_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.RESTRICT,
        related_name="made",
        help_text="before redaction",
    )
    goes_out = models.BooleanField(default=False, help_text="part of an answer")
    passed_by = models.UUIDField(null=True, help_text="the member who decided that it may go out")
    passed_why = models.CharField(max_length=300, blank=True)
    agreed_by = models.UUIDField(
        null=True, help_text="the second member, who agreed that a file goes out as it came"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by=None)
                | (models.Q(passed_by__isnull=False) & ~models.Q(agreed_by=models.F("passed_by"))),
                name="two_people_give_an_original",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_original(self) -> bool:
        """Whether it is as it came, and was not made by us from what shows of another."""
        return self.made_from_id is None

    @property
    def is_stopped(self) -> bool:
        """Whether it may not go out: an original that two people have not agreed on, or a file of ours in
        which an address, a number or a name was found that nobody has passed.
        """
        if self.is_original:
            return self.passed_by is None or self.agreed_by is None
        return bool(self.findings) and self.passed_by is None


class Forgotten(models.Model):
    """That the mail server still keeps a copy of something that was deleted here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of its headers; not a word can be told from it"
    )

    class Meta:
        verbose_name_plural = "forgotten"

    def __str__(self) -> str:
        return "a copy to delete"
