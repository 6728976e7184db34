"""What is done with members: joining, keys shared and taken back, passphrases changed."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note
from candour.forces.models import Force
from candour.ledger.actions import is_rehearsal
from candour.seal.keys import Context, PrivateKey, PublicKey, lock_with_passphrase, unlock_with_passphrase
from candour.seal.sealing import seal
from candour.store.clock import current_day
from candour.teams.actions import confirm_key, publish_key, unit_of
from candour.teams.models import Team, TeamKey

from .keyring import Keyring
from .models import EarlierKey, Invitation, KeyShare, Member, RecoveryKey, RehearsalCard, Role
from .rules import passphrase_objections

INVITATION_DAYS = 7


def unlock(member: Member, passphrase: str) -> Keyring:
    """The member's keyring, opened with their passphrase. Raises WrongPassphrase for another passphrase."""
    context = Context("member key", member.pk)
    return Keyring(member, unlock_with_passphrase(bytes(member.locked_key), passphrase, context))


@transaction.atomic
def add_member(*, username: str, name: str, role: str, passphrase: str, force: Force | None = None) -> Member:
    """Create a member with a key pair of their own; the private key is encrypted under the passphrase.

    Raises ValidationError if the sign-in name is taken, or the passphrase is too easy to guess.
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
    objections = passphrase_objections(passphrase, names=(member.username, member.name))
    if objections:
        raise ValidationError(objections)


@transaction.atomic
def change_passphrase(keys: Keyring, *, old: str, new: str) -> None:
    """Encrypt the member's key under a new passphrase, and end their sessions.

    Raises WrongPassphrase if the old one is wrong; ValidationError if the new one is too easy to guess.
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
    """A new key pair for a team; its private half is sealed to the holders and, if given, to `recovery`."""
    private = PrivateKey.generate()
    team_key = publish_key(team, key=private.public, on=current_day())
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
    """The team's newest key, whether or not it may be sealed to yet.

    Raises ValidationError if it has none.
    """
    key = team.keys.order_by("-generation").first()
    if key is None:
        raise ValidationError(f"{team.name} has no key yet.")
    return key


@transaction.atomic
def share_key(team: Team, *, to: Member, keys: Keyring) -> KeyShare:
    """Seal the team's key to one more member. Raises ValidationError if they do not belong to the team."""
    if team.slug not in to.teams() or not to.is_active:
        raise ValidationError(f"{to.name} does not belong to {team.name}, so gets no key of theirs.")
    team_key = newest_key(team)
    private = keys.team_key(bytes(team_key.key_id))
    KeyShare.objects.filter(team_key=team_key, member=to).delete()
    note("shared key", member=keys.member.pk, kind="member", row=to.pk)
    return _share(team_key, private, member=to)


@transaction.atomic
def take_back_key(team: Team, *, member: Member, keys: Keyring) -> TeamKey:
    """Take a team's key back from a member: the other holders get a new key, which opens the old one too.

    For our own teams the new fingerprint must go into every door's configuration; until then everything is
    still sealed to the old key. Raises ValidationError for one's own share.
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
    """A new invitation, and the secret part of its link, of which only a hash is stored.

    Raises ValidationError for a force member without a force, and for anybody else with one.
    """
    if (role == Role.FORCE_MEMBER) != (force is not None):
        raise ValidationError("Choose a force for a member of a force's unit, and for nobody else.")
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        mark=hashlib.sha256(secret.encode()).digest(),
        name=name,
        role=role,
        force=force,
        expires_on=current_day() + dt.timedelta(days=INVITATION_DAYS),
    )
    note("invited", member=by.pk if by else None, kind="invitation", row=invitation.pk)
    return invitation, secret


def open_invitation(secret: str, *, lock: bool = False) -> Invitation:
    """The invitation behind a link. Raises ValidationError if it is unknown, used or expired.

    `lock` locks its row until the transaction ends.
    """
    mark = hashlib.sha256(secret.encode()).digest()
    invitations = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    invitation = invitations.filter(mark=mark, member__isnull=True).first()
    if invitation is None or invitation.expires_on < current_day():
        raise ValidationError("This invitation has been used or is too old. Ask for a new one.")
    return invitation


@transaction.atomic
def accept_invitation(secret: str, *, username: str, passphrase: str) -> Member:
    """Create the invited member. If nobody in their force's unit holds its key, they get a new one.

    What was sealed to a key that nobody holds any more cannot be opened. Raises ValidationError as
    `open_invitation` and `add_member`.
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
def withdraw_invitation(invitation: Invitation, *, by: Member) -> None:
    """Delete an invitation. Raises ValidationError once somebody has joined by it."""
    standing = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if standing is None:
        raise ValidationError(f"The invitation of {invitation.name} is withdrawn already.")
    if standing.member_id is not None:
        raise ValidationError(f"{invitation.name} has joined already. Close the account instead.")
    note("withdrew invitation", member=by.pk, kind="invitation", row=invitation.pk)
    standing.delete()


@transaction.atomic
def close_account(member: Member, *, by: Member) -> None:
    """Close a member's account at once, with every session. Their keys are taken back by `take_back_key`.

    Raises ValidationError for one's own account, so that one administrator remains.
    """
    if member.pk == by.pk:
        raise ValidationError("You cannot close your own account. Ask another administrator.")
    member.is_active = False
    member.save(update_fields=["is_active"])
    note("closed account", member=by.pk, kind="member", row=member.pk)


@transaction.atomic
def confirm_unit_key(key: TeamKey, *, read_back: str, by: Member) -> None:
    """Mark a unit's key as confirmed. Raises ValidationError unless `read_back`, the fingerprint that the
    unit
    read out on the telephone, matches.
    """
    if key.team.force_id is None:
        raise ValidationError("Our own teams' keys are pinned in the configuration, not confirmed here.")
    confirm_key(key, read_back=read_back)
    note("confirmed key", member=by.pk, kind="team key", row=key.pk)


def deal_card(member: Member, *, passphrase: str) -> RehearsalCard:
    """Show a member's passphrase on the sign-in page. Raises ValidationError outside a rehearsal."""
    if not is_rehearsal():
        raise ValidationError("Passphrases are shown in a rehearsal only.")
    return RehearsalCard.objects.create(member=member, passphrase=passphrase)
