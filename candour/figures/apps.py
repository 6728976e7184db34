"""This room as a Django application."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Names the room."""

    name = "candour.figures"
