"""What is decided and written in answer to a request."""

import uuid

from django.db import models

from .asked import InformationRequest, RequestQuestion


class QuestionDecision(models.Model):
    """What was decided of one question. The last stands; a review or correction is a new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(RequestQuestion, on_delete=models.CASCADE, related_name="decisions")
    place = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20)
    confirms = models.BooleanField(default=True, help_text="s.1(1)(a): says whether it is held")
    sections = models.JSONField(default=list, help_text="codes of data/sections.csv, such as 40(2)")
    answer = models.TextField(blank=True, help_text="what is supplied, or where it is to be found")
    why = models.TextField(blank=True, help_text="why it is refused, or how it was searched for")
    public_interest = models.TextField(blank=True, help_text="the balance, of a qualified exemption")
    holder = models.CharField(max_length=160, blank=True, help_text="who holds it instead")
    holder_address = models.CharField(max_length=200, blank=True)
    estimate = models.JSONField(default=list, help_text="of a cost refusal: lines of [activity, hours]")
    out_on = models.DateField(null=True, help_text="s.22: the day of its publication")
    url = models.CharField(max_length=300, blank=True, help_text="s.21: where it is published")
    advice = models.TextField(blank=True, help_text="s.16: what would help the asker")
    personal = models.BooleanField(default=False, help_text="whether it supplies information about a person")
    by = models.UUIDField()
    on = models.DateField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["question", "place"], name="one_decision")]

    def __str__(self) -> str:
        return self.outcome


class Citation(models.Model):
    """A published number that answers a question, by release and place. It is read, never typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(QuestionDecision, on_delete=models.CASCADE, related_name="citations")
    release = models.CharField(max_length=12, help_text="its reference, such as 5.1")
    place = models.PositiveIntegerField(help_text="the number's place in the release")

    class Meta:
        ordering = ["release", "place"]
        constraints = [models.UniqueConstraint(fields=["decision", "release", "place"], name="one_citation")]

    def __str__(self) -> str:
        return f"{self.release}-{self.place}"


class RequestLetter(models.Model):
    """A letter of ours, as drafted: words and PDF. Approved by a second person where one is due."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, help_text="acknowledgement, clarification, extension, response …")
    template = models.CharField(max_length=32, help_text="the template and its version")
    subject = models.CharField(max_length=200)
    body = models.TextField(help_text="without the asker's name and address")
    pdf = models.BinaryField(null=True)
    marking = models.CharField(max_length=40, blank=True, help_text="only where one is due")
    needs_second = models.BooleanField(default=False)
    drafted_by = models.UUIDField()
    drafted_on = models.DateField()
    approved_by = models.UUIDField(null=True)
    sent_on = models.DateField(null=True)
    decisions = models.JSONField(default=list, help_text="the decisions that it tells, by number")
    note = models.TextField(blank=True, help_text="what its step says once it is sent, such as: upheld")
    files = models.JSONField(default=list, help_text="the files that were to go with it when it was drafted")
    by_others = models.BooleanField(
        default=True, help_text="of a review: it says that nobody looked again who had a part in the answer"
    )
    sent_back = models.TextField(
        blank=True, help_text="why a second person gave it back, until it is drafted again"
    )

    class Meta:
        ordering = ["drafted_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("drafted_by")),
                name="two_people_approve",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_on=None)
                | models.Q(needs_second=False)
                | models.Q(approved_by__isnull=False),
                name="none_sent_without_its_second",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Outgoing(models.Model):
    """An e-mail that waits to be sent, or was. The mail command sends them; no page waits for a server."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        InformationRequest, null=True, on_delete=models.CASCADE, related_name="outgoing"
    )
    letter = models.ForeignKey(RequestLetter, null=True, on_delete=models.CASCADE, related_name="outgoing")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    reply_to = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list, help_text="the attachments that go with it, by number")
    is_automatic = models.BooleanField(default=False, help_text="so marked, that no robot answers it")
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True, help_text="not before; none once it is given up for a person")
    trouble = models.CharField(max_length=300, blank=True, help_text="why it is not sent, or came back")
    bounced_on = models.DateField(null=True)

    class Meta:
        ordering = ["queued_at"]

    def __str__(self) -> str:
        return self.subject
