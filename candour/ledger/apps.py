"""This room as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Names the room."""

    name = "candour.ledger"
