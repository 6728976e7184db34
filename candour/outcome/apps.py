"""This room as a Django application."""

from django.apps import AppConfig


class OutcomeConfig(AppConfig):
    """Names the room."""

    name = "candour.outcome"
