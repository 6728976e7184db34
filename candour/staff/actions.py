"""What is done with members: joining, keys shared and taken back, passphrases changed."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from candour.audit.actions import note
from candour.forces.models import Force
from candour.ledger.actions import is_rehearsal
from candour.seal.keys import Context, PrivateKey, PublicKey, lock_with_passphrase, unlock_with_passphrase
from candour.seal.sealing import seal
from candour.teams.actions import publish_key, unit_of
from candour.teams.models import Team, TeamKey

from .keyring import Keyring
from .models import EarlierKey, Invitation, KeyShare, Member, RecoveryKey, RehearsalCard, Role

INVITATION_DAYS = 7


def unlock(member: Member, passphrase: str) -> Keyring:
    """The member's keyring, from their passphrase. WrongPassphrase if it is not theirs."""
    context = Context("member key", member.pk)
    return Keyring(member, unlock_with_passphrase(bytes(member.locked_key), passphrase, context))


@transaction.atomic
def add_member(
    *, username: str, name: str, role: str, passphrase: str, force: Force | None = None
) -> Member:
    """A new member with a key pair of their own, sealed under the passphrase."""
    member = Member(username=username.strip().casefold(), name=name, role=role, force=force)
    private = PrivateKey.generate()
    member.public_key = private.public.raw
    member.locked_key = lock_with_passphrase(private, passphrase, Context("member key", member.pk))
    member.set_password(passphrase)
    member.full_clean()
    member.save()
    note("joined", member=member.pk, kind="member", row=member.pk)
    return member


@transaction.atomic
def change_passphrase(keys: Keyring, *, old: str, new: str) -> None:
    """Lock the member's key under a new passphrase. WrongPassphrase if the old one does not open it."""
    member = keys.member
    context = Context("member key", member.pk)
    private = unlock_with_passphrase(bytes(member.locked_key), old, context)
    member.locked_key = lock_with_passphrase(private, new, context)
    member.set_password(new)
    member.save(update_fields=["locked_key", "password"])
    RehearsalCard.objects.filter(member=member).update(passphrase=new)
    note("changed passphrase", member=member.pk, kind="member", row=member.pk)


def _share(team_key: TeamKey, private: PrivateKey, *, member: Member) -> KeyShare:
    sealed = seal(private.seed, [member.public], Context("team key", team_key.pk))
    return KeyShare.objects.create(team_key=team_key, member=member, sealed=sealed)


@transaction.atomic
def make_team_key(
    team: Team, *, holders: list[Member], recovery: RecoveryKey | None = None, confirmed: bool = False
) -> TeamKey:
    """A first key pair for a team, shared to its holders and, for our own teams, to the paper key."""
    private = PrivateKey.generate()
    team_key = publish_key(team, key=private.public, on=timezone.localdate())
    if confirmed:
        team_key.confirmed = True
        team_key.save(update_fields=["confirmed"])
    for holder in holders:
        _share(team_key, private, member=holder)
    if recovery is not None:
        _share_with_paper(team_key, private, recovery)
    return team_key


def _share_with_paper(team_key: TeamKey, private: PrivateKey, recovery: RecoveryKey) -> None:
    paper = PublicKey.from_bytes(bytes(recovery.public_key))
    sealed = seal(private.seed, [paper], Context("team key", team_key.pk))
    KeyShare.objects.create(team_key=team_key, recovery=recovery, sealed=sealed)


def newest_key(team: Team) -> TeamKey:
    """The team's newest key, usable or not. ValidationError if the team has none."""
    key = team.keys.order_by("-generation").first()
    if key is None:
        raise ValidationError(f"{team.name} has no key yet.")
    return key


@transaction.atomic
def share_key(team: Team, *, to: Member, keys: Keyring) -> KeyShare:
    """Hand the team's key on to one more member. ValidationError if their role is not given it."""
    if team.slug not in to.teams():
        raise ValidationError(f"{to.name} does not belong to {team.name}, so gets no key of theirs.")
    team_key = newest_key(team)
    private = keys.team_key(bytes(team_key.key_id))
    KeyShare.objects.filter(team_key=team_key, member=to).delete()
    note("shared key", member=keys.member.pk, kind="member", row=to.pk)
    return _share(team_key, private, member=to)


@transaction.atomic
def take_back_key(team: Team, *, member: Member, keys: Keyring) -> TeamKey:
    """Take a team's key back from a member: a new key for those who stay, and the old one kept under it.

    What was sealed before stays readable to those who stay. For our own teams the new fingerprint
    must go into every door's configuration; until then the old key is sealed to.
    """
    old = newest_key(team)
    old_private = keys.team_key(bytes(old.key_id))
    staying = Member.objects.filter(shares__team_key=old, is_active=True).exclude(pk=member.pk)
    paper = RecoveryKey.objects.filter(keyshare__team_key=old).first()
    new = make_team_key(team, holders=list(staying), recovery=paper)
    sealed = seal(old_private.seed, [new.public], Context("team key", old.pk))
    EarlierKey.objects.create(earlier=old, newer=new, sealed=sealed)
    KeyShare.objects.filter(team_key__team=team, member=member).delete()
    note("took back key", member=keys.member.pk, kind="member", row=member.pk)
    return new


@transaction.atomic
def invite(*, name: str, role: str, by: Member | None, force: Force | None = None) -> tuple[Invitation, str]:
    """An invitation and the secret part of its link, which is shown once and not kept."""
    if (role == Role.FORCE_MEMBER) != (force is not None):
        raise ValidationError("Choose a force for a member of a force's unit, and for nobody else.")
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        mark=hashlib.sha256(secret.encode()).digest(),
        name=name,
        role=role,
        force=force,
        expires_on=timezone.localdate() + dt.timedelta(days=INVITATION_DAYS),
    )
    note("invited", member=by.pk if by else None, kind="invitation", row=invitation.pk)
    return invitation, secret


def open_invitation(secret: str) -> Invitation:
    """The invitation behind a link. ValidationError if it is unknown, used or too old."""
    mark = hashlib.sha256(secret.encode()).digest()
    invitation = Invitation.objects.filter(mark=mark, member__isnull=True).first()
    if invitation is None or invitation.expires_on < timezone.localdate():
        raise ValidationError("This invitation has been used or is too old. Ask for a new one.")
    return invitation


@transaction.atomic
def accept(secret: str, *, username: str, passphrase: str) -> Member:
    """Join by an invitation. The first member of a force's unit makes that unit's key."""
    invitation = open_invitation(secret)
    member = add_member(
        username=username,
        name=invitation.name,
        role=invitation.role,
        passphrase=passphrase,
        force=invitation.force,
    )
    invitation.member = member
    invitation.save(update_fields=["member"])
    if member.force is not None and not unit_of(member.force).keys.exists():
        make_team_key(unit_of(member.force), holders=[member])
    return member


@transaction.atomic
def leave(member: Member, *, by: Member) -> None:
    """Close a member's account at once. Take their keys back as well: `take_back_key`."""
    member.is_active = False
    member.save(update_fields=["is_active"])
    note("closed account", member=by.pk, kind="member", row=member.pk)


def deal_card(member: Member, *, passphrase: str) -> RehearsalCard:
    """Show a member's passphrase on the sign-in page. ValidationError outside a rehearsal."""
    if not is_rehearsal():
        raise ValidationError("Passphrases are shown in a rehearsal only.")
    return RehearsalCard.objects.create(member=member, passphrase=passphrase)
