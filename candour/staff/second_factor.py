"""Resetting the second factor of a member who has lost their telephone or passkey."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from candour.audit.actions import note

from .models import Member


@transaction.atomic
def reset_second_factor(member: Member, *, by: Member) -> None:
    """Delete a member's second factors and end their sessions; they set up a new one at the next sign-in.

    Raises ValidationError for one's own: a reset takes two people.
    """
    if member.pk == by.pk:
        raise ValidationError("Ask another administrator to reset yours: it takes two people.")
    Authenticator.objects.filter(user_id=member.pk).delete()
    member.set_password(None)
    member.save(update_fields=["password"])
    note("reset second factor", member=by.pk, kind="member", row=member.pk)
