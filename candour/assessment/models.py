"""Reports and what an assessment adds to them. Free text is sealed; codes and days are not."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef

from candour.forces.models import Force
from candour.intake.models import Contact
from candour.mailbox.models import Letter
from candour.staff.models import Member

from . import rules


class ContactsToAssess:
    """The assessors' worklist: the contacts with neither a closing nor a report."""

    @staticmethod
    def all() -> models.QuerySet[Contact]:
        """Danger first, then the oldest."""
        waiting = Contact.objects.filter(closing__isnull=True, fed__isnull=True)
        return waiting.select_related("holding__by", "force").order_by("-danger", "day", "pk")

    @staticmethod
    def for_list() -> models.QuerySet[Contact]:
        """The same without the accounts, and with `has_letter`: whether a reporter's letter is unread."""
        unread = Letter.objects.unread().filter(mailbox=OuterRef("mailbox"))
        return ContactsToAssess.all().defer("sealed").annotate(has_letter=Exists(unread))


class Holding(models.Model):
    """One assessor has taken up one contact, and nobody else can."""

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.CASCADE, related_name="holding"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"held by {self.by}"


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports by their stage in the assessment."""

    def undecided(self) -> "ReportQuerySet":
        """Reports with no decision that stands."""
        standing = Decision.objects.standing().filter(report=OuterRef("pk"))
        return self.exclude(Exists(standing))

    def decided(self) -> "ReportQuerySet":
        """Reports on which a decision stands."""
        return self.filter(Exists(Decision.objects.standing().filter(report=OuterRef("pk"))))

    def sent_back(self) -> "ReportQuerySet":
        """Undecided reports whose last decision the second person sent back."""
        return self.undecided().filter(Exists(SetAside.objects.filter(decision__report=OuterRef("pk"))))

    def for_list(self) -> "ReportQuerySet":
        """With the rows that a list shows: writer, decisions, and contacts without their sealed accounts."""
        decisions = Decision.objects.select_related("confirmation", "set_aside").prefetch_related(
            "destinations__force"
        )
        contacts = Contact.objects.select_related("force").defer("sealed").order_by("day", "pk")
        return self.select_related("started_by").prefetch_related(
            models.Prefetch("decisions", decisions.defer("sealed")),
            models.Prefetch(
                "feedings", Feeding.objects.prefetch_related(models.Prefetch("contact", contacts))
            ),
        )


class Report(models.Model):
    """One matter, written up by an assessor from one or more contacts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    token = models.UUIDField(default=uuid.uuid4, help_text="its name in the ledger")
    started_by = models.ForeignKey(Member, on_delete=models.PROTECT)
    started_on = models.DateField()
    category = models.CharField(max_length=24, blank=True)
    corruption_category = models.CharField(max_length=8, blank=True)
    marking = models.CharField(max_length=24, default="OFFICIAL-SENSITIVE")
    completed_on = models.DateField(null=True, help_text="the day of its first decision (M04)")

    objects = ReportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    def standing_decision(self) -> "Decision | None":
        """The decision that stands, or None."""
        return Decision.objects.standing().filter(report=self).first()

    def stage(self) -> str:
        """The stage of the assessment in words (rules.py), read from the standing decision."""
        decisions = list(self.decisions.all())
        standing = [decision for decision in decisions if not hasattr(decision, "set_aside")]
        if standing:
            confirmed = hasattr(standing[0], "confirmation")
            return rules.decision_stage(standing[0].kind, confirmed=confirmed)
        return rules.SENT_BACK if decisions else rules.BEING_WRITTEN

    def forces_as_told(self) -> list[Force]:
        """The forces that its reporters named, without repeats, in the order of the contacts."""
        contacts = (feeding.contact for feeding in self.feedings.all())
        in_order = sorted(contacts, key=lambda contact: (contact.day, contact.pk))
        return list(dict.fromkeys(contact.force for contact in in_order if contact.force is not None))

    def mailboxes(self) -> "models.QuerySet[Contact]":
        """Its contacts that can be written to."""
        written_to = Contact.objects.filter(fed__report=self, mailbox__isnull=False)
        # The force door's database role may not read the sealed account.
        return written_to.select_related("mailbox").defer("sealed")


class Feeding(models.Model):
    """One contact fed one report. One contact can feed two reports, and two contacts one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="feedings")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="fed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "contact"], name="a_contact_feeds_once")]

    def __str__(self) -> str:
        return f"{self.contact} into {self.report}"


class Subject(models.Model):
    """A person whom the report is about, as far as it says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="subjects")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "subject"


class Item(models.Model):
    """One statement in a report with its own 3x5x2; the words and the reason are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    sealed = models.BinaryField()
    source = models.CharField(max_length=1)
    intelligence = models.CharField(max_length=1)
    handling = models.CharField(max_length=1)
    conditions = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["report", "ordinal"], name="items_in_order")]

    def __str__(self) -> str:
        return f"{self.source}-{self.intelligence}-{self.handling}"


class SanitisedReport(models.Model):
    """The text that may go to a force. Drafts are overwritten, not kept."""

    report = models.OneToOneField(
        Report, primary_key=True, on_delete=models.CASCADE, related_name="sanitised"
    )
    sealed = models.BinaryField()
    ticked = models.JSONField(default=list, help_text="checklist codes that the writer ticked")
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"sanitised {self.report}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by their state."""

    def standing(self) -> "DecisionQuerySet":
        """Not sent back by the second person."""
        return self.filter(set_aside__isnull=True)

    def waiting(self) -> "DecisionQuerySet":
        """Standing, and not yet confirmed by a second person."""
        waiting = self.standing().filter(confirmation__isnull=True)
        return waiting.select_related("report", "by").order_by("on", "pk")


class Decision(models.Model):
    """A decision on a report, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=16)
    reason = models.CharField(max_length=24, blank=True)
    sealed = models.BinaryField(help_text="the reason in words")
    pass_details = models.BooleanField(
        default=False, help_text="send a confidential reporter's details along"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    objects = DecisionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.report}"


class Destination(models.Model):
    """One force that a decision refers the report to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="destinations")
    force = models.ForeignKey(Force, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "force"], name="a_force_once")]

    def __str__(self) -> str:
        return f"to {self.force_id}"


class Confirmation(models.Model):
    """A second person has checked the decision and the sanitised text."""

    decision = models.OneToOneField(
        Decision, primary_key=True, on_delete=models.CASCADE, related_name="confirmation"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"confirmed {self.decision}"


class SetAside(models.Model):
    """A second person has sent the decision back to be made again."""

    decision = models.OneToOneField(
        Decision, primary_key=True, on_delete=models.CASCADE, related_name="set_aside"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()
    sealed = models.BinaryField(help_text="why, in words")

    def __str__(self) -> str:
        return f"set aside {self.decision}"
