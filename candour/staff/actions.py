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
from candour.teams.actions import confirm_key, publish_key, unit_of
from candour.teams.models import Team, TeamKey

from .keyring import Keyring
from .models import EarlierKey, Invitation, KeyShare, Member, RecoveryKey, RehearsalCard, Role
from .rules import objections

INVITATION_DAYS = 7


def unlock(member: Member, passphrase: str) -> Keyring:
    """The member's keyring, from their passphrase. WrongPassphrase if it is not theirs."""
    context = Context("member key", member.pk)
    return Keyring(member, unlock_with_passphrase(bytes(member.locked_key), passphrase, context))


@transaction.atomic
def add_member(*, username: str, name: str, role: str, passphrase: str, force: Force | None = None) -> Member:
    """A new member with a key pair of their own, sealed under the passphrase.

    ValidationError if the sign-in name is taken, or the passphrase is too easy to guess.
    """
    member = Member(username=username.strip().casefold(), name=name, role=role, force=force)
    if Member.objects.filter(username=member.username).exists():
        raise ValidationError("Somebody has this sign-in name already. Choose another one.")
    _accept_passphrase(member, passphrase)
    private = PrivateKey.generate()
    member.public_key = private.public.raw
    member.locked_key = lock_with_passphrase(private, passphrase, Context("member key", member.pk))
    member.set_password(passphrase)
    member.full_clean()
    member.save()
    note("joined", member=member.pk, kind="member", row=member.pk)
    return member


def _accept_passphrase(member: Member, passphrase: str) -> None:
    found = objections(passphrase, names=(member.username, member.name))
    if found:
        raise ValidationError(found)


@transaction.atomic
def change_passphrase(keys: Keyring, *, old: str, new: str) -> None:
    """Lock the member's key under a new passphrase, and end their sessions.

    WrongPassphrase if the old one does not open it; ValidationError if the new one is too easy to guess.
    """
    member = keys.member
    _accept_passphrase(member, new)
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
    if team.slug not in to.teams() or not to.is_active:
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
    if member.pk == keys.member.pk:
        raise ValidationError("Nobody takes a key back from themselves. Ask somebody else who holds it.")
    old = newest_key(team)
    old_private = keys.team_key(bytes(old.key_id))
    staying = Member.objects.filter(shares__team_key=old, is_active=True).exclude(pk=member.pk)
    paper = RecoveryKey.objects.filter(keyshare__team_key=old).first()
    new = make_team_key(team, holders=list(staying), recovery=paper)
    sealed = seal(old_private.seed, [new.public], Context("team key", old.pk))
    EarlierKey.objects.create(earlier=old, newer=new, sealed=sealed)
    KeyShare.objects.filter(team_key__team=team, member=member).delete()
    note("took back key", member=keys.member.pk, kind="member", row=member.pk)
    note("made key", member=keys.member.pk, kind="team key", row=new.pk)
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


def open_invitation(secret: str, *, lock: bool = False) -> Invitation:
    """The invitation behind a link. ValidationError if it is unknown, used or too old.

    With `lock`, nobody else uses or withdraws it until the transaction ends.
    """
    mark = hashlib.sha256(secret.encode()).digest()
    kept = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    invitation = kept.filter(mark=mark, member__isnull=True).first()
    if invitation is None or invitation.expires_on < timezone.localdate():
        raise ValidationError("This invitation has been used or is too old. Ask for a new one.")
    return invitation


@transaction.atomic
def accept(secret: str, *, username: str, passphrase: str) -> Member:
    """Join by an invitation. The first member of a force's unit makes that unit's key.

    So does the next one where nobody is left who holds it: what was sealed to the lost key stays shut.
    """
    invitation = open_invitation(secret, lock=True)
    member = add_member(
        username=username,
        name=invitation.name,
        role=invitation.role,
        passphrase=passphrase,
        force=invitation.force,
    )
    invitation.member = member
    invitation.save(update_fields=["member"])
    if member.force is not None and not _is_held(unit_of(member.force)):
        key = make_team_key(unit_of(member.force), holders=[member])
        note("made key", member=member.pk, kind="team key", row=key.pk)
    return member


def _is_held(team: Team) -> bool:
    return KeyShare.objects.filter(team_key__team=team, member__is_active=True).exists()


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Member) -> None:
    """Make an invitation's link lead nowhere. ValidationError once somebody has joined by it."""
    kept = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if kept is None:
        raise ValidationError(f"The invitation of {invitation.name} is withdrawn already.")
    if kept.member_id is not None:
        raise ValidationError(f"{invitation.name} has joined already. Close the account instead.")
    note("withdrew invitation", member=by.pk, kind="invitation", row=invitation.pk)
    kept.delete()


@transaction.atomic
def leave(member: Member, *, by: Member) -> None:
    """Close a member's account at once, with every session. Take their keys back too: `take_back_key`.

    ValidationError for one's own, so that an administrator stays.
    """
    if member.pk == by.pk:
        raise ValidationError("You cannot close your own account. Ask another administrator.")
    member.is_active = False
    member.save(update_fields=["is_active"])
    note("closed account", member=by.pk, kind="member", row=member.pk)


@transaction.atomic
def confirm_unit_key(key: TeamKey, *, read_back: str, by: Member) -> None:
    """Accept a unit's key once its fingerprint, as the unit reads it out, matches. ValidationError if not."""
    if key.team.force_id is None:
        raise ValidationError("Our own teams' keys are pinned in the configuration, not confirmed here.")
    confirm_key(key, read_back=read_back)
    note("confirmed key", member=by.pk, kind="team key", row=key.pk)


def deal_card(member: Member, *, passphrase: str) -> RehearsalCard:
    """Show a member's passphrase on the sign-in page. ValidationError outside a rehearsal."""
    if not is_rehearsal():
        raise ValidationError("Passphrases are shown in a rehearsal only.")
    return RehearsalCard.objects.create(member=member, passphrase=passphrase)
