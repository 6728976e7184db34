"""Tables of releases. Each is append-only: triggers in the database refuse a change.

Members are stored as their id alone: this room may not know who they are.
"""

import uuid

from django.db import models


class Announcement(models.Model):
    """A day on which a release will go public, at 9.30 in the morning. A moved day is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(help_text="the release's number, for good")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    since = models.DateField()
    until = models.DateField()
    on = models.DateField(help_text="the day it goes public")
    announced_on = models.DateField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    reason = models.CharField(max_length=200, blank=True, help_text="why the day was moved")
    by = models.UUIDField(help_text="the member")

    class Meta:
        ordering = ["on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(replaces=None), name="one_first_announcement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.on}"


class Draft(models.Model):
    """A release as compiled: its frozen bytes, and the true counts behind what they hide. Confidential."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    place = models.PositiveIntegerField(help_text="counts the drafts of one version; the last is meant")
    register = models.PositiveIntegerField(help_text="how many publications it was checked against")
    content = models.BinaryField(help_text="the document's canonical bytes")
    held_back = models.BinaryField(help_text="the true count of every number that is not exact, by place")
    findings = models.BinaryField(help_text="what was checked, and what came out")
    sha256 = models.CharField(max_length=64)
    compiled_by = models.UUIDField(help_text="the member")
    compiled_on = models.DateField()

    class Meta:
        ordering = ["number", "version", "place"]
        constraints = [models.UniqueConstraint(fields=["number", "version", "place"], name="one_draft")]

    def __str__(self) -> str:
        return f"{self.number}.{self.version}, draft {self.place}"


class Publication(models.Model):
    """A draft that a second person released. Public from `goes_public` on, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.PositiveIntegerField(unique=True, help_text="how many were published before this one")
    draft = models.UUIDField(
        unique=True, help_text="the draft; no key, since the public role reads no drafts"
    )
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    since = models.DateField()
    until = models.DateField()
    goes_public = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    changes = models.TextField(blank=True, help_text="what this version changes in the one before")
    compiled_by = models.UUIDField()
    published_by = models.UUIDField()

    class Meta:
        ordering = ["-goes_public", "-number", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="one_publication"),
            models.CheckConstraint(
                condition=~models.Q(compiled_by=models.F("published_by")), name="two_people_publish"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.version} {self.title}"


class PublishedFile(models.Model):
    """One file of a published release: its bytes, for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=60)
    goes_public = models.DateTimeField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "name"], name="one_file")]

    def __str__(self) -> str:
        return self.name
