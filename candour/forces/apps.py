"""This room as a Django application."""

from django.apps import AppConfig


class ForcesConfig(AppConfig):
    """Names the room."""

    name = "candour.forces"
