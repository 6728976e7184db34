"""The ledger's entries. They are confidential microdata; only the tables that `figures` makes are public."""

import uuid

from django.db import models


class Unit(models.TextChoices):
    """What one token stands for; the units are never mixed (docs/figures.md)."""

    CONTACT = "contact"
    FOLLOW_UP = "follow-up"
    REPORT = "report"
    REFERRAL = "referral"
    TRANSFER = "transfer"
    QUESTION = "question"
    INVESTIGATION = "investigation"
    ARREST = "arrest"
    PERSON = "person"
    MATCH = "match"


class Entry(models.Model):
    """One thing that happened, on one day. Never changed: a correction is a new entry naming the old."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    happened_on = models.DateField(help_text="the day it happened, UK local")
    recorded_on = models.DateField(help_text="the day we wrote it down; 'as at' goes by this")
    began_on = models.DateField(
        null=True,
        help_text="the day its cohort began: a contact's receipt, a report's assessment, a referral's first "
        "sending; so that a cohort is counted without a join",
    )
    event = models.CharField(max_length=40)
    unit = models.CharField(max_length=16, choices=Unit.choices)
    token = models.UUIDField(null=True, help_text="one for each counted thing; letters have none")
    parent = models.UUIDField(null=True, help_text="the token this one came from")
    force = models.CharField(max_length=40, blank=True)
    to_force = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=24, blank=True)
    category = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=24, blank=True, help_text="what sort of thing it is, by a code")
    language = models.CharField(
        max_length=8, blank=True, help_text="one of three; never which other: that can tell who somebody is"
    )
    quantity = models.PositiveIntegerField(default=1)
    corrects = models.UUIDField(null=True, help_text="the entry that this one puts right")

    class Meta:
        indexes = [
            models.Index(fields=["event", "happened_on"], name="entry_event_day"),
            # Few lines correct another, so this one stays small however long the ledger grows.
            models.Index(
                fields=["corrects", "recorded_on"],
                name="entry_corrects",
                condition=models.Q(corrects__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.event}"


class Installation(models.Model):
    """The mark in the database itself: is this the rehearsal, or the real line? One row, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rehearsal = models.BooleanField()
    begun_on = models.DateField()
    shown_as = models.DateField(
        null=True,
        help_text="in a rehearsal, the day that begun_on is shown as: the day after its history ends",
    )

    def __str__(self) -> str:
        return "rehearsal" if self.rehearsal else "real line"
