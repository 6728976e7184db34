"""The commands as a Django application; it also registers the checks, wherever a command runs."""

from django.apps import AppConfig


class CommandConfig(AppConfig):
    """Registers the room and the system checks."""

    name = "candour.command"

    def ready(self) -> None:
        """Register the checks; models are loaded by now."""
        from candour import checks  # noqa: F401, PLC0415
