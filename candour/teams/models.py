"""Teams and their public keys. No private key is stored here."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from candour.forces.models import Force
from candour.seal.keys import PublicKey

ASSESSORS = "assessors"
OVERSIGHT = "oversight"


class NoKeyYet(ValidationError):
    """The team has no key that may be sealed to."""


class Team(models.Model):
    """People who share a key: the assessors, the oversight team, or one force's unit."""

    slug = models.SlugField(primary_key=True, max_length=48)
    name = models.CharField(max_length=100)
    force = models.OneToOneField(Force, null=True, on_delete=models.PROTECT, related_name="unit")

    def __str__(self) -> str:
        return self.name

    def usable_keys(self) -> "models.QuerySet[TeamKey]":
        """The keys that may be sealed to, newest first: the pinned one of our own teams, the confirmed of a
        unit.
        """
        if self.force_id is not None:
            return self.keys.filter(confirmed=True).order_by("-generation")
        pin = settings.TEAM_FINGERPRINTS.get(self.slug, "")
        return self.keys.filter(fingerprint=pin).order_by("-generation")

    def recipient(self) -> PublicKey:
        """The public key to seal to. Raises NoKeyYet if none may be used."""
        key = self.usable_keys().first()
        if key is None:
            raise NoKeyYet(f"{self.name} has no key that this installation may seal to.")
        return key.public


class TeamKey(models.Model):
    """One generation of a team's public key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="keys")
    generation = models.PositiveIntegerField()
    public_key = models.BinaryField()
    key_id = models.BinaryField(help_text="the short mark by which a seal's header names it")
    fingerprint = models.CharField(max_length=48)
    confirmed = models.BooleanField(default=False, help_text="a unit's key: read back over the telephone")
    made_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "generation"], name="one_key_a_generation")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.fingerprint}"

    @property
    def public(self) -> PublicKey:
        """The key. Raises NoKeyYet if the stored bytes do not match the stored fingerprint."""
        key = PublicKey.from_bytes(bytes(self.public_key))
        if key.fingerprint != self.fingerprint:
            raise NoKeyYet(
                "This team's key does not match its fingerprint. Seal nothing; call the administrator."
            )
        return key
