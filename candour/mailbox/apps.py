"""This room as a Django application."""

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    """Names the room."""

    name = "candour.mailbox"
