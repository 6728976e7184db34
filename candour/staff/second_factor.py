"""What an administrator does when somebody has lost their telephone or their key."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note

from .models import Member


@transaction.atomic
def reset_second_factor(member: Member, *, by: Member) -> None:
    """Forget a member's second factors and end their sessions; they set one up at the next sign-in.

    ValidationError for one's own: two people stand behind every reset.
    """
    if member.pk == by.pk:
        raise ValidationError("Ask another administrator to reset yours: it takes two people.")
    Authenticator.objects.filter(user_id=member.pk).delete()
    member.set_password(None)
    member.save(update_fields=["password"])
    note("reset second factor", member=by.pk, kind="member", row=member.pk)
