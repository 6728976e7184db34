"""Response headers, and the choice of a door by the path of the request."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from candour.store.loading import percent_loaded

Next = Callable[[HttpRequest], HttpResponse]

# Everything comes from the page's own address; nothing is framed, fetched or scripted.
_PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# Passkeys need a script of our own; nothing else does.
_WORK_POLICY = _PUBLIC_POLICY + "; script-src 'self'; connect-src 'self'"

# Published figures are for everybody's pages: pictures, lines of words and files, never a page of ours.
_TAKEN_AWAY = (".svg", ".txt", ".json", ".csv", ".atom", ".ods", ".zip")
_RELEASED = re.compile(r"/figures/releases/[^/]+/[^/]+")


def door_of(path: str) -> str:
    """The door that an address belongs to: "public", "desk" or "force"."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in ("desk", "force") else "public"


def is_for_other_pages(path: str) -> bool:
    """Whether an address gives published figures that any page elsewhere may show or fetch."""
    if _RELEASED.fullmatch(path):
        return True
    return path == "/figures.csv" or (path.startswith("/figures/") and path.endswith(_TAKEN_AWAY))


_NO_SUCH_HOST = (
    "This address is not known here. Look at its spelling, or go back to where you found it.\n"
    "For whoever runs this line: CANDOUR_HOSTS lists the names that this door answers to.\n"
)


def known_host(get_response: Next) -> Next:
    """Answer only requests for a host in CANDOUR_HOSTS, whatever they ask for; others get 400 in words."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse(_NO_SUCH_HOST, content_type="text/plain; charset=utf-8", status=400)
        return get_response(request)

    return answer


def one_door(get_response: Next) -> Next:
    """With CANDOUR_DOOR=all, resolve each request with the addresses of the one door that its path names."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.DOOR == "all":
            request.urlconf = f"candour.doors.{door_of(request.path)}"
        return get_response(request)

    return answer


def only_read_while_loading(get_response: Next) -> Next:
    """While the rehearsal is being loaded, answer whatever would write with 503 and a page that says so."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    # Called once the door's addresses are known, which the page needs.
    answer.process_view = _refuse_to_write  # type: ignore[attr-defined]
    return answer


def _refuse_to_write(request: HttpRequest, *_: object) -> HttpResponse | None:
    percent = None if request.method in ("GET", "HEAD") else percent_loaded()
    if percent is None:
        return None
    page = render_to_string("look/still_loading.html", {"percent": percent}, request)
    return HttpResponse(page, status=503, headers={"Retry-After": "30"})


def closed_headers(get_response: Next) -> Next:
    """Add the headers that forbid caching, and content from any other origin."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        public = door_of(request.path) == "public"
        response.headers["Content-Security-Policy"] = _PUBLIC_POLICY if public else _WORK_POLICY
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        _say_who_may_show(request, response)
        return response

    return answer


def _say_who_may_show(request: HttpRequest, response: HttpResponse) -> None:
    """Let other origins embed or fetch published figures, and nothing else."""
    if is_for_other_pages(request.path) and response.status_code == 200:
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
