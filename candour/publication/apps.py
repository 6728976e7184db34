"""The place of what the public reads among Django's apps."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """The disclosure log, readers' notes, the publication scheme and the desk's own account."""

    name = "candour.publication"
