"""This room as a Django application."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Names the room."""

    name = "candour.staff"
