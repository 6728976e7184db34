"""Members, their roles, their shares of team keys, and invitations."""

import secrets
import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from candour.forces.models import Force
from candour.seal.keys import Context, PrivateKey, PublicKey, WrongKey, unlock_with_passphrase
from candour.teams.models import ASSESSORS, OVERSIGHT, TeamKey


class Role(models.TextChoices):
    """The roles. A member has one: a check by two roles is then a check by two people."""

    CALL_HANDLER = "call_handler", "Call handler"
    ASSESSOR = "assessor", "Assessor"
    SUPERVISOR = "supervisor", "Supervisor"
    FIGURES_OFFICER = "figures_officer", "Figures officer"
    INFORMATION_OFFICER = "information_officer", "Information officer"
    ADMINISTRATOR = "administrator", "Administrator"
    FORCE_MEMBER = "force_member", "Member of a force's unit"


# The teams whose keys a role is given. Administrators hand keys on; no page lets them open a report.
TEAMS_OF_ROLE: dict[str, tuple[str, ...]] = {
    Role.ASSESSOR: (ASSESSORS,),
    Role.SUPERVISOR: (ASSESSORS, OVERSIGHT),
    Role.ADMINISTRATOR: (ASSESSORS, OVERSIGHT),
}


class MemberManager(BaseUserManager["Member"]):
    """Members, found by the name they sign in with."""


class Member(AbstractBaseUser):
    """One person of the staff or of a force's unit, with a key pair of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=Role.choices)
    force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)
    public_key = models.BinaryField()
    locked_key = models.BinaryField(help_text="the private key under Argon2id of the passphrase")

    objects: ClassVar[MemberManager] = MemberManager()
    USERNAME_FIELD = "username"
    last_login = None
    # Set by `check_password`: the key that the passphrase opened, so that Argon2 runs once a sign-in.
    opened: PrivateKey | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_force_for_force_members_only",
                condition=models.Q(role=Role.FORCE_MEMBER, force__isnull=False)
                | (~models.Q(role=Role.FORCE_MEMBER) & models.Q(force__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """End every session of this member.

        Stores a random value and no hash: `check_password` opens the key.
        """
        self.password = f"key${secrets.token_urlsafe(32)}"

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this passphrase opens the member's key; if so the key is in `opened`."""
        context = Context("member key", self.pk)
        try:
            self.opened = unlock_with_passphrase(bytes(self.locked_key), raw_password or "", context)
        except WrongKey:
            return False
        return True

    @property
    def public(self) -> PublicKey:
        """The member's own public key."""
        return PublicKey.from_bytes(bytes(self.public_key))

    def teams(self) -> tuple[str, ...]:
        """The slugs of the teams to whose keys the member is entitled by role."""
        if self.force_id:
            return (f"force-{self.force_id}",)
        return TEAMS_OF_ROLE.get(self.role, ())


class RecoveryKey(models.Model):
    """The public half of the key that is printed once and kept on paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_key = models.BinaryField()
    made_on = models.DateField()

    def __str__(self) -> str:
        return "recovery key"


class KeyShare(models.Model):
    """A team's private key, sealed to one member (or to the paper recovery key)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team_key = models.ForeignKey(TeamKey, on_delete=models.CASCADE, related_name="shares")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="shares")
    recovery = models.ForeignKey(RecoveryKey, null=True, on_delete=models.CASCADE)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team_key", "member"], name="one_share_a_member"),
            models.CheckConstraint(
                name="a_member_or_the_recovery_key",
                condition=models.Q(member__isnull=False) ^ models.Q(recovery__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_key} to {self.member or 'paper'}"


class EarlierKey(models.Model):
    """A team's older private key, sealed to its newer one when the key was changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    earlier = models.OneToOneField(TeamKey, on_delete=models.CASCADE, related_name="kept_under")
    newer = models.ForeignKey(TeamKey, on_delete=models.CASCADE, related_name="keeps")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.earlier} under {self.newer}"


class Invitation(models.Model):
    """A link that lets one named person join. The link itself is not kept, only a mark of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mark = models.BinaryField(unique=True, help_text="SHA-256 of the link's secret part")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=Role.choices)
    force = models.ForeignKey(Force, null=True, blank=True, on_delete=models.PROTECT)
    expires_on = models.DateField()
    member = models.OneToOneField(Member, null=True, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"


class RehearsalCard(models.Model):
    """In a rehearsal only: a member's passphrase in clear, so that anyone can look round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="card")
    passphrase = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"card of {self.member}"


class RecentMark(models.Model):
    """Wrong tries at sign-in and codes just used, for a few minutes: Django's cache, one for all processes.

    Names are kept as hashes and no address is kept. The columns are those that the database cache expects.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "recent mark"
