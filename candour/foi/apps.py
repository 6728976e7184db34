"""The freedom-of-information desk's place among Django's apps."""

from django.apps import AppConfig


class FoiConfig(AppConfig):
    """Requests for information, their answers, and the disclosure log."""

    name = "candour.foi"
