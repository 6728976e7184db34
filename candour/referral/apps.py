"""This room as a Django application."""

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    """Names the room."""

    name = "candour.referral"
