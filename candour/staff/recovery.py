"""The recovery key, kept on paper: created with the installation, used when nobody holds a team's key."""

from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note
from candour.seal.keys import Context, PrivateKey
from candour.seal.sealing import seal
from candour.seal.unsealing import unseal
from candour.store.clock import current_day
from candour.teams.models import Team

from .models import KeyShare, Member, RecoveryKey


def make_recovery_key() -> tuple[RecoveryKey, PrivateKey]:
    """A new recovery key, and its private half to be printed. Only the public half is stored."""
    private = PrivateKey.generate()
    recovery_key = RecoveryKey.objects.create(public_key=private.public.raw, made_on=current_day())
    return recovery_key, private


@transaction.atomic
def recover_key(team: Team, *, to: Member, paper: PrivateKey) -> KeyShare:
    """Give a team's newest key to a member with the recovery key. Audited without a member: at the console.

    Raises ValidationError if the member is not of the team, or the recovery key opens none of its keys.
    """
    if team.slug not in to.teams() or not to.is_active:
        raise ValidationError(f"{to.name} does not belong to {team.name}, so gets no key of theirs.")
    share = (
        KeyShare.objects.filter(team_key__team=team, recovery__public_key=paper.public.raw)
        .select_related("team_key")
        .order_by("-team_key__generation")
        .first()
    )
    if share is None:
        raise ValidationError(f"This paper opens no key of {team.name}. Check that it is this line's paper.")
    context = Context("team key", share.team_key_id)
    seed = unseal(bytes(share.sealed), paper, context)
    KeyShare.objects.filter(team_key=share.team_key, member=to).delete()
    note("recovered key", member=None, kind="member", row=to.pk)
    return KeyShare.objects.create(
        team_key=share.team_key, member=to, sealed=seal(seed, [to.public], context)
    )
