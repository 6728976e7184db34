"""The key that is printed once and kept on paper: made at the beginning, used when nobody holds a key."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from candour.audit.actions import note
from candour.seal.keys import Context, PrivateKey
from candour.seal.sealing import seal
from candour.seal.unsealing import unseal
from candour.teams.models import Team

from .models import KeyShare, Member, RecoveryKey


def make_recovery_key() -> tuple[RecoveryKey, PrivateKey]:
    """A new recovery key: its public half kept, its private half for paper, once, and for nowhere else."""
    private = PrivateKey.generate()
    kept = RecoveryKey.objects.create(public_key=private.public.raw, made_on=timezone.localdate())
    return kept, private


@transaction.atomic
def recover_key(team: Team, *, to: Member, paper: PrivateKey) -> KeyShare:
    """Hand a team's newest key to a member with the paper key. Audited as done at the console.

    ValidationError if the member is not of the team, or the paper opens none of its keys.
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
