"""The people of the rehearsal. Their names are invented, and their passphrases are shown to everybody."""

from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings

from candour.forces.models import Force
from candour.staff import actions as staff
from candour.staff.keyring import Keyring
from candour.staff.models import Member, Role
from candour.teams import actions as teams
from candour.teams.models import TeamKey

PASSPHRASES = {
    "hana": ("Hana Testcall", Role.CALL_HANDLER),
    "asif": ("Asif Readwell", Role.ASSESSOR),
    "amara": ("Amara Longlook", Role.ASSESSOR),
    "rhona": ("Rhona Secondpair", Role.SUPERVISOR),
    "olu": ("Olu Countwell", Role.FIGURES_OFFICER),
    "finn": ("Finn Answerby", Role.INFORMATION_OFFICER),
    "ada": ("Ada Keyring", Role.ADMINISTRATOR),
}
UNITS = {
    "mo": ("Mo Unitperson", "metropolitan"),
    "kit": ("Kit Unitperson", "kent"),
    "essie": ("Essie Unitperson", "essex"),
}


@dataclass
class Cast:
    """Everybody in the rehearsal: our own people by name, and one member of each unit by force."""

    ours: dict[str, Member] = field(default_factory=dict)
    units: dict[str, Member] = field(default_factory=dict)
    rings: dict[str, Keyring] = field(default_factory=dict)


def passphrase_of(username: str) -> str:
    """The rehearsal's passphrase of one of its people: nothing secret about it."""
    return f"{username} looks round the rehearsal"


def _join(username: str, name: str, role: Role, force: Force | None = None) -> Member:
    passphrase = passphrase_of(username)
    member = staff.add_member(username=username, name=name, role=role, passphrase=passphrase, force=force)
    staff.deal_card(member, passphrase=passphrase)
    TOTP.activate(member, generate_totp_secret())
    return member


def _walk_on(force: Force) -> None:
    """Add a member of a unit that can receive and acknowledge referrals, but cannot sign in."""
    member = Member(
        username=f"unit-{force.slug}", name=f"Unit of {force.short_name}", role=Role.FORCE_MEMBER, force=force
    )
    member.set_unusable_password()
    member.save()


def assemble(transfer_forces: set[str]) -> list[TeamKey]:
    """Bring everybody in, give our teams and the units their keys, and return our teams' keys to pin."""
    members = [_join(username, name, role) for username, (name, role) in PASSPHRASES.items()]
    ours = []
    for team in teams.our_teams():
        holders = [member for member in members if team.slug in member.teams()]
        ours.append(staff.make_team_key(team, holders=holders))
    _open_units(transfer_forces)
    # From here on this process may seal to them; `candour demo` also writes the pins down.
    settings.TEAM_FINGERPRINTS = {key.team_id: key.fingerprint for key in ours}
    return ours


def gather() -> Cast:
    """Everybody who was brought in, those who act in the history with their keys."""
    cast = Cast()
    for member in Member.objects.select_related("force"):
        if member.force_id:
            cast.units[member.force_id] = member
        else:
            cast.ours[member.username] = member
    for username in ("asif", "amara", "rhona"):
        cast.rings[username] = staff.unlock(cast.ours[username], passphrase_of(username))
    return cast


def _open_units(transfer_forces: set[str]) -> None:
    for username, (name, slug) in UNITS.items():
        force = Force.objects.get(pk=slug)
        member = _join(username, name, Role.FORCE_MEMBER, force)
        staff.make_team_key(teams.unit_of(force), holders=[member], confirmed=True)
    for slug in sorted(transfer_forces - {slug for _, slug in UNITS.values()}):
        force = Force.objects.get(pk=slug)
        _walk_on(force)
        staff.make_team_key(teams.unit_of(force), holders=[], confirmed=True)
