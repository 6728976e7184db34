"""Who holds a team's key, who should, and which of its keys is sealed to: what the key pages show."""

from typing import NamedTuple

from django.db.models import QuerySet

from candour.teams.models import Team, TeamKey

from .models import Member


class Holding(NamedTuple):
    """A team's newest key and the people around it."""

    team: Team
    newest: TeamKey | None
    in_use: TeamKey | None
    holders: list[Member]
    lacking: list[Member]

    @property
    def waits(self) -> bool:
        """Whether the newest key is made, and another one (or none) is still sealed to."""
        return self.newest is not None and self.newest != self.in_use


def _people(team: Team) -> "QuerySet[Member]":
    if team.force_id is not None:
        return Member.objects.filter(force=team.force_id)
    return Member.objects.filter(force__isnull=True)


def holding(team: Team) -> Holding:
    """The team's keys and people. A closed account that still holds a share is named among the holders."""
    newest = team.keys.order_by("-generation").first()
    holders = list(Member.objects.filter(shares__team_key=newest).order_by("name")) if newest else []
    belong = [
        one for one in _people(team).filter(is_active=True).order_by("name") if team.slug in one.teams()
    ]
    return Holding(
        team=team,
        newest=newest,
        in_use=team.usable_keys().first(),
        holders=holders,
        lacking=[one for one in belong if one not in holders],
    )


def units() -> list[Holding]:
    """Every force's unit that has made a key, by name."""
    made = Team.objects.filter(force__isnull=False, keys__isnull=False).distinct().order_by("name")
    return [holding(team) for team in made]


def pin_line(ours: list[Holding]) -> str:
    """The line for the configuration that pins the newest key of each of our teams."""
    pins = ",".join(f"{one.team.slug}:{one.newest.fingerprint}" for one in ours if one.newest)
    return f"CANDOUR_TEAM_FINGERPRINTS={pins}"
