"""What is served beside the log's pages, and what happened to a reader's offer."""

import uuid

from django.db import models


class LogFile(models.Model):
    """A file of one version of a page of the log, as the public gets it: checked, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["slug", "version", "place"]
        constraints = [models.UniqueConstraint(fields=["slug", "version", "place"], name="one_log_file")]

    def __str__(self) -> str:
        return f"{self.slug}, version {self.version}: {self.name}"


class OfferStep(models.Model):
    """That the writer of an offered annotation was asked to confirm it, or did. The public door only adds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.UUIDField(help_text="no key to the offer, which may be deleted meanwhile")
    kind = models.CharField(max_length=12, help_text="asked or confirmed")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "kind"], name="one_offer_step")]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
