"""What the public reads: the disclosure log and its annotations."""

import uuid

from django.db import models


class LogEntry(models.Model):
    """One version of one answered request as the public reads it: frozen, hashed, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=24)
    slug = models.CharField(max_length=24, help_text="the reference with dots")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    headline = models.CharField(max_length=12)
    topic = models.CharField(max_length=24, blank=True)
    sections = models.JSONField(default=list)
    received_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    published_on = models.DateField()
    content = models.BinaryField(help_text="the page's document, canonical JSON")
    sha256 = models.CharField(max_length=64)
    changes = models.TextField(blank=True, help_text="what this version changes in the one before, and why")
    is_tombstone = models.BooleanField(default=False, help_text="taken out of the log; says why")
    published_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["-published_on", "slug", "-version"]
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="one_log_entry")]

    def __str__(self) -> str:
        return f"{self.reference}, version {self.version}"


class Catalogue(models.Model):
    """One row a page of the log, made from its newest version: what search and the lists look through."""

    slug = models.CharField(primary_key=True, max_length=24)
    reference = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    questions = models.TextField()
    answers = models.TextField()
    thread = models.TextField(help_text="its messages, the folded lines too, and its files' names")
    headline = models.CharField(max_length=12)
    topic = models.CharField(max_length=24, blank=True)
    sections = models.CharField(max_length=200, blank=True, help_text="between spaces, such as ' 30 40(2) '")
    received_on = models.DateField(null=True)
    answered_on = models.DateField(null=True, db_index=True)
    published_on = models.DateField()

    class Meta:
        verbose_name_plural = "catalogue"

    def __str__(self) -> str:
        return self.reference


class AnnotationOffer(models.Model):
    """What a reader would add to a page of the log: nobody sees it before it is confirmed and read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=24)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    text = models.TextField()
    source_url = models.URLField(blank=True)
    source_name = models.CharField(max_length=120, blank=True)
    source_date = models.DateField(null=True)
    offered_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.slug}, {self.offered_on}"


class Annotation(models.Model):
    """A reader's note that stands beside an answer, with its source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=24, db_index=True)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    text = models.TextField()
    source_url = models.URLField(blank=True)
    source_name = models.CharField(max_length=120, blank=True)
    source_date = models.DateField(null=True)
    measure = models.CharField(max_length=6, blank=True, help_text="that a press figure misreports")
    offer = models.UUIDField(null=True, help_text="the offer it came from")
    published_on = models.DateField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ["slug", "place"]
        constraints = [models.UniqueConstraint(fields=["slug", "place"], name="one_annotation")]

    def __str__(self) -> str:
        return f"{self.slug}, {self.place}"
