"""What an asker writes on the page that follows a request, until the desk takes it in."""

import uuid

from django.db import models


class Heard(models.Model):
    """One thing an asker said with their follow code. The public door may add it and never read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    follow_hash = models.CharField(max_length=64, db_index=True)
    place = models.PositiveIntegerField(help_text="of the line that shows it to the asker")
    kind = models.CharField(max_length=12, help_text="more, clarified, review, withdraw or confirm")
    text = models.TextField()
    on = models.DateField()

    class Meta:
        verbose_name_plural = "heard"
        ordering = ["follow_hash", "place"]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
