"""This room as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Names the room."""

    name = "candour.intake"
