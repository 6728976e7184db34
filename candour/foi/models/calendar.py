"""The days that are not working days."""

import uuid

from django.db import models


class Holiday(models.Model):
    """A bank holiday in any part of the United Kingdom, Good Friday or Christmas Day (FOIA s.10(6))."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    nations = models.CharField(max_length=20, help_text="of ENG, WLS, SCT and NIR, those that have it")
    source = models.CharField(max_length=200)
    proclaimed_on = models.DateField(null=True, help_text="of a day that was proclaimed: when")
    added_on = models.DateField()
    added_by = models.UUIDField(null=True, help_text="the member; none for those that came with Candour")

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
