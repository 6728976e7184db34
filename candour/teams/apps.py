"""This room as a Django application."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Names the room."""

    name = "candour.teams"
