"""What is kept of a request itself: its questions, who asked, and what happened to it."""

import uuid

from django.db import models

from candour.forces.models import Force


class InformationRequest(models.Model):
    """One request for recorded information. Who asked is kept apart; its stage is read from its steps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        max_length=24, blank=True, help_text="such as 01/FOI/26/000123; given when it is opened"
    )
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=24, blank=True)
    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=8, default="en")
    law = models.CharField(max_length=8, default="foia")
    footing = models.CharField(max_length=12, default="voluntary")
    force = models.ForeignKey(
        Force, null=True, blank=True, on_delete=models.PROTECT, help_text="on whose behalf it is answered"
    )
    answer_by = models.DateField(null=True, help_text="a force's own short date, of a search order")
    needs_confirming = models.BooleanField(default=False, help_text="the address is not proved yet")
    follow_hash = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the code that follows it; the code is not kept"
    )
    source_url = models.URLField(blank=True, help_text="where it was published before, of one brought in")
    left_out = models.TextField(
        blank=True, help_text="words that a member keeps out of its page in the log, one a line"
    )

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=~models.Q(reference=""), name="one_reference"
            )
        ]

    def __str__(self) -> str:
        return self.reference or "a request that is not opened yet"

    @property
    def slug(self) -> str:
        """The reference as it stands in an address: dots for slashes."""
        return self.reference.replace("/", ".")


class Requester(models.Model):
    """Who asked, and where the answer goes. The public door may write this and never read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(InformationRequest, on_delete=models.CASCADE, related_name="requester")
    name = models.CharField(max_length=120)
    publish_name = models.BooleanField(default=False)
    email = models.EmailField(blank=True, db_index=True)
    post = models.TextField(blank=True, help_text="an address for letters on paper")
    answer_to = models.CharField(max_length=8, default="email", help_text="email, post or code")

    def __str__(self) -> str:
        return self.name


class RequestQuestion(models.Model):
    """One numbered question; each is decided by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="one_question")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class RequestStep(models.Model):
    """One thing that happened to a request, on one UK day. Its clock and its stage come from these alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    on = models.DateField()
    until = models.DateField(null=True, help_text="the day that this step sets, such as an extension's")
    note = models.TextField(blank=True)
    by = models.UUIDField(null=True, help_text="the member; none where the asker or the line itself acted")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["request", "place"], name="one_step")]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class Posted(models.Model):
    """What an asker reads with their code: one line or letter. The public door reads these, not requests."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    follow_hash = models.CharField(max_length=64, db_index=True)
    place = models.PositiveIntegerField()
    on = models.DateField()
    kind = models.CharField(max_length=24)
    heading = models.CharField(max_length=200)
    body = models.TextField(blank=True, help_text="without the asker's name")
    due_on = models.DateField(null=True)
    file = models.BinaryField(null=True, help_text="the letter as a PDF")
    needs_confirming = models.BooleanField(
        default=False, help_text="of the receipt: that we ask by e-mail whether the address is theirs"
    )

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["follow_hash", "place"], name="one_posted")]

    def __str__(self) -> str:
        return f"{self.on} {self.heading}"


class PostedFile(models.Model):
    """A file that went with a letter, where the asker finds it with their code: as it was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    posted = models.ForeignKey(Posted, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    content = models.BinaryField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Connection(models.Model):
    """That one request repeats, follows up, updates or replaces another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="connections")
    other = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="connected_from")
    kind = models.CharField(max_length=12, help_text="duplicate, follow_up, updates or replaces")
    on = models.DateField()
    by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "other"], name="one_connection")]

    def __str__(self) -> str:
        return self.kind


class GivenReference(models.Model):
    """A reference that we gave. It is never given again, whatever became of its request."""

    reference = models.CharField(primary_key=True, max_length=24)

    def __str__(self) -> str:
        return self.reference


class Diverted(models.Model):
    """That something was no request for information: the day and the kind, not a word of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, help_text="report, subject_access, press, spam …")
    channel = models.CharField(max_length=12)
    on = models.DateField()
    by = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
