"""Who holds a team's key, who should but does not, and which of its keys is sealed to: for the key pages."""

from typing import NamedTuple

from django.db.models import QuerySet

from candour.teams.models import Team, TeamKey

from .models import Member


class KeyHolding(NamedTuple):
    """A team's newest key, the key in use, the members who hold the newest one and those who lack it."""

    team: Team
    newest: TeamKey | None
    in_use: TeamKey | None
    holders: list[Member]
    lacking: list[Member]

    @property
    def waits(self) -> bool:
        """Whether the newest key is not in use yet: everything is still sealed to an older one or none."""
        return self.newest is not None and self.newest != self.in_use


def _people(team: Team) -> "QuerySet[Member]":
    if team.force_id is not None:
        return Member.objects.filter(force=team.force_id)
    return Member.objects.filter(force__isnull=True)


def key_holding(team: Team) -> KeyHolding:
    """The team's keys and members. A closed account that still has a share is among the holders."""
    newest = team.keys.order_by("-generation").first()
    holders = list(Member.objects.filter(shares__team_key=newest).order_by("name")) if newest else []
    active = _people(team).filter(is_active=True).order_by("name")
    entitled = [member for member in active if team.slug in member.teams()]
    return KeyHolding(
        team=team,
        newest=newest,
        in_use=team.usable_keys().first(),
        holders=holders,
        lacking=[member for member in entitled if member not in holders],
    )


def unit_holdings() -> list[KeyHolding]:
    """The key holding of every force's unit that has a key, by name."""
    teams = Team.objects.filter(force__isnull=False, keys__isnull=False).distinct().order_by("name")
    return [key_holding(team) for team in teams]


def pin_line(ours: list[KeyHolding]) -> str:
    """The line for the configuration that pins the newest key of each of our teams."""
    pins = ",".join(f"{each.team.slug}:{each.newest.fingerprint}" for each in ours if each.newest)
    return f"CANDOUR_TEAM_FINGERPRINTS={pins}"
