from django.apps import AppConfig


class LookConfig(AppConfig):
    """Shared templates, styles and template tags. Knows no other room and keeps nothing."""

    name = "candour.look"
    label = "look"
