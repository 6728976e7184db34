"""Who is served when, inside one process.

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
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# More than any form of ours; what is larger is left for Django to refuse.
_LARGEST_FORM = 6 * 2**20


def one_at_a_time(application: Application) -> Application:
    """The same application, which lets each form arrive whole before it takes its turn."""
    turns = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turn")

    def serve(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = _length(environ)
        if 0 < length <= _LARGEST_FORM:
            form = environ["wsgi.input"].read(length)
            if len(form) < length:
                # The line broke. Half a form must never be taken for a whole one.
                start_response("400 Bad Request", [("Content-Length", "0"), ("Connection", "close")])
                return []
            environ["wsgi.input"] = io.BytesIO(form)
        return turns.submit(application, environ, start_response).result()

    return serve


def _length(environ: Environ) -> int:
    told = environ.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdigit() else 0
