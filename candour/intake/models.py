"""What is kept of a contact: its day, its channel, a few codes, and the sealed account."""

import uuid

from django.db import models

from candour.forces.models import Force
from candour.mailbox.models import Mailbox


class Contact(models.Model):
    """One call answered or one form sent, before any judgement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField()
    channel = models.CharField(max_length=24)
    category = models.CharField(max_length=24, blank=True, help_text="as the reporter chose it")
    force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT)
    danger = models.BooleanField(default=False, help_text="someone is in danger now: goes first")
    sealed = models.BinaryField(help_text="the account, to the assessors' team")
    mailbox = models.OneToOneField(Mailbox, null=True, on_delete=models.SET_NULL, related_name="contact")
    token = models.UUIDField(default=uuid.uuid4, help_text="its name in the ledger")

    def __str__(self) -> str:
        return f"{self.channel} {self.day}"


class ContactDetails(models.Model):
    """What a confidential reporter leaves for the force. Sealed apart; passed on with consent only."""

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.CASCADE, related_name="details"
    )
    sealed = models.BinaryField()
    consent = models.BooleanField(help_text="the reporter said that the force may have them")

    def __str__(self) -> str:
        return "contact details"


class Closing(models.Model):
    """A contact from which no report is written, and why."""

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.CASCADE, related_name="closing"
    )
    reason = models.CharField(max_length=24)
    on = models.DateField()
    by = models.UUIDField(null=True, help_text="the member's id")

    def __str__(self) -> str:
        return self.reason
