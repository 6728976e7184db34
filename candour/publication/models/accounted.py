"""What the desk publishes of its own work, month by month."""

import uuid

from django.db import models


class MonthlyAccount(models.Model):
    """One month of the desk's own counts as published: frozen. A later version counts the month anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField(help_text="its first day")
    version = models.PositiveSmallIntegerField()
    as_at = models.DateField(help_text="the day up to which it counts")
    content = models.JSONField(help_text="the counts, by heading; no request can be told from them")
    published_on = models.DateField()
    by = models.UUIDField(null=True, help_text="the member; none where the command line published it")

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [models.UniqueConstraint(fields=["month", "version"], name="one_monthly_account")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}, version {self.version}"
