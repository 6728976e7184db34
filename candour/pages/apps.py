"""This room as a Django application."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Names the room."""

    name = "candour.pages"
