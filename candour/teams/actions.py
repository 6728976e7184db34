"""Actions on teams and their public keys."""

import datetime as dt
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError

from candour.forces.models import Force
from candour.seal.keys import PublicKey

from .models import ASSESSORS, OVERSIGHT, Team, TeamKey


def unit_of(force: Force) -> Team:
    """The force's unit, created on first use. It has no key until its first member joins."""
    team, _ = Team.objects.get_or_create(
        force=force, defaults={"slug": f"force-{force.slug}", "name": f"{force.short_name} unit"}
    )
    return team


def our_teams() -> list[Team]:
    """The line's own two teams, created on first use."""
    names = {ASSESSORS: "Assessors", OVERSIGHT: "Oversight team"}
    return [Team.objects.get_or_create(slug=slug, defaults={"name": name})[0] for slug, name in names.items()]


def assessors() -> PublicKey:
    """The assessors' public key, as pinned in the settings.

    Raises NoKeyYet if no stored key matches the pin.
    """
    return _pinned(ASSESSORS, settings.TEAM_FINGERPRINTS.get(ASSESSORS, ""))


@lru_cache(maxsize=8)
def _pinned(team: str, pin: str) -> PublicKey:
    """The team's key with this fingerprint. Safe to cache: another key has another fingerprint."""
    return Team(slug=team, name=team.capitalize()).recipient()


def publish_key(team: Team, *, key: PublicKey, on: dt.date) -> TeamKey:
    """Add the next generation of a team's public key."""
    newest = team.keys.order_by("-generation").first()
    return TeamKey.objects.create(
        team=team,
        generation=newest.generation + 1 if newest else 1,
        public_key=key.raw,
        key_id=key.key_id,
        fingerprint=key.fingerprint,
        made_on=on,
    )


def confirm_key(key: TeamKey, *, read_back: str) -> None:
    """Mark a unit's key as confirmed. Raises ValidationError unless `read_back` is its fingerprint."""
    if "".join(read_back.split()).casefold() != key.fingerprint.replace(" ", ""):
        raise ValidationError("That is not this key's fingerprint. Ask the unit to read it out again.")
    key.confirmed = True
    key.save(update_fields=["confirmed"])
