"""This room as a Django application."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Names the room."""

    name = "candour.assessment"
