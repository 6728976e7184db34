"""What is kept of an outcome. A correction or a withdrawal is a new row; the first stays visible."""

import uuid

from django.db import models

from candour.codes.listed import label_of
from candour.codes.outcomes import investigation_kinds, outcomes
from candour.referral.models import Referral
from candour.staff.models import Member


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Outcomes, by whether they stand."""

    def standing(self) -> "OutcomeQuerySet":
        """Neither corrected by a later one nor withdrawn."""
        return self.filter(corrected_by__isnull=True, withdrawal__isnull=True)

    def closing(self) -> "OutcomeQuerySet":
        """Standing ones after which nothing more is expected of the force."""
        closing = [code for code, outcome in outcomes().items() if outcome.closing]
        return self.standing().filter(code__in=closing)


class Outcome(models.Model):
    """One thing that the force states it did because of a referral."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="outcomes")
    code = models.CharField(max_length=32)
    happened_on = models.DateField()
    recorded_on = models.DateField()
    quantity = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=24, blank=True, help_text="of an investigation, or its oversight body")
    first_arrests = models.PositiveIntegerField(
        null=True, help_text="how many of the arrests were a person's first because of this line"
    )
    tell_reporter = models.BooleanField(default=False)
    sealed = models.BinaryField(help_text="the force's reference and note, to the assessors and the unit")
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    entry = models.UUIDField(help_text="its line in the ledger")
    person_entry = models.UUIDField(
        null=True, help_text="the ledger's line of people arrested, if there is one"
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["happened_on", "recorded_on", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The outcome's name."""
        return outcomes()[self.code].label

    @property
    def detail(self) -> str:
        """What kind of investigation it is, or how many were arrested for the first time; else empty."""
        if self.first_arrests is not None:
            return f"First arrests: {self.first_arrests}"
        return label_of(investigation_kinds(), self.kind)


class Withdrawal(models.Model):
    """The force says that an outcome was recorded by mistake. Nothing stands in its place."""

    outcome = models.OneToOneField(
        Outcome, primary_key=True, on_delete=models.CASCADE, related_name="withdrawal"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()
    sealed = models.BinaryField(help_text="what the mistake was, to the assessors and the unit")

    def __str__(self) -> str:
        return f"withdrawn: {self.outcome}"
