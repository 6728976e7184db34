"""What every answer carries, and which door a request came to."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]

# Everything comes from the page's own address; nothing is framed, fetched or scripted.
_PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# Passkeys need a script of our own; nothing else does.
_WORK_POLICY = _PUBLIC_POLICY + "; script-src 'self'; connect-src 'self'"


def door_of(path: str) -> str:
    """The door that an address belongs to: "public", "desk" or "force"."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in ("desk", "force") else "public"


def one_door(get_response: Next) -> Next:
    """In a rehearsal one process serves all three doors; each request sees the addresses of one."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.DOOR == "all":
            request.urlconf = f"candour.doors.{door_of(request.path)}"
        return get_response(request)

    return answer


def closed_headers(get_response: Next) -> Next:
    """Nothing is kept by the browser, and nothing is loaded from anywhere else."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        public = door_of(request.path) == "public"
        response.headers["Content-Security-Policy"] = _PUBLIC_POLICY if public else _WORK_POLICY
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        return response

    return answer
