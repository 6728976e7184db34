"""Requests of one process are handled one at a time, each after it has arrived whole.

Many threads may wait for forms that arrive slowly, from a far telephone or from somebody who means
harm. But one thread runs all our code, with one connection to the database: threads that share an
interpreter while one of them holds the database's write lock hold up everybody (measured with
`candour bench intake`: half as many sends a second with four threads as with one).
"""

import io
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

# More than any form of ours, and more than Django is told to take.
LARGEST_FORM = 6 * 2**20
_TOO_LARGE = (
    b"This is more than we can take at once: 6 million letters. Nothing was received. "
    b"Go back, make it shorter, and send the rest as a message later."
)
_BROKEN = b"The line broke before your form had arrived. Nothing was received. Go back and send it again."


def one_at_a_time(application: Application) -> Application:
    """The same application, which lets each form arrive whole before it takes its turn.

    Half a form is answered with 400 and one over LARGEST_FORM bytes with 413, in words, without a turn.
    """
    turns = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turn")

    def serve(environ: Environ, start_response: Start) -> Iterable[bytes]:
        length = _length(environ)
        if length > LARGEST_FORM:
            return _say("413 Content Too Large", _TOO_LARGE, start_response)
        form = environ["wsgi.input"].read(length) if length else b""
        if len(form) < length:
            # Half a form must never be taken for a whole one.
            return _say("400 Bad Request", _BROKEN, start_response)
        environ["wsgi.input"] = io.BytesIO(form)
        environ["CONTENT_TYPE"] = _without_charset(environ.get("CONTENT_TYPE", ""))
        return turns.submit(application, environ, start_response).result()

    return serve


def _length(environ: Environ) -> int:
    length = environ.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def _without_charset(content_type: str) -> str:
    """Our pages are UTF-8 and so are their forms. Any other claim could only make the reading fail."""
    parts = [part.strip() for part in content_type.split(";")]
    return "; ".join(part for part in parts if not part.casefold().startswith("charset"))


def _say(status: str, words: bytes, start_response: Start) -> Iterable[bytes]:
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(words))),
        ("Cache-Control", "no-store"),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [words]
