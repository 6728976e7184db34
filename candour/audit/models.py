"""What the audit trail keeps."""

import uuid

from django.db import models
from django.utils import timezone


class Act(models.Model):
    """One thing that one member did. Members' acts carry their time: it is reporters who are not timed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    member = models.UUIDField(null=True, help_text="the member's id; empty for the console")
    act = models.CharField(max_length=40)
    kind = models.CharField(max_length=24)
    row = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "row"], name="act_row"),
            models.Index(fields=["at"], name="act_at"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.kind}"
