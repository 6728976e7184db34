"""Forces, and the agreements by which funders pay for the line."""

import uuid

from django.db import models


class ForceQuerySet(models.QuerySet["Force"]):
    """Forces by whether reports about them are taken."""

    def offered(self) -> "ForceQuerySet":
        """The forces that a reporter can choose, by name."""
        return self.filter(in_scope=True).order_by("name")


class Force(models.Model):
    """A body that can receive a referral. The slug is data.police.uk's."""

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=60)
    nation = models.CharField(max_length=24)
    kind = models.CharField(max_length=24)
    gss_code = models.CharField(max_length=9, blank=True)
    website = models.URLField(blank=True)
    oversight_body = models.CharField(max_length=120)
    in_scope = models.BooleanField(help_text="whether reports about it are taken (forces.csv)")

    objects = ForceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Agreement(models.Model):
    """A commissioning contract: who funds the line, how much, for which period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    funder = models.CharField(max_length=120)
    pounds = models.PositiveIntegerField(help_text="for the whole period, in pounds")
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    invented = models.BooleanField(default=False, help_text="a rehearsal's figure; says so wherever shown")

    class Meta:
        ordering = ["starts_on", "funder"]

    def __str__(self) -> str:
        return f"{self.funder}, £{self.pounds:,}"
