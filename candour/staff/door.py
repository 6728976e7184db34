"""Which of the two work doors a request came to, and who belongs there."""

from django.conf import settings
from django.http import HttpRequest

from .models import Role


def is_force_door(request: HttpRequest) -> bool:
    """Whether this request came to the force door; else it came to the desk's."""
    return getattr(request, "urlconf", settings.ROOT_URLCONF) == "candour.doors.force"


def belongs_here(request: HttpRequest, role: str) -> bool:
    """A force's members come in by the force door, the hotline's people by the desk's."""
    return (role == Role.FORCE_MEMBER) == is_force_door(request)
