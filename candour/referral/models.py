"""A referral and the rows that follow it. Its stage is read from the furthest row that exists."""

import uuid

from django.db import models

from candour.assessment.models import Decision, Report
from candour.forces.models import Force
from candour.mailbox.models import Author, Letter
from candour.staff.models import Member
from candour.teams.models import TeamKey

from . import rules
from .stages import standing_at


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals by who may see them and by stage."""

    def with_steps(self) -> "ReferralQuerySet":
        """With the rows that the stage is read from."""
        return self.select_related(
            "report", "force", "sending", "acknowledgement", "sent_back", "passing_on", "passing_on__transfer"
        )

    def of_unit(self, member: Member) -> "ReferralQuerySet":
        """Those sent to the member's own force, and none for anybody else."""
        mine = self.filter(force_id=member.force_id, sending__isnull=False)
        return mine.with_steps() if member.force_id else self.none()

    def held(self) -> "ReferralQuerySet":
        """Approved, and waiting for their force to have a key."""
        return self.filter(sending__isnull=True).with_steps()

    def ready(self) -> "ReferralQuerySet":
        """Held ones whose force has a confirmed key by now."""
        return self.held().filter(force__unit__keys__confirmed=True).distinct()

    def at_stage(self, *stages: str) -> "ReferralQuerySet":
        """The referrals at one of these stages (rules.py): the same answer as `Referral.stage`, in SQL."""
        return self.filter(standing_at(*stages))


class Referral(models.Model):
    """One sending of one report to one force. A transfer makes a second row that carries the same token."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="referrals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="referrals")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="referrals")
    token = models.UUIDField(default=uuid.uuid4, help_text="its name in the ledger; kept through a transfer")
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT)
    approved_on = models.DateField()

    objects = ReferralQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    def stage(self) -> str:
        """The referral's stage, in words (rules.py)."""
        if not hasattr(self, "sending"):
            return rules.HELD
        if hasattr(self, "passing_on") and hasattr(self.passing_on, "transfer"):
            return rules.PASSED
        if hasattr(self, "passing_on"):
            return rules.REDIRECTING if hasattr(self, "sent_back") else rules.PASSING
        if hasattr(self, "sent_back"):
            return rules.SENT_BACK
        return rules.ACKNOWLEDGED if hasattr(self, "acknowledgement") else rules.SENT

    def is_with_force(self) -> bool:
        """Whether this force may still act on it."""
        return self.stage() in rules.WITH_FORCE


class Sending(models.Model):
    """The sanitised report, sealed to the force's unit."""

    referral = models.OneToOneField(
        Referral, primary_key=True, on_delete=models.CASCADE, related_name="sending"
    )
    team_key = models.ForeignKey(TeamKey, on_delete=models.PROTECT)
    sealed = models.BinaryField()
    on = models.DateField()

    def __str__(self) -> str:
        return f"sent {self.referral}"


class PassedDetails(models.Model):
    """A confidential reporter's details, rewrapped to the force's unit with their consent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="details")
    sealed_as = models.UUIDField(help_text="the object id that the seal is bound to")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "contact details"


class Acknowledgement(models.Model):
    """The unit has confirmed receipt (M09)."""

    referral = models.OneToOneField(
        Referral, primary_key=True, on_delete=models.CASCADE, related_name="acknowledgement"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"acknowledged {self.referral}"


class SentBack(models.Model):
    """The unit says that the matter is not theirs."""

    referral = models.OneToOneField(
        Referral, primary_key=True, on_delete=models.CASCADE, related_name="sent_back"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()
    sealed = models.BinaryField(help_text="why, to the assessors")

    def __str__(self) -> str:
        return f"sent back {self.referral}"


class PassingOn(models.Model):
    """A move to another force, proposed by the unit, or by us for what was sent back."""

    referral = models.OneToOneField(
        Referral, primary_key=True, on_delete=models.CASCADE, related_name="passing_on"
    )
    to_force = models.ForeignKey(Force, on_delete=models.PROTECT)
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()
    sealed = models.BinaryField(help_text="why, to the assessors and the unit")

    def __str__(self) -> str:
        return f"pass {self.referral} to {self.to_force_id}"


class Transfer(models.Model):
    """A supervisor has sent the referral on (M08)."""

    passing_on = models.OneToOneField(
        PassingOn, primary_key=True, on_delete=models.CASCADE, related_name="transfer"
    )
    onward = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="came_by")
    token = models.UUIDField(default=uuid.uuid4, help_text="its name in the ledger")
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"transfer to {self.onward}"


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions by what they wait for."""

    def with_steps(self) -> "QuestionQuerySet":
        """With the rows that their stage is read from."""
        return self.select_related(
            "referral__force", "referral__report", "by", "release", "answer", "answer__sent"
        )

    def live(self) -> "QuestionQuerySet":
        """Those whose referral is still with the force that asked."""
        return self.with_steps().filter(referral__in=Referral.objects.at_stage(*rules.WITH_FORCE))

    def with_letters_since(self) -> "QuestionQuerySet":
        """With `letters_since`: whether the reporter has written after the question was put."""
        letters = Letter.objects.filter(
            mailbox=models.OuterRef("release__letter__mailbox"),
            ordinal__gt=models.OuterRef("release__letter__ordinal"),
        )
        return self.annotate(letters_since=models.Exists(letters.filter(author=Author.REPORTER)))


class Question(models.Model):
    """A question from a force for the reporter, sealed to the assessors and the unit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="questions")
    token = models.UUIDField(default=uuid.uuid4)
    sealed = models.BinaryField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"question on {self.referral}"

    def stage(self) -> str:
        """The question's stage, in words (rules.py)."""
        if not hasattr(self, "release"):
            return rules.QUESTION_WAITS
        if not hasattr(self, "answer"):
            return rules.QUESTION_PUT
        return rules.QUESTION_ANSWERED if hasattr(self.answer, "sent") else rules.ANSWER_WAITS


class Release(models.Model):
    """An assessor has put the question into the reporter's mailbox, in words of our own."""

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="release"
    )
    # One of ours, which nobody takes back; so the public door need not look here.
    letter = models.ForeignKey(Letter, null=True, on_delete=models.DO_NOTHING)
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"released {self.question}"


class Answer(models.Model):
    """The reporter's answer, sanitised by an assessor; sealed to the assessors until it is approved."""

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="answer"
    )
    sealed = models.BinaryField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"answer to {self.question}"


class AnswerSent(models.Model):
    """A second person has approved the answer, and it is sealed to the unit."""

    answer = models.OneToOneField(Answer, primary_key=True, on_delete=models.CASCADE, related_name="sent")
    sealed = models.BinaryField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT)
    on = models.DateField()

    def __str__(self) -> str:
        return f"sent {self.answer}"
